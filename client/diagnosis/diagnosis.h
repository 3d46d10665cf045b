/* SPDX-License-Identifier: MIT */
/* Evidence in, ranked failures and advice out. Pure: no sockets, no clock. */
#ifndef FBLAB_DIAGNOSIS_H
#define FBLAB_DIAGNOSIS_H

#include "evidence/evidence.h"
#include "scenario/scenario.h"

struct display; /* of terminal */

struct tell_apart {
    char *id, *check;
};

struct advised_command {
    char *at,
        *command; /* typed at "onprem", "exo", "msol", "graph", "sync", "server", "device"; at "lab": in a lab alone */
    const char *era; /* "until 2025", "since 2025"; NULL: in every organization. Static */
};

/* Where it is typed, and when: "msol, until 2025". The caller frees it. */
char *advice_place(const struct advised_command *command);

/* Is that command advice for the asker? What a lab alone has, a noun that begins with Lab or the place "lab", is for a lab. */
bool advice_is_for(const char *at, const char *command, bool lab);

/* Shows whether a cause is there. */
struct advised_check {
    char *at, *command; /* command NULL: there is none */
    char *confirms; /* a pattern (PCRE2); found in what the command prints: the cause is there, and the groups it names
                         * fill "{asked-server}" and the like in the commands */
};

/* A cause and the procedure against it, filled in with what is known; what is not stands as "<On-Premises EWS URL>". */
struct advised_cause {
    char *id, *says;
    double confidence;
    struct advised_check check, lab_check; /* in a lab the second, if there is one */
    struct words remedies, looks;          /* what to do, what to look at, in words */
    struct advised_command *commands;
    size_t command_count;
};

/* What to type first: in a lab its own check, if there is one. NULL: there is none. Borrowed. */
const struct advised_check *advice_check(const struct advised_cause *cause, bool lab);

/* One failure that fits. Borrows of the library what is documented, and owns the rest. */
struct diagnosis {
    const struct scenario *scenario;
    const char *id, *title;
    const char *direction; /* "cloud-to-on-premises", "both" ... as documented */
    const char *hop;       /* "token", "autodiscover", "availability", if the text tells; else NULL */
    bool own;              /* of a file of the user's */
    bool by_text;          /* found in a text, not by the signs of a look-up */
    double rank;          /* what diagnoses are ordered by: the confidence, or that of what the user's own stands for */
    double confidence;    /* 0..1: of the answers given with 0.8, at least eight of ten are right */
    size_t start, length; /* the words that decided, in bytes of the text classified; length 0: it was no text */
    struct words because; /* what was seen that fits, most telling first */
    struct tell_apart *tell_apart;
    size_t tell_apart_count;
    struct advised_cause *causes; /* best first, at most three; what evidence contradicts is not among them */
    size_t cause_count;
    struct words next; /* what to look at in any case */
};

/* Best first; empty where nothing fits: an unknown failure is said to be unknown. */
struct diagnoses {
    struct diagnosis *items;
    size_t count;
    struct basis *basis; /* what advice is written from; NULL: it is written */
};

/* Can all conditions of its signs and causes be compared with evidence? false: error names file, line and what is wrong. */
bool diagnosis_check(const struct scenario *scenario, struct error *error);

/* The rules of a library, compiled. Read-only afterwards: threads may share it. Borrows the library. */
struct classifier;
struct classifier *classifier_new(const struct library *library, struct error *error);
/* The same without the rules for texts, which cost most of the time: classify_text() must not be asked. */
struct classifier *classifier_new_for_lookups(const struct library *library, struct error *error);
void classifier_free(struct classifier **classifier);

/* The caller frees the result. Never NULL. A look-up that succeeded has none, and may be given no classifier (NULL). */
struct diagnoses *classify_lookup(const struct classifier *classifier, const struct lookup *lookup);
struct diagnoses *classify_text(const struct classifier *classifier, const char *text, size_t length);
/* The same of what somebody pasted, up to a megabyte: what stands before each of its lines is read over, and misread
 * characters are forgiven. Takes longer; not for records of a log. */
struct diagnoses *classify_pasted(const struct classifier *classifier, const char *text, size_t length);

/* The same but without reasons and advice (because, tell_apart, causes, next), for whoever shows few of many. What was
 * classified is borrowed until they are freed. */
struct diagnoses *name_lookup(const struct classifier *classifier, const struct lookup *lookup);
struct diagnoses *name_text(const struct classifier *classifier, const char *text, size_t length);
struct diagnoses *name_pasted(const struct classifier *classifier, const char *text, size_t length);
/* Writes the advice of one of them, while it stands where it was found. */
void diagnosis_advise(const struct diagnoses *diagnoses, struct diagnosis *diagnosis);
/* Leaves out what the own settings of a client rule out, and gives them back; advice may still be asked for. */
struct diagnoses *diagnoses_weigh(struct diagnoses *diagnoses);
/* Of all of them, which then borrow nothing; gives them back. */
struct diagnoses *diagnoses_advise(struct diagnoses *diagnoses);

/* What a text must contain to be worth classifying: small letters, digits and single blanks, in
 * UTF-8. A text of one line that
 * gets an answer contains at least one of them, case ignored, where a blank stands for any run of bytes that are no ASCII
 * letters or digits. Mark-up inside words (references, escapes) must be decoded before. Borrowed. */
size_t classifier_anchor_count(const struct classifier *classifier);
const char *classifier_anchor(const struct classifier *classifier, size_t index);

/* A failure as it is documented, without evidence: all its causes, nothing filled in. The caller frees the result. */
struct diagnoses *diagnosis_of_scenario(const struct scenario *scenario);

/* Adds "file:line: sentence" for signs of that scenario of the classifier's library that never hold; and, where none of its
 * signs can ever come first, for each: which other failure's always does, and why. */
void diagnosis_warn(const struct classifier *classifier, const struct scenario *scenario, struct words *warnings);

void diagnoses_free(struct diagnoses **diagnoses);

/* The contract's "diagnoses" array. lab: the asker is in a lab, so commands of a lab are advice, too. The caller owns the
 * reference. */
json_t *diagnoses_to_json(const struct diagnoses *diagnoses, bool lab);
/* For people: what fits, why, how to repair it, and what else it may be. */
void diagnoses_print(const struct diagnoses *diagnoses, bool lab, const struct display *display);

#endif
