/* SPDX-License-Identifier: MIT */
/* The same as the terminal prints at the end of a ticket. */
#include "room_debrief.h"

#include "base/json_text.h"
#include "room_hints.h"

#include <string.h>

struct told_deeds {
    json_t *list, *explained;
};

static bool add_deed(void *context, const struct progress_event *event)
{
    struct told_deeds *const deeds = context;

    json_array_append_new(deeds->list, json_pack("{s:I, s:o, s:o}", "at", (json_int_t)event->at, "kind",
                                                 json_text(event->kind), "text", json_text(event->text)));
    if (strcmp(event->kind, LESSON_EXPLANATION) == 0) {
        json_decref(deeds->explained);
        deeds->explained = json_text(event->text);
    }
    return true;
}

static json_t *decoys_to_json(const struct drawn_ticket *drawn)
{
    json_t *const list = json_array();

    for (size_t i = 0; i < drawn->decoy_count; i++)
        json_array_append_new(list, json_text(drawn->decoys[i]->says));
    return list;
}

json_t *room_debrief(struct lesson *lesson)
{
    const struct exercise *const exercise = lesson_exercise(lesson);
    const struct drawn_ticket *const drawn = exercise_ticket(exercise);
    const struct ticket *const ticket = &drawn->ticket;
    const struct scenario *const scenario = exercise_plan(exercise)->scenario;
    struct told_deeds deeds = {json_array(), NULL};
    json_t *json;

    lesson_deeds(lesson, add_deed, &deeds, NULL);
    json = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "id", json_text(scenario->id), "title",
                     json_text(scenario->title), "says", room_words(&ticket->debrief), "solution",
                     room_commands(&exercise_plan(exercise)->variant->repair), "decoys", decoys_to_json(drawn),
                     "sources", room_words(&scenario->sources), "asks", json_text(ticket->asks), "hops",
                     room_words(&ticket->hops), "deeds", deeds.list);
    if (deeds.explained) {
        json_object_set_new(json, "explained", deeds.explained);
        json_object_set_new(json, "answers", json_text(ticket->answers));
    }
    return json;
}
