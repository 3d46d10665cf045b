/* SPDX-License-Identifier: MIT */
/* What an instructor's page asks of the class: who is where, and what is done about it. */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "room_export.h"
#include "room_request.h"
#include "room_trainee.h"
#include "room_training.h"

#include <string.h>

static void answer_state(const struct room_call *call)
{
    room_answer_json(call->answer, 200,
                     json_pack("{s:s, s:s, s:I, s:s}", "mode", "class", "name", "Instructor", "event",
                               (json_int_t)room_events_last(call->seat->events), "version", FBLAB_VERSION));
}

static void answer_class(const struct room_call *call)
{
    json_t *const list = json_array();

    for (const struct seat *seat = call->seats; seat; seat = seat->next)
        if (seat->trainee)
            json_array_insert_new(list, 0, room_trainee_overview(seat->trainee)); /* the newest seat is the first */
    room_answer_json(call->answer, 200, list);
}

/* The first seat from this one on that is meant: without a name everybody is. */
static const struct seat *meant(const struct seat *seat, const char *name)
{
    while (seat && !(seat->trainee && (!name || strcmp(room_trainee_name(seat->trainee), name) == 0)))
        seat = seat->next;
    return seat;
}

/* All pages show it before it is kept anywhere, for that takes a while. */
static void write_to(const struct seat *seats, const char *name, const char *text)
{
    for (const struct seat *seat = seats; (seat = meant(seat, name)); seat = seat->next)
        room_trainee_write(seat->trainee, text);
}

static void act(const struct room_call *call)
{
    const char *const name = json_string_value(json_object_get(call->body, "name"));
    const char *const what = json_member_text(call->body, "do"), *const text = json_member_text(call->body, "text");
    struct error error = {""};
    bool good = true;

    if (!meant(call->seats, name)) {
        room_answer_error(call->answer, 404, "Nobody of that name is in the class.");
        return;
    }
    if (strcmp(what, "write") == 0)
        write_to(call->seats, name, text);
    for (const struct seat *seat = call->seats; (seat = meant(seat, name)); seat = seat->next)
        good = room_trainee_intervene(seat->trainee, what, text, &error) && good;
    room_answer_found(call, 409, good ? json_pack("{s:b}", "ok", 1) : NULL, &error);
}

/* Of one, or without a name of everybody. */
static void answer_export(const struct room_call *call)
{
    CLEANUP(cleanup_string) char *name = room_query_text(call->request, "name");
    CLEANUP(cleanup_string) char *format = room_query_text(call->request, "format");
    const struct seat *const seat = meant(call->seats, name);
    struct error error = {""};

    if (!seat)
        room_answer_error(call->answer, 404, "Nobody of that name is in the class.");
    else if (!room_export(room_trainee_school(seat->trainee), name, format ? format : "", call->answer, &error))
        room_answer_error(call->answer, 409, "%s", error.text);
}

const struct room_route instructor_routes[] = {
    {"GET", "/api/state", .run = answer_state},
    {"GET", "/api/events", .run = room_answer_events},
    {"GET", "/api/look-ups", .run = room_answer_look_ups},
    {"GET", "/api/catalogue", .run = room_answer_catalogue},
    {"GET", "/api/class", .run = answer_class},
    {"POST", "/api/class", .run = act},
    {"GET", "/api/class/export", .run = answer_export},
    {0},
};
