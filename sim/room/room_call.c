/* SPDX-License-Identifier: MIT */
/* Events, look-ups and the catalogue are the same for all; so is how an answer looks. */
#include "room_call.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "room_request.h"
#include "shell/reference/reference.h"
#include "terminal/display.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { PATIENCE_MS = 15000 };

void room_answer_json(struct answer *answer, int status, json_t *json)
{
    char *const text = json_dumps(json, JSON_COMPACT);

    json_decref(json);
    answer_take(answer, status, "application/json", text, text ? strlen(text) : 0);
}

void room_answer_error(struct answer *answer, int status, const char *format, ...)
{
    struct error error;
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(error.text, sizeof error.text, format, arguments);
    va_end(arguments);
    room_answer_json(answer, status, json_pack("{s:o}", "error", json_text(error.text)));
}

/* A browser that was cut off says where it was; one that begins says from where. */
void room_answer_events(const struct room_call *call)
{
    char *const text = room_events_await(call->seat->events, room_last_event(call->request), PATIENCE_MS);

    answer_take(call->answer, 200, "text/event-stream; charset=utf-8", text, strlen(text));
}

void room_answer_look_ups(const struct room_call *call)
{
    const uint64_t number = room_query_number(call->request, "number");
    json_t *const view = number ? room_look_ups_find(call->seat->look_ups, (json_int_t)number)
                                : room_look_ups_list(call->seat->look_ups);

    if (view)
        room_answer_json(call->answer, 200, view);
    else
        room_answer_error(call->answer, 404, "This look-up is kept no longer; look up again.");
}

void room_answer_found(const struct room_call *call, int otherwise, json_t *found, const struct error *error)
{
    if (found)
        room_answer_json(call->answer, 200, found);
    else
        room_answer_error(call->answer, otherwise, "%s", error->text);
}

void room_answer_catalogue(const struct room_call *call)
{
    CLEANUP(cleanup_string) char *id = room_query_text(call->request, "id");
    struct error error = {""};

    room_answer_found(call, 404,
                      id ? room_knowledge_failure(call->knowledge, id, &error)
                         : room_knowledge_catalogue(call->knowledge, &error),
                      &error);
}

void room_answer_help(const struct room_call *call)
{
    CLEANUP(cleanup_string) char *topic = room_query_text(call->request, "topic");
    CLEANUP(cleanup_string) char *near = NULL;
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length;
    FILE *const output = text_stream(&text, &length);
    const struct display display = display_plain(output);
    const bool found = shell_reference_print(&display, topic && *topic ? topic : "cmdlets");

    text_stream_close(output);
    near = found ? NULL : shell_reference_near(topic);
    if (found)
        room_answer_json(call->answer, 200, json_pack("{s:o}", "text", json_text(text)));
    else
        room_answer_error(call->answer, 404, "There is no help on \"%.80s\"%s%s; Get-Command lists all cmdlets.", topic,
                          near ? ", but on " : "", near ? near : "");
}
