/* SPDX-License-Identifier: MIT */
/* Copies what a scenario documents into a diagnosis, filled with what is known. */
#include "explanation.h"

#include "advice.h"
#include "base/memory.h"
#include "base/text.h"
#include "words.h"

#include <stdlib.h>

static void copy_look_alikes(struct diagnosis *diagnosis, const struct scenario *scenario)
{
    diagnosis->tell_apart = memory_array(scenario->look_alike_count + 1, sizeof *diagnosis->tell_apart);
    for (size_t i = 0; i < scenario->look_alike_count; i++)
        diagnosis->tell_apart[diagnosis->tell_apart_count++] =
            (struct tell_apart){text_copy(scenario->look_alikes[i].id), text_copy(scenario->look_alikes[i].check)};
}

void explanation_take(struct diagnosis *diagnosis, struct fitting *fitting, const struct seen *seen,
                      const struct facts *facts)
{
    const struct scenario *const scenario = fitting->scenario;

    diagnosis->id = text_copy(scenario->id);
    diagnosis->title = text_copy(scenario->title);
    diagnosis->direction = text_copy(scenario->direction);
    diagnosis->hop = text_copy(fitting->hop);
    diagnosis->own = scenario->own;
    diagnosis->rank = fitting->rank;
    diagnosis->confidence = fitting->confidence;
    diagnosis->start = fitting->start;
    diagnosis->length = fitting->length;
    diagnosis->because = fitting->because;
    fitting->because = (struct words){0};
    copy_look_alikes(diagnosis, scenario);
    for (size_t i = 0; i < scenario->looks.count; i++)
        words_take(&diagnosis->next, facts_fill(facts, scenario->direction, scenario->looks.items[i]));
    advice_give(diagnosis, scenario, seen, facts);
}

static void diagnosis_clear(struct diagnosis *diagnosis)
{
    for (size_t i = 0; i < diagnosis->tell_apart_count; i++) {
        free(diagnosis->tell_apart[i].id);
        free(diagnosis->tell_apart[i].check);
    }
    free(diagnosis->tell_apart);
    free(diagnosis->id);
    free(diagnosis->title);
    free(diagnosis->direction);
    free(diagnosis->hop);
    words_clear(&diagnosis->because);
    words_clear(&diagnosis->next);
    advice_clear(diagnosis);
}

void diagnoses_free(struct diagnoses **diagnoses)
{
    struct diagnoses *const old = *diagnoses;

    for (size_t i = 0; old && i < old->count; i++)
        diagnosis_clear(&old->items[i]);
    if (old)
        free(old->items);
    free(old);
    *diagnoses = NULL;
}
