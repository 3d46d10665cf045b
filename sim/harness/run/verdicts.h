/* SPDX-License-Identifier: MIT */
/* How a tool says which failure it sees: a file of verdicts, or none. Read-only once loaded, so threads share it. */
#ifndef FBLAB_HARNESS_VERDICTS_H
#define FBLAB_HARNESS_VERDICTS_H

#include "child.h"
#include "scenario/scenario.h"

struct verdicts;

enum verdict_kind {
    VERDICT_ROWS,    /* it names a row, or several that it cannot tell apart */
    VERDICT_NOTHING, /* it ended, and names none */
    VERDICT_TIMED_OUT,
    VERDICT_CRASHED, /* a signal ended it */
    VERDICT_NOT_RUN  /* the shell found nothing to run */
};

struct verdict {
    enum verdict_kind kind;
    const struct words *rows; /* VERDICT_ROWS: borrowed from the verdicts */
    const char *name;         /* "10", "10 17", "nothing", "time-out", "crash", "not run". Borrowed */
};

/* path NULL: the row in the tool's JSON, or the first line of its output that is nothing but an id. NULL: error says
 * file:line:column and what is wrong there. The library must stay. */
struct verdicts *verdicts_load(const char *path, const struct library *library, struct error *error);
void verdicts_free(struct verdicts **verdicts);

/* Is there a verdict for that row at all? Without a file there always is. */
bool verdicts_cover(const struct verdicts *verdicts, const char *row);
/* The verdict of a tool that has been run. false: error says why its output cannot be judged. */
bool verdicts_judge(const struct verdicts *verdicts, const struct child_result *result, struct verdict *verdict,
                    struct error *error);
/* Why it is wrong, one sentence: "this is row 17, and the tool said 10". The caller frees it. */
char *verdict_sentence(const struct verdict *verdict, const struct child_result *result, const char *expected);
/* What is said of a row that the verdicts do not cover: "no verdict expected, and the tool said 10". The caller frees it. */
char *verdict_unexpected_sentence(const struct verdict *verdict);
/* Of "10 17", "nothing", "time-out": what the name of a verdict stands for. */
enum verdict_kind verdict_kind_of(const char *name);
/* Does it name that row, possibly with others? */
bool verdict_names(const struct verdict *verdict, const char *row);

#endif
