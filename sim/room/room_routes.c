/* SPDX-License-Identifier: MIT */
/* The table of routes. Those of the admin API are passed on to the lab, which knows them. */
#include "room_routes.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "evidence/evidence.h"
#include "lab/lab.h"
#include "lab/lab_watch.h"
#include "organization/organization.h"
#include "room_request.h"
#include "room_settings.h"
#include "room_training.h"

#include <string.h>

static void answer_state(const struct room_call *call)
{
    CLEANUP(cleanup_string) char *ready = lab_ready_json(call->seat->lab);
    CLEANUP(json_release) json_t *known = json_loads(ready, 0, NULL);

    room_answer_json(call->answer, 200,
                     json_pack("{s:s, s:I, s:O, s:O, s:O, s:O, s:O}", "mode", "lab", "event",
                               (json_int_t)room_events_last(call->seat->events), "instance",
                               json_object_get(known, "instance"), "version", json_object_get(known, "version"),
                               "requester", json_object_get(known, "requester"), "target",
                               json_object_get(known, "target"), "hosts", json_object_get(known, "hosts")));
}

static void look_up(const struct room_call *call)
{
    const char *const requester = json_member_text(call->body, "requester");
    const char *const target = json_member_text(call->body, "target");
    struct error error = {""};
    CLEANUP(lookup_free) struct lookup *lookup = NULL;

    if (!text_domain(requester) || !text_domain(target)) {
        room_answer_error(call->answer, 400, "Who asks and who is asked for must be e-mail addresses.");
        return;
    }
    lookup = lab_look_up(call->seat->lab, requester, target,
                         json_is_true(json_object_get(call->body, "outlook")) ? "outlook" : NULL, &error);
    if (lookup)
        room_answer_json(call->answer, 200, json_pack("{s:b}", "ok", (int)lookup->ok));
    else
        room_answer_error(call->answer, 409, "%s", error.text);
}

static void answer_settings(const struct room_call *call)
{
    CLEANUP(snapshot_release) struct snapshot *now = lab_settings(call->seat->lab);
    CLEANUP(snapshot_release) struct snapshot *healthy = lab_healthy_settings(call->seat->lab);

    room_answer_json(call->answer, 200, room_settings(now, healthy));
}

static void name_error(const struct room_call *call)
{
    const struct request *const request = call->request;
    CLEANUP(cleanup_string) char *name = room_query_text(request, "name");
    struct error error = {""};

    room_answer_found(call, 500,
                      room_knowledge_name(call->knowledge, request->body ? request->body : "", request->body_length,
                                          name && *name ? name : NULL, &error),
                      &error);
}

static void diagnose(const struct room_call *call)
{
    CLEANUP(json_release)
    json_t *view = room_look_ups_find(call->seat->look_ups, (json_int_t)room_query_number(call->request, "number"));
    struct error error = {""};

    if (!view)
        room_answer_error(call->answer, 404, "This look-up is kept no longer; look up again.");
    else
        room_answer_found(call, 409, room_knowledge_diagnose(call->knowledge, view, &error), &error);
}

/* The rest of the path is one of the admin API. */
static void administer(const struct room_call *call)
{
    struct request request = *call->request;

    request.path += strlen("/api");
    lab_administer(call->seat->lab, &request, call->answer);
}

static const struct room_route lab_routes[] = {
    {"GET", "/api/state", .run = answer_state},
    {"GET", "/api/events", .run = room_answer_events},
    {"GET", "/api/look-ups", .run = room_answer_look_ups},
    {"POST", "/api/look-ups", .run = look_up},
    {"GET", "/api/diagnoses", .run = diagnose},
    {"GET", "/api/settings", .run = answer_settings},
    {"GET", "/api/catalogue", .run = room_answer_catalogue},
    {"POST", "/api/classify", .run = name_error, .raw = true},
    {"GET", "/api/armed", .run = administer},
    {"POST", "/api/arm", .run = administer},
    {"POST", "/api/disarm", .run = administer},
    {"POST", "/api/repair", .run = administer},
    {"POST", "/api/reset", .run = administer},
    {"POST", "/api/commands", .run = administer},
    {"GET", "/api/cmdlets", .run = administer},
    {"GET", "/api/logs", .run = administer},
    {"GET", "/api/help", .run = room_answer_help},
    {0},
};

const struct room_route *room_route_find(const struct request *request, const struct seat *seat)
{
    const struct room_route *route = seat->instructor ? instructor_routes
                                     : seat->trainee  ? trainee_routes
                                     : seat->quiz     ? quiz_routes
                                                      : lab_routes;

    while (route->path && !(strcmp(route->path, request->path) == 0 && strcmp(route->method, request->method) == 0))
        route++;
    return route->path ? route : NULL;
}

bool room_route_blocks(const struct request *request)
{
    return text_starts(request->path, "/api/");
}

bool room_route_waits(const struct request *request)
{
    return strcmp(request->path, "/api/events") == 0;
}
