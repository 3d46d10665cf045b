/* SPDX-License-Identifier: MIT */
/* What is known about one failure and fills placeholders: from a look-up's evidence, from the asker's own settings, from a
 * text. Nothing here is typed into a shell as it came: a value that could be more than a name, an address or a URL is left
 * out. */
#ifndef FBLAB_FACTS_H
#define FBLAB_FACTS_H

#include "era_seen.h"
#include "evidence/evidence.h"
#include "scenario/scenario.h"

struct facts {
    struct evidence_header *items; /* owned */
    size_t count;
    char *direction; /* of the look-up; NULL: not known */
    enum era_seen era;
};

/* Patterns of what texts tell, compiled. Read-only: threads share them. */
struct fact_patterns;
struct fact_patterns *fact_patterns_new(struct error *error);
void fact_patterns_free(struct fact_patterns **patterns);

/* The direction of that look-up, as far as whoever asked knows. Borrowed; NULL: not known. */
const char *facts_direction(const struct lookup *lookup);
void facts_of_lookup(struct facts *facts, const struct lookup *lookup);
/* `text` ends with a NUL behind its `length` bytes. */
void facts_of_text(struct facts *facts, const struct fact_patterns *patterns, const char *text, size_t length);
/* Keeps the first value of a name; one that is no plain name, address or URL is not kept. */
void facts_set(struct facts *facts, const char *name, const char *value);
/* NULL: not known. Borrowed. */
const char *facts_get(const struct facts *facts, const char *name, size_t length);
void facts_clear(struct facts *facts);

/* The text with its placeholders filled; what is not known stands as "<On-Premises EWS URL>". direction: what the scenario
 * documents, where the facts do not tell. The caller frees it. */
char *facts_fill(const struct facts *facts, const char *direction, const char *text);
/* The same for a pattern: what is filled in stands for itself. */
char *facts_fill_pattern(const struct facts *facts, const char *direction, const char *pattern);
/* "asking" and "asked" as places of a command line; any other place is given back as it is. */
const char *facts_place(const struct facts *facts, const char *direction, const char *at);

#endif
