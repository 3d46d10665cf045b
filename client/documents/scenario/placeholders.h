/* SPDX-License-Identifier: MIT */
/* What advice leaves open for the organization that reads it: "{target}" in a scenario file. */
#ifndef FBLAB_SCENARIO_PLACEHOLDERS_H
#define FBLAB_SCENARIO_PLACEHOLDERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct placeholder {
    const char *name;  /* "asked-ews-url" */
    const char *label; /* what stands there while nobody knows it: "<On-Premises EWS URL>"; `%s`: the side it is of */
    const char *from;  /* where it comes from, one sentence for authors of scenarios */
};

/* NULL: no such placeholder. Static storage. */
const struct placeholder *placeholder_find(const char *name, size_t length);

/* The next "{name}" at or behind `text`; name is set to what stands inside. NULL: no more. What else stands in braces
 * (@{add="x"}, a pattern's {2,3} and \{) is none. */
const char *placeholder_next(const char *text, const char **name, size_t *length);

/* The page scenarios/placeholders.md, for authors of scenarios, as Markdown. */
void placeholders_page_write(FILE *output);

#endif
