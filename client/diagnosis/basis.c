/* SPDX-License-Identifier: MIT */
/* Reads facts when they are asked for: most of what is named is not shown. */
#include "basis.h"

#include "base/text.h"
#include "classifier.h"

#include <stdlib.h>
#include <string.h>

const char *basis_direction(const struct lookup *lookup)
{
    return lookup->way == WAY_CLIENT ? NULL : lookup->direction; /* what a client asked is a server of its own side */
}

static void read_facts(struct basis *basis)
{
    if (basis->is_read)
        return;
    basis->is_read = true;
    if (basis->lookup)
        facts_of_lookup(&basis->facts, basis->lookup);
    if (basis->text) {
        basis->copy = text_format("%.*s", (int)basis->length, basis->text);
        facts_of_text(&basis->facts, basis->classifier->facts, basis->copy, strlen(basis->copy));
    }
    if (basis->lookup && basis->text)
        facts_set(&basis->facts, "asked-ews-url", basis->lookup->response_source);
}

struct seen basis_seen(struct basis *basis, const struct diagnosis *diagnosis)
{
    const struct lookup *const lookup = basis->lookup;

    read_facts(basis);
    if (!diagnosis->by_text)
        return (struct seen){lookup, lookup->ok ? NULL : lookup_failure(lookup), lookup->error_text, HOP_COUNT,
                             basis_direction(lookup)};
    return (struct seen){.text = basis->copy,
                         .step = diagnosis->hop ? hop_from_name(diagnosis->hop) : HOP_COUNT,
                         .direction = basis->facts.direction};
}

void basis_clear(struct basis *basis)
{
    lookup_free(&basis->saved);
    facts_clear(&basis->facts);
    free(basis->fittings);
    free(basis->told);
    free(basis->copy);
    *basis = (struct basis){0};
}
