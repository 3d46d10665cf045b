/* SPDX-License-Identifier: MIT */
/* The phrases of all scenario files, compiled, and where they stand in a text. Immutable once compiled. */
#ifndef FBLAB_PHRASES_H
#define FBLAB_PHRASES_H

#include "base/error.h"
#include "diagnosis/letters/plain.h"
#include "place_lists.h"

#include <stdbool.h>
#include <stddef.h>

/* Letters between two parts of a phrase, where it has a `*`. */
#define PHRASE_STAR 160

struct phrases;

struct phrases *phrases_new(void);
void phrases_free(struct phrases **phrases);
/* The number of a phrase, which may be there already. One without letters or digits stands nowhere. Before
 * phrases_compile(). */
size_t phrases_add(struct phrases *phrases, const char *text);
bool phrases_compile(struct phrases *phrases, struct error *error);
size_t phrases_count(const struct phrases *phrases);
/* What stands between the `*` of phrases, of all one after the other. Borrowed. */
size_t phrases_piece_count(const struct phrases *phrases);
const struct plain *phrases_piece(const struct phrases *phrases, size_t piece);
/* Its best words to look for first: see classifier_anchor(). NULL: it has none. Borrowed. */
const char *phrases_anchor(const struct phrases *phrases, size_t phrase);

/* What one search after the other writes into: by one thread at a time. */
struct phrase_search;
struct phrase_search *phrase_search_new(const struct phrases *phrases);
void phrase_search_free(struct phrase_search **search);
/* Where each phrase stands, by its number, in the order of the text. Borrowed, until the next search. */
const struct place_lists *phrases_find(struct phrase_search *search, const struct plain *plain);

#endif
