/* SPDX-License-Identifier: MIT */
/* What a trainee looks with and types into. */
#include "room_trainee.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/lock.h"
#include "base/memory.h"
#include "capture/message.h"
#include "evidence/evidence.h"
#include "lab/lab_watch.h"
#include "room_hints.h"
#include "room_settings.h"
#include "room_ticket.h"
#include "room_trainee_internal.h"

json_t *room_trainee_look_up(struct room_trainee *trainee, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->lock);
    CLEANUP(lookup_free)
    struct lookup *lookup = room_trainee_exercise(trainee, error) ? lesson_look_up(trainee->lesson, error) : NULL;

    room_trainee_stir(trainee);
    room_trainee_see(trainee, "command", json_string("(look-up)"));
    return lookup ? json_pack("{s:b}", "ok", (int)lookup->ok) : NULL;
}

json_t *room_trainee_run(struct room_trainee *trainee, const json_t *body, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->lock);
    const char *const at = json_member_text(body, "at"), *const command = json_member_text(body, "command");
    CLEANUP(cleanup_string) char *output = NULL;
    size_t length;
    FILE *const stream = text_stream(&output, &length);
    const bool good = room_trainee_exercise(trainee, error) && lesson_run(trainee->lesson, at, command, stream, error);

    room_trainee_stir(trainee);
    text_stream_close(stream);
    room_trainee_see(trainee, "command", json_text(command));
    return good ? json_pack("{s:b, s:o}", "ok", 1, "output", json_text(output)) : NULL;
}

json_t *room_trainee_logs(struct room_trainee *trainee, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->lock);
    struct exercise *const exercise = room_trainee_exercise(trainee, error);

    return exercise ? room_ticket_logs(exercise, error) : NULL;
}

json_t *room_trainee_settings(struct room_trainee *trainee, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->lock);
    struct exercise *const exercise = room_trainee_exercise(trainee, error);

    if (!exercise)
        return NULL;
    CLEANUP(snapshot_release) struct snapshot *settings = lab_settings(exercise_lab(exercise));
    return room_settings(settings, NULL);
}

json_t *room_trainee_cmdlets(struct room_trainee *trainee, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->lock);
    struct exercise *const exercise = room_trainee_exercise(trainee, error);
    const struct request request = {.method = "GET", .path = "/cmdlets", .query = ""};
    struct answer answer = {0};
    json_t *cmdlets;

    if (!exercise)
        return NULL;
    lab_administer(exercise_lab(exercise), &request, &answer);
    cmdlets = room_ticket_cmdlets(answer.body, answer.body_length, exercise_offers(exercise));
    answer_clear(&answer);
    return cmdlets ? cmdlets : json_array();
}

json_t *room_trainee_hint_lines(struct room_trainee *trainee, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->lock);
    struct exercise *const exercise = room_trainee_exercise(trainee, error);

    return exercise ? room_hint_lines(exercise, error) : NULL;
}
