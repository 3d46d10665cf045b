/* SPDX-License-Identifier: MIT */
/* A lesson with a lock around it, and a page that is told. */
#include "room_trainee.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/text.h"
#include "lab/lab_watch.h"
#include "room_ticket.h"
#include "room_trainee_internal.h"

#include <string.h>
#include <time.h>

static json_t *now(void)
{
    return json_integer((json_int_t)time(NULL));
}

void room_trainee_see(struct room_trainee *trainee, const char *what, json_t *value)
{
    {
        CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->seen);
        if (json_equal(json_object_get(trainee->overview, what), value)) {
            json_decref(value);
            return;
        }
        json_object_set_new(trainee->overview, what, value);
    }
    seat_show_instructor(trainee->seat);
}

void room_trainee_stir(struct room_trainee *trainee)
{
    room_trainee_see(trainee, "last", now());
}

void room_trainee_tell(struct room_trainee *trainee)
{
    room_events_add(trainee->seat->events, "ticket", json_null());
}

static struct lesson *lesson_of(const struct room_trainee *trainee, const struct room_school *school,
                                struct error *error)
{
    const struct lesson_options wanted = {.store = trainee->store,
                                          .material = &school->material,
                                          .trainee = trainee->name,
                                          .seed = school->seeded ? &school->seed : NULL};

    return lesson_open(&wanted, error);
}

static bool open_lesson(struct room_trainee *trainee, struct error *error)
{
    const struct room_school *const school = trainee->school;
    const struct progress_options options = {.folder = school->progress_folder};
    CLEANUP(cleanup_string) char *said = NULL;

    trainee->store = progress_store_open(&options, &said, error);
    return trainee->store && (trainee->lesson = lesson_of(trainee, school, error));
}

struct room_trainee *room_trainee_new(const struct room_school *school, struct seat *seat, const char *name,
                                      struct error *error)
{
    CLEANUP(room_trainee_free) struct room_trainee *trainee = memory_new(sizeof *trainee);

    pthread_mutex_init(&trainee->lock, NULL);
    pthread_mutex_init(&trainee->seen, NULL);
    trainee->school = school;
    trainee->seat = seat;
    trainee->name = text_copy(name);
    trainee->overview = json_pack("{s:o}", "name", json_text(name));
    trainee->notes = json_array();
    return open_lesson(trainee, error) ? TAKE(trainee) : NULL;
}

void room_trainee_free(struct room_trainee **trainee)
{
    if (!*trainee)
        return;
    seat_watch((*trainee)->seat, NULL);
    lesson_close(&(*trainee)->lesson);
    room_school_free(&(*trainee)->chosen);
    progress_store_close(&(*trainee)->store);
    json_decref((*trainee)->judgement);
    json_decref((*trainee)->overview);
    json_decref((*trainee)->notes);
    free((*trainee)->name);
    pthread_mutex_destroy(&(*trainee)->lock);
    pthread_mutex_destroy(&(*trainee)->seen);
    free(*trainee);
    *trainee = NULL;
}

const char *room_trainee_name(const struct room_trainee *trainee)
{
    return trainee->name;
}

const struct room_school *room_trainee_school(const struct room_trainee *trainee)
{
    return trainee->school;
}

static bool take_note(void *notes, const struct progress_event *event)
{
    static const char write[] = "write ";

    if (strcmp(event->kind, LESSON_INSTRUCTOR) == 0 && text_starts(event->text, write))
        json_array_append_new(notes, json_pack("{s:I, s:o}", "at", (json_int_t)event->at, "text",
                                               json_text(event->text + strlen(write))));
    return true;
}

/* What was written before the first ticket began stays; else those of the ticket, which may be gone on with. */
static void renew_notes(struct room_trainee *trainee, bool first)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->seen);

    if (!first)
        json_array_clear(trainee->notes);
    (void)lesson_deeds(trainee->lesson, take_note, trainee->notes, NULL);
}

void room_trainee_look_away(struct room_trainee *trainee)
{
    seat_watch(trainee->seat, NULL);
    room_look_ups_clear(trainee->seat->look_ups);
}

void room_trainee_look_at_lab(struct room_trainee *trainee)
{
    seat_watch(trainee->seat, exercise_lab(lesson_exercise(trainee->lesson)));
    room_trainee_see(trainee, "checks", json_null());
    room_events_add(trainee->seat->events, "lost", json_null());
}

static void see_failure(struct room_trainee *trainee)
{
    const struct ticket_plan *const plan = exercise_plan(lesson_exercise(trainee->lesson));
    char id[32];

    room_trainee_see(trainee, "failure", json_text(variant_id(plan->scenario, plan->variant, id)));
}

/* With the lock, here and below. */
static bool begin(struct room_trainee *trainee, struct error *error)
{
    const bool first = !lesson_exercise(trainee->lesson);

    room_trainee_look_away(trainee);
    json_decref(trainee->judgement);
    trainee->judgement = NULL;
    if (!lesson_next(trainee->lesson, error))
        return false;
    renew_notes(trainee, first);
    room_trainee_see(trainee, "began", now());
    see_failure(trainee);
    room_trainee_see(trainee, "command", json_null());
    room_trainee_stir(trainee);
    room_trainee_look_at_lab(trainee);
    return true;
}

