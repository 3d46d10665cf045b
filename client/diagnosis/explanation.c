/* SPDX-License-Identifier: MIT */
/* Copies what a scenario documents into a diagnosis, filled with what is known. */
#include "explanation.h"

#include "advice.h"
#include "base/memory.h"
#include "base/text.h"
#include "basis.h"
#include "words.h"

#include <stdlib.h>

static void copy_look_alikes(struct diagnosis *diagnosis, const struct scenario *scenario)
{
    diagnosis->tell_apart = memory_array(scenario->look_alike_count + 1, sizeof *diagnosis->tell_apart);
    for (size_t i = 0; i < scenario->look_alike_count; i++)
        diagnosis->tell_apart[diagnosis->tell_apart_count++] =
            (struct tell_apart){text_copy(scenario->look_alikes[i].id), text_copy(scenario->look_alikes[i].check)};
}

void diagnosis_name(struct diagnosis *diagnosis, const struct fitting *fitting)
{
    const struct scenario *const scenario = fitting->scenario;

    diagnosis->scenario = scenario;
    diagnosis->by_text = fitting->by_text;
    diagnosis->id = scenario->id;
    diagnosis->title = scenario->title;
    diagnosis->direction = scenario->direction;
    diagnosis->hop = fitting->hop;
    diagnosis->own = scenario->own;
    diagnosis->rank = fitting->rank;
    diagnosis->confidence = fitting->confidence;
    diagnosis->start = fitting->start;
    diagnosis->length = fitting->length;
}

static void explain(struct diagnosis *diagnosis, const struct cause_rules *rules, const struct seen *seen,
                    const struct facts *facts)
{
    const struct scenario *const scenario = rules->scenario;

    copy_look_alikes(diagnosis, scenario);
    for (size_t i = 0; i < scenario->looks.count; i++)
        words_take(&diagnosis->next, facts_fill(facts, scenario->direction, scenario->looks.items[i]));
    advice_give(diagnosis, rules, seen, facts);
}

void diagnosis_advise(const struct diagnoses *diagnoses, struct diagnosis *diagnosis)
{
    struct basis *const basis = diagnoses->basis;
    const struct seen seen = basis_seen(basis, diagnosis), by_signs = basis_seen_by_signs(basis);
    const struct cause_rules *rules = basis->classifier->causes;

    while (rules->scenario != diagnosis->scenario)
        rules++;
    diagnosis->because = ground_words(&basis->fittings[diagnosis - diagnoses->items].ground, &by_signs, basis->text);
    explain(diagnosis, rules, &seen, &basis->facts);
}

static void drop_basis(struct diagnoses *diagnoses)
{
    if (diagnoses->basis)
        basis_clear(diagnoses->basis);
    free(diagnoses->basis);
    diagnoses->basis = NULL;
}

static void diagnosis_clear(struct diagnosis *diagnosis)
{
    for (size_t i = 0; i < diagnosis->tell_apart_count; i++) {
        free(diagnosis->tell_apart[i].id);
        free(diagnosis->tell_apart[i].check);
    }
    free(diagnosis->tell_apart);
    words_clear(&diagnosis->because);
    words_clear(&diagnosis->next);
    advice_clear(diagnosis);
}

static bool is_contradicted(const struct diagnosis *diagnosis)
{
    return diagnosis->by_text && diagnosis->scenario->cause_count > 0 && diagnosis->cause_count == 0;
}

/* What a client was told fits failures that its own settings rule out: of another way, or another direction. The best stays
 * if none other would. */
static void drop_contradicted(struct diagnoses *diagnoses)
{
    size_t kept = 0;

    for (size_t i = 0; i < diagnoses->count; i++)
        kept += !is_contradicted(&diagnoses->items[i]);
    if (kept == 0)
        return;
    kept = 0;
    for (size_t i = 0; i < diagnoses->count; i++)
        if (is_contradicted(&diagnoses->items[i]))
            diagnosis_clear(&diagnoses->items[i]);
        else
            diagnoses->items[kept++] = diagnoses->items[i];
    diagnoses->count = kept;
}

/* As if nobody had advised it yet. */
static void name_again(struct diagnosis *diagnosis, const struct fitting *fitting)
{
    diagnosis_clear(diagnosis);
    *diagnosis = (struct diagnosis){0};
    diagnosis_name(diagnosis, fitting);
}

struct diagnoses *diagnoses_weigh(struct diagnoses *diagnoses)
{
    struct fitting *const fittings = diagnoses->basis->fittings;
    size_t kept = 0;

    if (!basis_has_own_settings(diagnoses->basis))
        return diagnoses;
    for (size_t i = 0; i < diagnoses->count; i++) {
        struct fitting fitting = fittings[i];
        diagnosis_advise(diagnoses, &diagnoses->items[i]);
        if (!is_contradicted(&diagnoses->items[i]))
            fittings[kept++] = fitting;
    }
    for (size_t i = 0; i < diagnoses->count; i++) /* all stay where none would */
        name_again(&diagnoses->items[i], &fittings[i]);
    diagnoses->count = kept ? kept : diagnoses->count;
    return diagnoses;
}

struct diagnoses *diagnoses_advise(struct diagnoses *diagnoses)
{
    for (size_t i = 0; i < diagnoses->count; i++)
        diagnosis_advise(diagnoses, &diagnoses->items[i]);
    if (basis_has_own_settings(diagnoses->basis))
        drop_contradicted(diagnoses);
    drop_basis(diagnoses);
    return diagnoses;
}

struct diagnoses *diagnosis_of_scenario(const struct scenario *scenario)
{
    struct diagnoses *const diagnoses = memory_new(sizeof *diagnoses);
    struct fitting fitting = {.scenario = scenario, .confidence = 1, .rank = 1};

    diagnoses->items = memory_new(sizeof *diagnoses->items);
    diagnoses->count = 1;
    diagnosis_name(diagnoses->items, &fitting);
    explain(diagnoses->items, &(struct cause_rules){.scenario = scenario}, NULL, &(struct facts){0});
    return diagnoses;
}

void diagnoses_free(struct diagnoses **diagnoses)
{
    struct diagnoses *const old = *diagnoses;

    for (size_t i = 0; old && i < old->count; i++)
        diagnosis_clear(&old->items[i]);
    if (old) {
        drop_basis(old);
        free(old->items);
    }
    free(old);
    *diagnoses = NULL;
}
