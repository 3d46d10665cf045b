/* SPDX-License-Identifier: MIT */
#include "explanation.h"
#include "base/text.h"
#include "words.h"

#include <stdlib.h>

static void copy_look_alikes(struct diagnosis *diagnosis, const struct scenario *scenario)
{
    diagnosis->tell_apart = calloc(scenario->look_alike_count + 1, sizeof *diagnosis->tell_apart);
    if (!diagnosis->tell_apart)
        abort();
    for (size_t i = 0; i < scenario->look_alike_count; i++)
        diagnosis->tell_apart[diagnosis->tell_apart_count++] =
            (struct tell_apart){text_copy(scenario->look_alikes[i].id), text_copy(scenario->look_alikes[i].check)};
}

static void copy_commands(struct words *words, const struct commands *commands)
{
    for (size_t i = 0; i < commands->count; i++)
        words_take(words, text_copy(commands->items[i].command));
}

void explanation_take(struct diagnosis *diagnosis, struct finding *finding)
{
    const struct scenario *const scenario = finding->scenario;

    diagnosis->id = text_copy(scenario->id);
    diagnosis->title = text_copy(scenario->title);
    diagnosis->cause = scenario->causes.count > 0 ? text_copy(scenario->causes.items[0]) : NULL;
    diagnosis->direction = text_copy(scenario->direction);
    diagnosis->hop = text_copy(finding->hop);
    diagnosis->confidence = finding->confidence;
    diagnosis->start = finding->start;
    diagnosis->length = finding->length;
    diagnosis->because = finding->because;
    finding->because = (struct words){0};
    copy_look_alikes(diagnosis, scenario);
    for (size_t i = 0; i < scenario->checks.count; i++)
        words_take(&diagnosis->next, text_copy(scenario->checks.items[i]));
    if (scenario->variant_count > 0)
        copy_commands(&diagnosis->repair, &scenario->variants[0].repair);
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
    free(diagnosis->cause);
    free(diagnosis->direction);
    free(diagnosis->hop);
    words_clear(&diagnosis->because);
    words_clear(&diagnosis->next);
    words_clear(&diagnosis->repair);
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
