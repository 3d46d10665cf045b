/* SPDX-License-Identifier: MIT */
/* What others see of a trainee, and do. */
#include "room_trainee.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/lock.h"
#include "room_trainee_internal.h"

#include <string.h>
#include <time.h>

enum { MOST_NOTES = 20 };

static json_t *now(void)
{
    return json_integer((json_int_t)time(NULL));
}

/* A reset lab has a journal that begins anew, and look-ups of its own that are no news. */
static bool intervene(struct room_trainee *trainee, const char *what, const char *text, struct error *error)
{
    const bool resets = strcmp(what, "reset") == 0;
    bool good;

    atomic_store(&trainee->seat->muted, resets);
    good = lesson_intervene(trainee->lesson, what, text, error);
    atomic_store(&trainee->seat->muted, false);
    if (good && resets) {
        room_trainee_look_away(trainee);
        room_trainee_look_at_lab(trainee);
    }
    return good;
}

bool room_trainee_intervene(struct room_trainee *trainee, const char *what, const char *text, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->lock);
    const bool good = room_trainee_exercise(trainee, error) && intervene(trainee, what, text, error);

    if (good) {
        CLEANUP(json_release) json_t *ticket = room_trainee_stand(trainee); /* for the overview */
        room_trainee_tell(trainee);
    }
    return good;
}

json_t *room_trainee_overview(struct room_trainee *trainee)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->seen);

    return json_deep_copy(trainee->overview);
}

void room_trainee_write(struct room_trainee *trainee, const char *text)
{
    {
        CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&trainee->seen);
        json_array_append_new(trainee->notes, json_pack("{s:o, s:o}", "at", now(), "text", json_text(text)));
        if (json_array_size(trainee->notes) > MOST_NOTES)
            json_array_remove(trainee->notes, 0);
    }
    room_trainee_tell(trainee);
}
