/* SPDX-License-Identifier: MIT */
/* Reads facts when they are asked for: most of what is named is not shown. */
#include "basis.h"

#include "base/text.h"
#include "classifier.h"

#include <stdlib.h>
#include <string.h>

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

bool basis_has_own_settings(const struct basis *basis)
{
    return basis->lookup && basis->told && basis->lookup->way == WAY_CLIENT && basis->lookup->setting_count > 0;
}

/* A client of EWS saw nothing but a text. Its own settings count, where they are known. */
static struct seen seen_text(const struct basis *basis, const struct diagnosis *diagnosis)
{
    return (struct seen){.lookup = basis_has_own_settings(basis) ? basis->lookup : NULL,
                         .text = basis->copy,
                         .step = diagnosis->hop ? hop_from_name(diagnosis->hop) : HOP_COUNT,
                         .direction = basis->facts.direction};
}

struct seen basis_seen_by_signs(const struct basis *basis)
{
    const struct lookup *const lookup = basis->lookup;

    if (!lookup)
        return (struct seen){.step = HOP_COUNT};
    return (struct seen){lookup, lookup->ok ? NULL : lookup_failure(lookup), lookup->error_text, HOP_COUNT,
                         facts_direction(lookup)};
}

struct seen basis_seen(struct basis *basis, const struct diagnosis *diagnosis)
{
    read_facts(basis);
    if (diagnosis->by_text || basis_has_own_settings(basis))
        return seen_text(basis, diagnosis);
    return basis_seen_by_signs(basis);
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
