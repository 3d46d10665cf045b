/* SPDX-License-Identifier: MIT */
/* What a classifier holds; private to this folder. */
#ifndef FBLAB_CLASSIFIER_H
#define FBLAB_CLASSIFIER_H

#include "advice.h"
#include "diagnosis.h"
#include "diagnosis/texts/text_rule.h"
#include "misread.h"
#include "signs.h"

/* Words that decided which are quoted. */
#define GROUND_QUOTES 8

struct classifier {
    const struct library *library;
    struct sign_rule *rules;
    size_t rule_count;
    struct cause_rules *causes; /* one for each scenario of the library */
    struct text_rules *texts;
    struct reading_rooms *rooms; /* to read texts in */
    struct misread *misread;     /* of their phrases; with texts only */
    struct fact_patterns *facts; /* with texts only */
};

/* What a fitting rests on. It is put in words only if it is kept. (ground.c) */
struct ground {
    const struct sign_rule *sign; /* NULL: it was no look-up */
    struct {
        size_t start, length;
    } quotes[GROUND_QUOTES]; /* in the text */
    size_t quote_count;
    bool bare;      /* nothing else in the text speaks of free/busy */
    bool corrected; /* a character or a blank was put right */
    bool reported;  /* a report of fbcheck names it */
};

/* A failure that fits and how well. */
struct fitting {
    const struct scenario *scenario;
    double confidence;
    double rank;          /* what it is ordered by: its confidence, or that of the shipped one it stands for */
    size_t weight;        /* breaks ties: conditions of the sign, letters of the phrases */
    size_t start, length; /* in the text, of what decided */
    const char *hop;      /* borrowed from the library; NULL: not known */
    bool by_text;         /* found in a text, not by the signs of a look-up */
    struct ground ground;
};

struct fittings {
    struct fitting *items;
    size_t count;
};

/* Of the look-up that was seen, or of the text; the caller clears them. */
struct words ground_words(const struct ground *ground, const struct seen *seen, const char *text);

/* From this confidence on, a file of the user's own goes before a shipped one that it copies in part. */
#define OWN_IS_LIKELY 0.5

/* A text, read. Borrows all of it. */
struct text_reading {
    const char *text;
    size_t size;
    const struct plain *plain;
    const struct found_phrases *corrected; /* what was put right in it; NULL: nothing */
};

/* What the rules of texts find: in a reading, in a text as it is (find_in_text.c), in one that somebody pasted (pasted.c). */
void find_in_plain(const struct classifier *classifier, const struct text_reading *reading, struct fittings *fittings);
void find_in_pasted(const struct classifier *classifier, const char *text, size_t length, struct fittings *fittings);
void find_in_text(const struct classifier *classifier, const char *text, size_t length, struct fittings *fittings);

/* Keeps the best fitting of each scenario. */
void fittings_add(struct fittings *fittings, const struct fitting *fitting);
/* Ranks and names them; takes the list and the basis, and what that owns. Never NULL. */
struct diagnoses *diagnoses_take(struct fittings *fittings, struct basis *basis);

#endif
