/* SPDX-License-Identifier: MIT */
/* The variants somebody asks for by their ids. */
#ifndef FBLAB_HARNESS_SELECTION_H
#define FBLAB_HARNESS_SELECTION_H

#include "scenario/scenario.h"

struct selected {
    const struct scenario *scenario;
    const struct variant *variant;
    char id[32]; /* "06b" */
};

struct selection {
    struct selected *items;
    size_t count;
};

/* A scenario's id means all of its variants; no ids: everything. false: an id is unknown. The library must stay. */
bool selection_make(struct selection *selection, const struct library *library, char *const *ids, size_t count,
                    struct error *error);
/* Keeps the nth (from 1) of every `of` rows. */
void selection_keep_share(struct selection *selection, unsigned nth, unsigned of);
bool selection_has(const struct selection *selection, const char *id);
void selection_clear(struct selection *selection);

/* What it is called: the variant's title, or else the scenario's. */
const char *selected_title(const struct selected *selected);

#endif
