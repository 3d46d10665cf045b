/* SPDX-License-Identifier: MIT */
/* Keeps the best of each failure and puts them in order. */
#include "classifier.h"

#include "base/memory.h"
#include "basis.h"
#include "explanation.h"

#include <stdlib.h>
#include <string.h>

/* Best first; the user's own before what came with the program; what still ties goes by id, so that the order never depends
 * on the order of files. */
static int compare(const void *a, const void *b)
{
    const struct fitting *const first = a, *const second = b;

    if (first->rank != second->rank)
        return first->rank < second->rank ? 1 : -1;
    if (first->scenario->own != second->scenario->own)
        return second->scenario->own ? 1 : -1;
    if (first->weight != second->weight)
        return first->weight < second->weight ? 1 : -1;
    return strcmp(first->scenario->id, second->scenario->id);
}

static struct fitting *fitting_for(struct fittings *fittings, const struct scenario *scenario)
{
    for (size_t i = 0; i < fittings->count; i++)
        if (fittings->items[i].scenario == scenario)
            return &fittings->items[i];
    return NULL;
}

void fittings_add(struct fittings *fittings, const struct fitting *fitting)
{
    struct fitting *place = fitting_for(fittings, fitting->scenario);

    if (place && compare(place, fitting) <= 0)
        return;
    if (!place) {
        fittings->items = memory_one_more(fittings->items, fittings->count, sizeof *fittings->items);
        place = &fittings->items[fittings->count++];
    }
    *place = *fitting;
}

struct diagnoses *diagnoses_take(struct fittings *fittings, struct basis *basis)
{
    struct diagnoses *const diagnoses = memory_new(sizeof *diagnoses);

    diagnoses->items = memory_array(fittings->count + 1, sizeof *diagnoses->items);
    diagnoses->basis = memory_new(sizeof *basis);
    *diagnoses->basis = *basis;
    *basis = (struct basis){0};
    if (fittings->count > 1)
        qsort(fittings->items, fittings->count, sizeof *fittings->items, compare);
    for (; diagnoses->count < fittings->count; diagnoses->count++)
        diagnosis_name(&diagnoses->items[diagnoses->count], &fittings->items[diagnoses->count]);
    diagnoses->basis->fittings = fittings->items;
    *fittings = (struct fittings){0};
    return diagnoses;
}
