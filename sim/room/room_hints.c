/* SPDX-License-Identifier: MIT */
/* Hints say where to look; whoever has one may see the lines, too. */
#include "room_hints.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/pattern.h"
#include "base/text.h"

#include <string.h>

json_t *room_words(const struct words *words)
{
    json_t *const list = json_array();

    for (size_t i = 0; i < words->count; i++)
        json_array_append_new(list, json_text(words->items[i]));
    return list;
}

json_t *room_commands(const struct commands *commands)
{
    json_t *const list = json_array();

    for (size_t i = 0; i < commands->count; i++)
        json_array_append_new(list, json_pack("{s:o, s:o}", "at", json_text(commands->items[i].at), "command",
                                              json_text(commands->items[i].command)));
    return list;
}

json_t *room_hints(const struct exercise *exercise)
{
    const struct ticket *const ticket = &exercise_ticket(exercise)->ticket;
    const size_t count = exercise_hints_taken(exercise);
    json_t *const list = json_array();

    for (size_t i = 0; i < count && i < ticket->hint_count; i++) {
        const struct ticket_hint *const hint = &ticket->hints[i];
        json_t *const json = json_pack("{s:o, s:o, s:o}", "says", json_text(hint->says), "in", json_text(hint->in),
                                       "marks", json_text(hint->marks));
        if (i + 1 == ticket->hint_count)
            json_object_set_new(json, "commands", room_commands(&exercise_plan(exercise)->variant->repair));
        json_array_append_new(list, json);
    }
    return list;
}

struct marking {
    const char *in;
    const struct pattern *marks;
    json_t *files; /* {"path": ["line"]} */
};

static void take(void *context, const struct log_line *line)
{
    struct marking *const marking = context;
    json_t *lines;

    if (!strcasestr(line->path, marking->in) || pattern_find(marking->marks, line->text, strlen(line->text)) != FOUND)
        return;
    if (!(lines = json_object_get(marking->files, line->path))) {
        lines = json_array();
        json_object_set_new(marking->files, line->path, lines);
    }
    json_array_append_new(lines, json_text(line->text));
}

static json_t *lines_of(struct exercise *exercise, const struct ticket_hint *hint, struct error *error)
{
    CLEANUP(pattern_free) struct pattern *marks = hint->marks ? pattern_new_search(hint->marks, NULL) : NULL;
    struct marking marking = {.in = hint->in ? hint->in : "", .marks = marks, .files = json_object()};

    if (!marks || exercise_logs(exercise, take, &marking, error))
        return marking.files;
    json_decref(marking.files);
    return NULL;
}

json_t *room_hint_lines(struct exercise *exercise, struct error *error)
{
    const struct ticket *const ticket = &exercise_ticket(exercise)->ticket;
    CLEANUP(json_release) json_t *list = json_array();

    for (size_t i = 0; i < exercise_hints_taken(exercise) && i < ticket->hint_count; i++) {
        json_t *const lines = lines_of(exercise, &ticket->hints[i], error);
        if (!lines)
            return NULL;
        json_array_append_new(list, lines);
    }
    return json_incref(list);
}