struct exercise *room_trainee_exercise(struct room_trainee *trainee, struct error *error)
{
    if (!lesson_exercise(trainee->lesson) && !begin(trainee, error))
        return NULL;
    return lesson_exercise(trainee->lesson);
}

json_t *room_trainee_stand(struct room_trainee *trainee)
{
    json_t *const ticket = room_ticket(trainee->school, trainee->lesson);

    {
        CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->seen);
        json_object_set_new(ticket, "notes", json_deep_copy(trainee->notes));
    }
    if (trainee->judgement)
        json_object_set(ticket, "judgement", trainee->judgement);
    room_trainee_see(trainee, "ticket", json_incref(json_object_get(ticket, "subject")));
    room_trainee_see(trainee, "stage", json_incref(json_object_get(ticket, "stage")));
    room_trainee_see(trainee, "points", json_incref(json_object_get(ticket, "points")));
    room_trainee_see(trainee, "hints", json_integer((json_int_t)json_array_size(json_object_get(ticket, "hints"))));
    return ticket;
}

json_t *room_trainee_ticket(struct room_trainee *trainee, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->lock);

    return room_trainee_exercise(trainee, error) ? room_trainee_stand(trainee) : NULL;
}

json_t *room_trainee_next(struct room_trainee *trainee, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->lock);

    if (lesson_exercise(trainee->lesson) && !lesson_is_over(trainee->lesson)) {
        error_set(error, "this ticket is still open; solve it, or give it up");
        return NULL;
    }
    return begin(trainee, error) ? room_trainee_stand(trainee) : NULL;
}

/* The look-ups of the checks are no news. */
json_t *room_trainee_checks(struct room_trainee *trainee, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->lock);
    struct exercise_checks checks = {0};
    bool solved = false, good;
    json_t *json;

    room_trainee_stir(trainee);
    if (!room_trainee_exercise(trainee, error))
        return NULL;
    atomic_store(&trainee->seat->muted, true);
    good = lesson_checks(trainee->lesson, &checks, &solved, error);
    atomic_store(&trainee->seat->muted, false);
    json = good ? room_ticket_checks(&checks) : NULL;
    exercise_checks_clear(&checks);
    if (json)
        room_trainee_see(trainee, "checks", json_deep_copy(json));
    if (solved)
        room_trainee_tell(trainee);
    return json;
}

json_t *room_trainee_hint(struct room_trainee *trainee, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->lock);

    room_trainee_stir(trainee);
    return room_trainee_exercise(trainee, error) && lesson_hint(trainee->lesson, error) ? room_trainee_stand(trainee)
                                                                                        : NULL;
}

json_t *room_trainee_answer(struct room_trainee *trainee, const json_t *body, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->lock);
    const struct exercise_answer answer = {.row = (size_t)json_integer_value(json_object_get(body, "row")),
                                           .refutation =
                                               (size_t)json_integer_value(json_object_get(body, "refutation")),
                                           .hop = json_string_value(json_object_get(body, "hop"))};
    struct exercise_judgement judgement;

    room_trainee_stir(trainee);
    if (!room_trainee_exercise(trainee, error) || !lesson_answer(trainee->lesson, &answer, &judgement, error))
        return NULL;
    json_decref(trainee->judgement);
    trainee->judgement = room_ticket_judgement(&answer, &judgement);
    return room_trainee_stand(trainee);
}

json_t *room_trainee_give_up(struct room_trainee *trainee, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->lock);

    room_trainee_stir(trainee);
    return room_trainee_exercise(trainee, error) && lesson_give_up(trainee->lesson, error) ? room_trainee_stand(trainee)
                                                                                           : NULL;
}

json_t *room_trainee_explain(struct room_trainee *trainee, const char *words, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->lock);

    room_trainee_stir(trainee);
    if (!lesson_exercise(trainee->lesson) || !lesson_is_over(trainee->lesson)) {
        error_set(error, "the question comes when the ticket is solved or given up");
        return NULL;
    }
    return lesson_explain(trainee->lesson, words, error) ? room_trainee_stand(trainee) : NULL;
}

json_t *room_trainee_courses(struct room_trainee *trainee, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->lock);

    return room_school_courses(trainee->school, error);
}

/* The lab, which borrows from the course of before, ends before it. */
static void change_course(struct room_trainee *trainee, struct room_school *school, struct lesson *lesson)
{
    room_trainee_look_away(trainee);
    lesson_close(&trainee->lesson);
    room_school_free(&trainee->chosen);
    trainee->school = trainee->chosen = school;
    trainee->lesson = lesson;
}

json_t *room_trainee_take_course(struct room_trainee *trainee, const char *name, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->lock);
    CLEANUP(room_school_free) struct room_school *school = room_school_choose(trainee->school, name, error);
    struct lesson *const lesson = school ? lesson_of(trainee, school, error) : NULL;

    room_trainee_stir(trainee);
    if (!lesson)
        return NULL;
    change_course(trainee, TAKE(school), lesson);
    return begin(trainee, error) ? room_trainee_stand(trainee) : NULL;
}
