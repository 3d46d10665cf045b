/* SPDX-License-Identifier: MIT */
/* What a run found, row by row: of replay, which checks the lab with fbcheck, and of matrix, which judges a tool. */
#ifndef FBLAB_HARNESS_RESULTS_H
#define FBLAB_HARNESS_RESULTS_H

#include "selection.h"
#include "verdicts.h"

#include <jansson.h>
#include <stdint.h>

#define HEALTHY_ROW "00"

enum results_of { RESULTS_OF_REPLAY, RESULTS_OF_MATRIX };

enum results_state {
    RESULTS_SKIPPED, /* not run */
    RESULTS_RIGHT,
    RESULTS_WRONG,
    RESULTS_UNEXPECTED, /* matrix: run, but the verdicts file says nothing of this row: neither right nor wrong */
    RESULTS_STATE_COUNT
};

/* What replay looks at, each on its own. */
enum results_check { RESULTS_TEXT, RESULTS_VERDICT, RESULTS_REPAIR, RESULTS_CHECK_COUNT };

/* One variant of one scenario. */
struct results_row {
    struct selected selected;
    enum results_state state;
    struct verdict verdict; /* which row it was taken for, at the last look; name NULL: nobody looked */
    char *sentence;         /* what is wrong, or that no verdict was expected; NULL: nothing */
    double elapsed_ms;
    const char *excused; /* why this wrong verdict does not fail the run: "known"; NULL: it does. Static */
    bool fixed;          /* wrong in the baseline, and right now */

    /* replay */
    bool checks[RESULTS_CHECK_COUNT]; /* as documented */
    json_t *diagnoses;                /* ids, best first */
    char *block;                      /* what it printed beside the text */
    char *error_text;                 /* what fbcheck printed for Exchange; NULL: the look-up succeeded */

    /* matrix */
    bool unusable;            /* the sentence is about the lab or the tool, which could not be used */
    unsigned runs;            /* of the tool: a cause that strikes now and then is looked at again */
    struct child_result tool; /* the last of them; of a tool that was right, without what it printed */
    bool false_alarm;         /* no verdict was expected, and the tool named a failure */
    json_t *evidence;         /* of a tool that was wrong or gave a false alarm: the lab's journal, an array */
};

/* The nth of so many parts into which the rows are dealt, as cards are; of 0: all are here. */
struct results_share {
    unsigned nth, of;
};

/* "2/3": one of at least one, the first is 1. */
bool results_share_read(struct results_share *share, const char *text);

struct results {
    enum results_of of;
    struct results_share share;
    const char *tool; /* "fbcheck", or what sh -c ran; borrowed */
    uint64_t seed;    /* of every lab; the same gives the same run */
    struct results_row *rows;
    size_t count;
};

/* A row for each that is selected, skipped so far. */
void results_make(struct results *results, const struct selection *selection);
void results_clear(struct results *results);
size_t results_count(const struct results *results, enum results_state state);
size_t results_false_alarms(const struct results *results);
/* Wrong, and not excused: what decides on the exit status. */
size_t results_failing(const struct results *results);
/* As it stands in JSON: "right". Static. */
const char *results_state_name(enum results_state state);
/* Is there more to say of this row than its verdict: was it wrong, or a false alarm? */
bool results_is_notable(const struct results_row *row);

/* {"17": {"10": 3}}: how often a row was called what; rows that were skipped are left out. The caller owns the reference. */
json_t *results_confusion(const struct results *results);

/* Called as rows are done, one at a time, from any thread. */
typedef void results_progress(void *context, const struct results *results, const struct results_row *row, size_t done);

/* How rows are worked through. Borrowed during the run. */
struct results_settings {
    const char *scenarios;      /* a folder with more; NULL: none */
    unsigned jobs;              /* labs at once */
    int stop;                   /* a descriptor; readable: end at once. 0: none */
    results_progress *progress; /* NULL: nobody wants to know */
    void *context;              /* of progress */
};

#endif
