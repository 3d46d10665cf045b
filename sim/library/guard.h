/* SPDX-License-Identifier: MIT */
/* A call from outside, on its way into the lab and back. */
#ifndef FBLAB_GUARD_H
#define FBLAB_GUARD_H

#include "base/error.h"
#include "fblab/lab.h"
#include "lab/lab.h"

/* What the functions of the API take and give; each uses the fields it needs. */
struct guarded_call {
    struct lab *lab;
    const struct lab_options *options;
    const char *id, *at, *text;
    const char *const *ids;
    size_t count;
    bool keep;
    FILE *output;
    struct error *error; /* set by guard_call() */
    bool done;
    char *result;
    unsigned port;
};

/* Another program's handle is our lab; nobody looks into it there. */
static inline struct lab *guard_lab(struct fblab_lab *lab)
{
    return (struct lab *)lab;
}

/* Runs function(call). false: memory ended, or ended before in a thread of the lab, or call->done is false: then `error`
 * has the sentence, and call->result is NULL. */
bool guard_call(struct guarded_call *call, void (*function)(void *call), struct fblab_error *error);

#endif
