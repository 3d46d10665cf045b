/* SPDX-License-Identifier: MIT */
/* The lab is there only while its pack is written. */
#include "room_quiz.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/text.h"
#include "evidence/evidence.h"
#include "lab/lab.h"
#include "passing_folder/passing_folder.h"
#include "room_call.h"
#include "room_hints.h"
#include "room_training.h"
#include "training/evidence_questions.h"
#include "training/exercise.h"

enum { PACK_BYTES = 64 << 20 };

struct room_quiz {
    const struct room_school *school;
    room_pack_function *write_pack;
    pthread_mutex_t lock; /* guards: */
    struct ticket_plan plan;
    struct drawn_ticket *drawn; /* NULL: none has begun */
    struct evidence_question questions[EVIDENCE_QUESTIONS];
    size_t answers[EVIDENCE_QUESTIONS];
    bool answered;
    char *pack;
    size_t pack_length;
};

struct room_quiz *room_quiz_new(const struct room_school *school, room_pack_function *write_pack)
{
    struct room_quiz *const quiz = memory_new(sizeof *quiz);

    pthread_mutex_init(&quiz->lock, NULL);
    quiz->school = school;
    quiz->write_pack = write_pack;
    quiz->plan = (struct ticket_plan){.library = school->material.library,
                                      .common = school->material.common,
                                      .organization = school->material.organization,
                                      .seed = school->seeded ? school->seed : lab_draw_seed()};
    return quiz;
}

static void forget(struct room_quiz *quiz)
{
    drawn_ticket_free(&quiz->drawn);
    free(TAKE(quiz->pack));
    quiz->answered = false;
}

void room_quiz_free(struct room_quiz **quiz)
{
    if (!*quiz)
        return;
    forget(*quiz);
    pthread_mutex_destroy(&(*quiz)->lock);
    free(*quiz);
    *quiz = NULL;
}

/* By way of files, which the writer of packs needs. */
static bool write_pack(struct room_quiz *quiz, struct exercise *exercise, struct error *error)
{
    CLEANUP(passing_folder_free) struct passing_folder *folder = passing_folder_new("pack", error);
    const char *const path = folder ? passing_folder_path(folder) : "";
    CLEANUP(cleanup_string) char *ready = text_format("%s/ready.json", path);
    CLEANUP(cleanup_string) char *zip = text_format("%s/pack.zip", path);

    return folder && exercise_write_ready_file(exercise, ready, error) && quiz->write_pack(ready, zip, error) &&
           (quiz->pack = file_read(zip, PACK_BYTES, &quiz->pack_length, error));
}

static bool collect(struct room_quiz *quiz, struct error *error)
{
    const struct exercise_options options = {.plan = quiz->plan};
    CLEANUP(exercise_end) struct exercise *exercise = exercise_start(&options, error);
    CLEANUP(lookup_free) struct lookup *lookup = exercise ? exercise_look_up(exercise, error) : NULL;

    if (!lookup || !write_pack(quiz, exercise, error))
        return false;
    evidence_questions(quiz->drawn, lookup, quiz->questions);
    return true;
}

/* With the lock, here and below. */
static bool begin(struct room_quiz *quiz, struct error *error)
{
    forget(quiz);
    if (!evidence_ticket_draw(&quiz->plan, quiz->school->material.course, error))
        return false;
    quiz->drawn = drawn_ticket_new(&quiz->plan);
    if (collect(quiz, error))
        return true;
    forget(quiz);
    return false;
}

static bool is_begun(struct room_quiz *quiz, struct error *error)
{
    return quiz->drawn || begin(quiz, error);
}

static json_t *question_to_json(const struct evidence_question *question, bool answered, size_t chosen)
{
    json_t *const choices = json_array(), *const right = json_array();
    json_t *const json = json_pack("{s:o, s:o}", "asks", json_text(question->asks), "choices", choices);

    for (size_t i = 0; i < question->count; i++) {
        json_array_append_new(choices, json_text(question->choices[i]));
        if (question->right[i])
            json_array_append_new(right, json_integer((json_int_t)i));
    }
    if (answered) {
        json_object_set_new(json, "chosen", json_integer((json_int_t)chosen));
        json_object_set(json, "right", right);
    }
    json_decref(right);
    return json;
}

