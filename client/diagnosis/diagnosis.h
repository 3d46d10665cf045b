/* SPDX-License-Identifier: MIT */
/* Evidence in, ranked failures and advice out. Pure: no sockets, no clock. */
#ifndef FBLAB_DIAGNOSIS_H
#define FBLAB_DIAGNOSIS_H

#include "evidence/evidence.h"
#include "scenario/scenario.h"

#include <stdio.h>

struct tell_apart {
    char *id, *check;
};

/* One failure that fits. Owns its strings. */
struct diagnosis {
    char *id, *title;
    char *cause;          /* the first documented one */
    char *direction;      /* "cloud-to-on-premises", "both" ... as documented */
    char *hop;            /* "token", "autodiscover", "availability", if the text tells; else NULL */
    double confidence;    /* 0..1: of the answers given with 0.8, at least eight of ten are right */
    size_t start, length; /* the words that decided, in bytes of the text classified; length 0: it was no text */
    struct words because; /* what was seen that fits, most telling first */
    struct tell_apart *tell_apart;
    size_t tell_apart_count;
    struct words next;   /* commands or checks to run next */
    struct words repair; /* documented commands */
};

/* Best first; empty where nothing fits: an unknown failure is said to be unknown. */
struct diagnoses {
    struct diagnosis *items;
    size_t count;
};

/* The rules of a library, compiled. Read-only afterwards: threads may share it. Borrows the library. */
struct classifier;
struct classifier *classifier_new(const struct library *library, struct error *error);
/* The same without the rules for texts, which cost most of the time: classify_text() must not be asked. */
struct classifier *classifier_new_for_lookups(const struct library *library, struct error *error);
void classifier_free(struct classifier **classifier);

/* The caller frees the result. Never NULL. A look-up that succeeded has none, and may be given no classifier (NULL). */
struct diagnoses *classify_lookup(const struct classifier *classifier, const struct lookup *lookup);
struct diagnoses *classify_text(const struct classifier *classifier, const char *text, size_t length);

/* What a text must contain to be worth classifying: small letters, digits and single blanks, in
 * UTF-8. A text of one line that
 * gets an answer contains at least one of them, case ignored, where a blank stands for any run of bytes that are no ASCII
 * letters or digits. Mark-up inside words (references, escapes) must be decoded before. Borrowed. */
size_t classifier_anchor_count(const struct classifier *classifier);
const char *classifier_anchor(const struct classifier *classifier, size_t index);

void diagnoses_free(struct diagnoses **diagnoses);

/* The contract's "diagnoses" array. The caller owns the reference. */
json_t *diagnoses_to_json(const struct diagnoses *diagnoses);
void diagnoses_print(const struct diagnoses *diagnoses, FILE *output, bool colour);

#endif
