/* SPDX-License-Identifier: MIT */
/* JSON of a drawn ticket and of what became of it. */
#include "room_ticket.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "evidence/evidence.h"
#include "room_debrief.h"
#include "room_hints.h"

#include <string.h>

/* told: which are right, and why the others are not. */
static json_t *choices_to_json(const struct drawn_choice *choices, size_t count, bool told)
{
    json_t *const list = json_array();

    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, told ? json_pack("{s:o, s:b, s:o, s:o}", "text", json_text(choices[i].text),
                                                     "right", (int)choices[i].right, "why", json_text(choices[i].why),
                                                     "id", json_text(choices[i].id))
                                         : json_pack("{s:o}", "text", json_text(choices[i].text)));
    return list;
}

static json_t *hops_to_json(void)
{
    json_t *const list = json_array();

    for (enum hop hop = 0; hop < HOP_COUNT; hop++)
        json_array_append_new(list, json_string(hop_name(hop)));
    return list;
}

static const char *stage_name(const struct lesson *lesson)
{
    static const char *const names[] = {
        [EXERCISE_OPEN] = "open", [EXERCISE_ANSWERED] = "answered", [EXERCISE_SOLVED] = "solved"};

    if (lesson_is_over(lesson) && lesson_outcome(lesson) != PROGRESS_SOLVED)
        return progress_outcome_name(lesson_outcome(lesson));
    return names[exercise_stage(lesson_exercise(lesson))];
}

json_t *room_ticket(const struct room_school *school, struct lesson *lesson)
{
    const struct exercise *const exercise = lesson_exercise(lesson);
    const struct drawn_ticket *const drawn = exercise_ticket(exercise);
    const bool told = lesson_is_over(lesson) || lesson_mode(lesson) == PROGRESS_WORKED_EXAMPLE;
    json_t *const json =
        json_pack("{s:o, s:o, s:o, s:b, s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:i, s:s, s:b, s:b, s:I}", "course",
                  json_text(school->material.course->title), "number", json_text(drawn->number), "from",
                  json_text(drawn->from), "call", (int)drawn->call, "subject", json_text(drawn->subject), "paragraphs",
                  room_words(&drawn->paragraphs), "rows", choices_to_json(drawn->rows, drawn->row_count, told),
                  "refutations", choices_to_json(drawn->refutations, drawn->refutation_count, told), "hops",
                  hops_to_json(), "questions", room_words(&school->material.common->questions), "stage",
                  stage_name(lesson), "points", (int)exercise_points(exercise), "mode",
                  progress_mode_name(lesson_mode(lesson)), "over", (int)lesson_is_over(lesson), "resumed",
                  (int)lesson_is_resumed(lesson), "attempt", (json_int_t)lesson_attempt(lesson));

    json_object_set_new(json, "hints", room_hints(exercise));
    json_object_set_new(json, "offers", room_words(exercise_offers(exercise)));
    if (told)
        json_object_set_new(json, "debrief", room_debrief(lesson));
    return json;
}

json_t *room_ticket_checks(const struct exercise_checks *checks)
{
    json_t *const list = json_array();

    for (size_t i = 0; i < checks->count; i++) {
        const struct exercise_check *const check = &checks->items[i];
        json_array_append_new(list, json_pack("{s:o, s:b, s:b, s:o, s:o, s:o}", "name", json_text(check->name), "ok",
                                              (int)check->ok, "forbidden", (int)check->forbidden, "expected",
                                              json_text(check->expected), "actual", json_text(check->actual), "where",
                                              json_text(check->where)));
    }
    return list;
}

json_t *room_ticket_judgement(const struct exercise_answer *answer, const struct exercise_judgement *judgement)
{
    return json_pack("{s:b, s:b, s:b, s:o, s:o, s:{s:I, s:I, s:o}}", "row", (int)judgement->row, "hop",
                     (int)judgement->hop, "refutation", (int)judgement->refutation, "told", json_text(judgement->told),
                     "why_not", json_text(judgement->why_not), "chosen", "row", (json_int_t)answer->row, "refutation",
                     (json_int_t)answer->refutation, "hop", json_text(answer->hop));
}

static json_t *file_of(json_t *files, const struct log_line *line)
{
    size_t index;
    json_t *file;

    json_array_foreach(files, index, file)
    {
        if (strcmp(json_member_text(file, "path"), line->path) == 0)
            return file;
    }
    file = json_pack("{s:o, s:o, s:[]}", "path", json_text(line->path), "head", json_text(line->head), "lines");
    json_array_append_new(files, file);
    return file;
}

static void add_line(void *files, const struct log_line *line)
{
    json_array_append_new(json_object_get(file_of(files, line), "lines"), json_text(line->text));
}

json_t *room_ticket_logs(struct exercise *exercise, struct error *error)
{
    json_t *const logs = json_pack("{s:[], s:b, s:i, s:i}", "files", "whole", 1, "next", 0, "entries", 0);

    if (exercise_logs(exercise, add_line, json_object_get(logs, "files"), error))
        return logs;
    json_decref(logs);
    return NULL;
}

/* "Set-LabFirewall" is of the lab. */
static bool is_offered(const json_t *cmdlet, const struct words *offers)
{
    const char *const name = json_member_text(cmdlet, "name"), *const noun = strchr(name, '-');

    if (!noun || !text_starts(noun + 1, "Lab"))
        return true;
    for (size_t i = 0; i < offers->count; i++)
        if (text_equal(offers->items[i], noun + 1))
            return true;
    return false;
}

json_t *room_ticket_cmdlets(const char *text, size_t length, const struct words *offers)
{
    CLEANUP(json_release) json_t *all = text ? json_loadb(text, length, 0, NULL) : NULL;
    json_t *const list = json_array();
    size_t index;
    json_t *cmdlet;

    json_array_foreach(all, index, cmdlet)
    {
        if (is_offered(cmdlet, offers))
            json_array_append(list, cmdlet);
    }
    return list;
}
