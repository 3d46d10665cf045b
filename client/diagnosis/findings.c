/* SPDX-License-Identifier: MIT */
#include "classifier.h"
#include "explanation.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

/* Best first; what still ties goes by id, so that the order never depends on the order of files. */
static int compare(const void *a, const void *b)
{
    const struct finding *const first = a, *const second = b;

    if (first->confidence != second->confidence)
        return first->confidence < second->confidence ? 1 : -1;
    if (first->weight != second->weight)
        return first->weight < second->weight ? 1 : -1;
    return strcmp(first->scenario->id, second->scenario->id);
}

static struct finding *finding_for(struct findings *findings, const struct scenario *scenario)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].scenario == scenario)
            return &findings->items[i];
    return NULL;
}

void findings_take(struct findings *findings, struct finding finding)
{
    struct finding *place = finding_for(findings, finding.scenario);

    if (place && compare(place, &finding) <= 0) {
        words_clear(&finding.because);
        return;
    }
    if (place) {
        words_clear(&place->because);
    } else {
        findings->items = reallocarray(findings->items, findings->count + 1, sizeof *findings->items);
        if (!findings->items)
            abort();
        place = &findings->items[findings->count++];
    }
    *place = finding;
}

struct diagnoses *diagnoses_take(struct findings *findings, const struct seen_all *seen)
{
    struct diagnoses *const diagnoses = calloc(1, sizeof *diagnoses);

    if (!diagnoses || !(diagnoses->items = calloc(findings->count + 1, sizeof *diagnoses->items)))
        abort();
    if (findings->count > 1)
        qsort(findings->items, findings->count, sizeof *findings->items, compare);
    for (; diagnoses->count < findings->count; diagnoses->count++) {
        struct finding *const finding = &findings->items[diagnoses->count];
        struct seen own = *(finding->by_text ? seen->text : seen->lookup);
        if (finding->by_text && finding->hop)
            own.step = hop_from_name(finding->hop);
        explanation_take(&diagnoses->items[diagnoses->count], finding, &own, seen->facts);
    }
    free(findings->items);
    *findings = (struct findings){0};
    return diagnoses;
}
