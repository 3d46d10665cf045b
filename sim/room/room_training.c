/* SPDX-License-Identifier: MIT */
/* What a trainee's page asks of the ticket, and an instructor's of the class. */
#include "room_training.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "room_trainee.h"

#include <string.h>

typedef json_t *plain_function(struct room_trainee *trainee, struct error *error);

static void answer_plain(const struct room_call *call, plain_function *function)
{
    struct error error = {""};

    room_answer_found(call, 409, function(call->seat->trainee, &error), &error);
}

static void answer_state(const struct room_call *call)
{
    const bool instructor = !call->seat->trainee;

    room_answer_json(call->answer, 200,
                     json_pack("{s:s, s:o, s:I, s:s}", "mode", instructor ? "class" : "ticket", "name",
                               json_text(instructor ? "Instructor" : room_trainee_name(call->seat->trainee)), "event",
                               (json_int_t)room_events_last(call->seat->events), "version", FBLAB_VERSION));
}

static void answer_ticket(const struct room_call *call)
{
    answer_plain(call, room_trainee_ticket);
}

static void next_ticket(const struct room_call *call)
{
    answer_plain(call, room_trainee_next);
}

static void answer_checks(const struct room_call *call)
{
    answer_plain(call, room_trainee_checks);
}

static void give_hint(const struct room_call *call)
{
    answer_plain(call, room_trainee_hint);
}

static void give_up(const struct room_call *call)
{
    answer_plain(call, room_trainee_give_up);
}

static void look_up(const struct room_call *call)
{
    answer_plain(call, room_trainee_look_up);
}

static void answer_logs(const struct room_call *call)
{
    answer_plain(call, room_trainee_logs);
}

static void answer_settings(const struct room_call *call)
{
    answer_plain(call, room_trainee_settings);
}

static void answer_cmdlets(const struct room_call *call)
{
    answer_plain(call, room_trainee_cmdlets);
}

static void judge(const struct room_call *call)
{
    struct error error = {""};

    room_answer_found(call, 409, room_trainee_answer(call->seat->trainee, call->body, &error), &error);
}

static void run(const struct room_call *call)
{
    struct error error = {""};

    room_answer_found(call, 409, room_trainee_run(call->seat->trainee, call->body, &error), &error);
}

const struct room_route trainee_routes[] = {
    {"GET", "/api/state", false, answer_state},
    {"GET", "/api/events", false, room_answer_events},
    {"GET", "/api/look-ups", false, room_answer_look_ups},
    {"POST", "/api/look-ups", false, look_up},
    {"GET", "/api/settings", false, answer_settings},
    {"GET", "/api/catalogue", false, room_answer_catalogue},
    {"POST", "/api/commands", false, run},
    {"GET", "/api/cmdlets", false, answer_cmdlets},
    {"GET", "/api/logs", false, answer_logs},
    {"GET", "/api/ticket", false, answer_ticket},
    {"POST", "/api/ticket/next", false, next_ticket},
    {"POST", "/api/ticket/checks", false, answer_checks},
    {"POST", "/api/ticket/hint", false, give_hint},
    {"POST", "/api/ticket/answer", false, judge},
    {"POST", "/api/ticket/give-up", false, give_up},
    {0},
};

static void answer_class(const struct room_call *call)
{
    json_t *const list = json_array();

    for (const struct seat *seat = call->seats; seat; seat = seat->next)
        if (seat->trainee)
            json_array_insert_new(list, 0, room_trainee_overview(seat->trainee)); /* the newest seat is the first */
    room_answer_json(call->answer, 200, list);
}

static bool act(struct room_trainee *trainee, const char *what, const char *text, struct error *error)
{
    if (text_equal(what, "write"))
        room_trainee_write(trainee, text);
    else if (text_equal(what, "hint"))
        return room_trainee_free_hint(trainee, error);
    else if (text_equal(what, "end")) {
        CLEANUP(json_release) json_t *ticket = room_trainee_give_up(trainee, error);
        room_trainee_write(trainee, text);
        return ticket;
    } else
        return error_set(error, "an instructor can write, give a hint or end a ticket, not \"%.40s\"", what);
    return true;
}

/* Without a name: with everybody. */
static void act_on_class(const struct room_call *call)
{
    const char *const name = json_string_value(json_object_get(call->body, "name"));
    const char *const what = json_member_text(call->body, "do"), *const text = json_member_text(call->body, "text");
    struct error error = {""};
    bool found = false, good = true;

    for (const struct seat *seat = call->seats; seat; seat = seat->next)
        if (seat->trainee && (!name || strcmp(room_trainee_name(seat->trainee), name) == 0)) {
            found = true;
            good = act(seat->trainee, what, text, &error) && good;
        }
    if (!found)
        room_answer_error(call->answer, 404, "Nobody of that name is in the class.");
    else
        room_answer_found(call, 409, good ? json_pack("{s:b}", "ok", 1) : NULL, &error);
}

/* Spreadsheets take what begins like this for a formula. */
static void put_cell(FILE *output, const char *text, char behind)
{
    fputs(*text && strchr("=+-@\t\r", *text) ? "\"'" : "\"", output);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', output);
        fputc(*text, output);
    }
    fprintf(output, "\"%c", behind);
}

static void put_trainee(FILE *output, const json_t *overview)
{
    char number[32];

    put_cell(output, json_member_text(overview, "name"), ',');
    put_cell(output, json_member_text(overview, "ticket"), ',');
    put_cell(output, json_member_text(overview, "stage"), ',');
    snprintf(number, sizeof number, "%lld", (long long)json_integer_value(json_object_get(overview, "points")));
    put_cell(output, number, ',');
    snprintf(number, sizeof number, "%lld", (long long)json_integer_value(json_object_get(overview, "hints")));
    put_cell(output, number, ',');
    put_cell(output, json_member_text(overview, "command"), '\n');
}

static void export_class(const struct room_call *call)
{
    char *text = NULL;
    size_t length;
    FILE *const output = text_stream(&text, &length);

    fputs("trainee,ticket,stage,points,hints,last command\n", output);
    for (const struct seat *seat = call->seats; seat; seat = seat->next)
        if (seat->trainee) {
            CLEANUP(json_release) json_t *overview = room_trainee_overview(seat->trainee);
            put_trainee(output, overview);
        }
    text_stream_close(output);
    answer_take(call->answer, 200, "text/csv; charset=utf-8", text, length);
}

const struct room_route instructor_routes[] = {
    {"GET", "/api/state", false, answer_state},
    {"GET", "/api/events", false, room_answer_events},
    {"GET", "/api/look-ups", false, room_answer_look_ups},
    {"GET", "/api/catalogue", false, room_answer_catalogue},
    {"GET", "/api/class", false, answer_class},
    {"POST", "/api/class", false, act_on_class},
    {"GET", "/api/class.csv", false, export_class},
    {0},
};
