/* SPDX-License-Identifier: MIT */
/* What a trainee's page asks of the ticket. */
#include "room_training.h"

#include "base/json_text.h"
#include "room_trainee.h"

typedef json_t *plain_function(struct room_trainee *trainee, struct error *error);

static void answer_plain(const struct room_call *call, plain_function *function)
{
    struct error error = {""};

    room_answer_found(call, 409, function(call->seat->trainee, &error), &error);
}

static void answer_state(const struct room_call *call)
{
    room_answer_json(call->answer, 200,
                     json_pack("{s:s, s:o, s:I, s:s}", "mode", "ticket", "name",
                               json_text(room_trainee_name(call->seat->trainee)), "event",
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

static void answer_hint_lines(const struct room_call *call)
{
    answer_plain(call, room_trainee_hint_lines);
}

static void answer_courses(const struct room_call *call)
{
    answer_plain(call, room_trainee_courses);
}

typedef json_t *wordy_function(struct room_trainee *trainee, const char *words, struct error *error);

static void answer_words(const struct room_call *call, wordy_function *function, const char *member)
{
    struct error error = {""};

    room_answer_found(call, 409, function(call->seat->trainee, json_member_text(call->body, member), &error), &error);
}

static void explain(const struct room_call *call)
{
    answer_words(call, room_trainee_explain, "words");
}

static void take_course(const struct room_call *call)
{
    answer_words(call, room_trainee_take_course, "name");
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
    {"GET", "/api/state", .run = answer_state},
    {"GET", "/api/events", .run = room_answer_events},
    {"GET", "/api/look-ups", .run = room_answer_look_ups},
    {"POST", "/api/look-ups", .run = look_up},
    {"GET", "/api/settings", .run = answer_settings},
    {"GET", "/api/catalogue", .run = room_answer_catalogue},
    {"POST", "/api/commands", .run = run},
    {"GET", "/api/cmdlets", .run = answer_cmdlets},
    {"GET", "/api/logs", .run = answer_logs},
    {"GET", "/api/ticket", .run = answer_ticket},
    {"POST", "/api/ticket/next", .run = next_ticket},
    {"POST", "/api/ticket/checks", .run = answer_checks},
    {"POST", "/api/ticket/hint", .run = give_hint},
    {"POST", "/api/ticket/answer", .run = judge},
    {"GET", "/api/ticket/hint-lines", .run = answer_hint_lines},
    {"POST", "/api/ticket/give-up", .run = give_up},
    {"POST", "/api/ticket/explain", .run = explain},
    {"GET", "/api/courses", .run = answer_courses},
    {"POST", "/api/courses", .run = take_course},
    {"GET", "/api/help", .run = room_answer_help},
    {0},
};