static json_t *stand(const struct room_quiz *quiz)
{
    json_t *const questions = json_array();
    json_t *const json = json_pack("{s:o, s:o, s:b, s:o}", "number", json_text(quiz->drawn->number), "course",
                                   json_text(quiz->school->material.course->title), "answered", (int)quiz->answered,
                                   "questions", questions);

    for (size_t i = 0; i < EVIDENCE_QUESTIONS; i++)
        json_array_append_new(questions, question_to_json(&quiz->questions[i], quiz->answered, quiz->answers[i]));
    if (quiz->answered)
        json_object_set_new(json, "debrief", room_words(&quiz->drawn->ticket.debrief));
    return json;
}

json_t *room_quiz_ask(struct room_quiz *quiz, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&quiz->lock);

    return is_begun(quiz, error) ? stand(quiz) : NULL;
}

static bool take_answers(struct room_quiz *quiz, const json_t *answers, struct error *error)
{
    for (size_t i = 0; i < EVIDENCE_QUESTIONS; i++) {
        const json_t *const answer = json_array_get(answers, i);
        const json_int_t place = json_is_integer(answer) ? json_integer_value(answer) : -1;
        if (place < 0 || (size_t)place >= quiz->questions[i].count)
            return error_set(error, "each of the %d questions needs an answer", EVIDENCE_QUESTIONS);
        quiz->answers[i] = (size_t)place;
    }
    return true;
}

json_t *room_quiz_answer(struct room_quiz *quiz, const json_t *body, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&quiz->lock);

    if (!is_begun(quiz, error))
        return NULL;
    if (quiz->answered) {
        error_set(error, "these questions are answered already; take the next pack");
        return NULL;
    }
    quiz->answered = take_answers(quiz, json_object_get(body, "answers"), error);
    return quiz->answered ? stand(quiz) : NULL;
}

json_t *room_quiz_next(struct room_quiz *quiz, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&quiz->lock);

    quiz->plan.number++;
    return begin(quiz, error) ? stand(quiz) : NULL;
}

char *room_quiz_pack(struct room_quiz *quiz, size_t *length, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&quiz->lock);

    if (!is_begun(quiz, error))
        return NULL;
    *length = quiz->pack_length;
    return memory_copy(quiz->pack, quiz->pack_length);
}

static void answer_state(const struct room_call *call)
{
    room_answer_json(call->answer, 200,
                     json_pack("{s:s, s:I, s:s}", "mode", "evidence", "event",
                               (json_int_t)room_events_last(call->seat->events), "version", FBLAB_VERSION));
}

static void answer_quiz(const struct room_call *call)
{
    struct error error = {""};

    room_answer_found(call, 409, room_quiz_ask(call->seat->quiz, &error), &error);
}

static void judge(const struct room_call *call)
{
    struct error error = {""};

    room_answer_found(call, 409, room_quiz_answer(call->seat->quiz, call->body, &error), &error);
}

static void take_next(const struct room_call *call)
{
    struct error error = {""};

    room_answer_found(call, 409, room_quiz_next(call->seat->quiz, &error), &error);
}

static void answer_pack(const struct room_call *call)
{
    struct error error = {""};
    size_t length;
    char *const zip = room_quiz_pack(call->seat->quiz, &length, &error);

    if (zip)
        answer_take(call->answer, 200, "application/zip", zip, length);
    else
        room_answer_error(call->answer, 409, "%s", error.text);
}

const struct room_route quiz_routes[] = {
    {"GET", "/api/state", .run = answer_state},
    {"GET", "/api/events", .run = room_answer_events},
    {"GET", "/api/look-ups", .run = room_answer_look_ups},
    {"GET", "/api/catalogue", .run = room_answer_catalogue},
    {"GET", "/api/quiz", .run = answer_quiz},
    {"POST", "/api/quiz", .run = judge},
    {"POST", "/api/quiz/next", .run = take_next},
    {"GET", "/api/quiz/pack", .run = answer_pack},
    {0},
};
