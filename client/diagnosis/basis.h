/* SPDX-License-Identifier: MIT */
/* What diagnoses rest on, kept until advice is written: a look-up, a text, or a look-up that ended in one. */
#ifndef FBLAB_BASIS_H
#define FBLAB_BASIS_H

#include "facts.h"
#include "seen.h"

struct classifier;
struct diagnosis;
struct fitting;

struct basis {
    const struct classifier *classifier;
    const struct lookup *lookup; /* borrowed; NULL: there is only a text */
    const char *text;            /* borrowed, of `length` bytes; NULL: there is only a look-up */
    size_t length;
    struct lookup *saved;     /* what the look-up was read into; NULL: it is the caller's. Owned */
    char *told;               /* what the text was written into; NULL: it is the caller's. Owned */
    struct fitting *fittings; /* as many as there are diagnoses, and in their order. Owned */
    bool is_read;
    char *copy;         /* of the text, one string, so that conditions can look at it. Owned, as is the rest */
    struct facts facts; /* read when the first advice is asked for */
};

/* Was it a client that was told a text, and are the settings of its organization known? */
bool basis_has_own_settings(const struct basis *basis);
/* What signs are compared with. */
struct seen basis_seen_by_signs(const struct basis *basis);
/* What was seen of a diagnosis, and what fills its placeholders. Valid until the basis is cleared. */
struct seen basis_seen(struct basis *basis, const struct diagnosis *diagnosis);
void basis_clear(struct basis *basis);

#endif
