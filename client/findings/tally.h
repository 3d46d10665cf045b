/* SPDX-License-Identifier: MIT */
/* What was found in one input: every failure once, where its best sighting is, and how often it was seen. Memory is bounded
 * by the number of failures, however long the input. */
#ifndef FBLAB_TALLY_H
#define FBLAB_TALLY_H

#include "diagnosis/diagnosis.h"
#include "intake/common/item.h"
#include "summary.h"
#include "unnamed.h"
#include "unread.h"

struct display; /* of terminal */

/* Where words stand, and what stands around them. Owned strings, NULL: not known. */
struct spot {
    char *where;      /* "mail.txt:12", "x.saz!raw/12_s.txt", "x.har!entry 3 https://..." */
    const char *kind; /* static; see item.h */
    char *host, *time;
    const char *hop;              /* static */
    char *before, *words, *after; /* one line each; words NULL: it was no text that decided */
};

struct seen_failure {
    struct diagnoses *diagnosis; /* exactly one */
    struct spot spot;
    size_t count;
    char *last;   /* where it was seen last */
    size_t round; /* the text in which it was seen last */
};

struct tally;
/* `file` NULL: standard input. Borrows both. */
struct tally *tally_new(const struct classifier *classifier, const char *file);
void tally_free(struct tally **tally);
/* An item_function whose context is the tally. */
void tally_take(void *tally, const struct item *item);
/* A told_function of the intake: what was not read. */
void tally_take_unread(void *tally, const char *name, const char *why);

/* Best first. Borrowed: valid until the next item. */
size_t tally_count(const struct tally *tally);
const struct seen_failure *tally_at(struct tally *tally, size_t index);
const struct summary *tally_summary(const struct tally *tally);
const struct unnamed *tally_unnamed(const struct tally *tally);
const struct unread *tally_unread(const struct tally *tally);

/* The contract's "diagnoses", each with where, kind, host, time, hop, count and last. The caller owns the reference. */
json_t *tally_to_json(struct tally *tally);
/* One block a failure: place, words in context, diagnosis. */
void tally_print(struct tally *tally, const struct display *display);

#endif
