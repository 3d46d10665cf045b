/* SPDX-License-Identifier: MIT */
/* The phrases of all scenario files, compiled, and where they stand in a text. Immutable once compiled. */
#ifndef FBLAB_PHRASES_H
#define FBLAB_PHRASES_H

#include "base/error.h"
#include "diagnosis/letters/plain.h"

#include <stdbool.h>
#include <stddef.h>

/* Letters between two parts of a phrase, where it has a `*`. */
#define PHRASE_STAR 160

/* Letters of a plain text. */
struct found_phrase {
    size_t start, end;
};

struct found_phrases {
    struct found_phrase *items;
    size_t count;
};

struct phrases;

struct phrases *phrases_new(void);
void phrases_free(struct phrases **phrases);
/* The number of a phrase, which may be there already. One without letters or digits stands nowhere. Before
 * phrases_compile(). */
size_t phrases_add(struct phrases *phrases, const char *text);
bool phrases_compile(struct phrases *phrases, struct error *error);
size_t phrases_count(const struct phrases *phrases);
/* As documented. Borrowed. */
const char *phrases_text(const struct phrases *phrases, size_t phrase);
/* Its best words to look for first: see classifier_anchor(). NULL: it has none. The caller frees it. */
char *phrases_anchor(const struct phrases *phrases, size_t phrase);

/* Where each phrase stands: an array of phrases_count(), in the order of the text. At most PHRASE_MOST places each. */
#define PHRASE_MOST 512
struct found_phrases *phrases_find(const struct phrases *phrases, const struct plain *plain);
void found_phrases_free(struct found_phrases **places, size_t count);

#endif
