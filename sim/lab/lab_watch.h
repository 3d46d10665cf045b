/* SPDX-License-Identifier: MIT */
/* For a page that shows a lab while it runs: what happens in it, as it happens, and its admin API without a
 * connection. */
#ifndef FBLAB_LAB_WATCH_H
#define FBLAB_LAB_WATCH_H

#include "base/error.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct answer;
struct lab;
struct lookup;
struct request;
struct snapshot;

/* Called on threads of the lab, one at a time; each must be quick and call nothing of the lab. */
struct lab_watch {
    void *context;
    void (*entry)(void *context);   /* the journal has grown */
    void (*changed)(void *context); /* settings are others, or what is armed */
    void (*asking)(void *context);  /* the lab begins a look-up of its own */
    /* And has ended it; exchanges: the entries of a HAR. Both are borrowed until the function returns. */
    void (*looked_up)(void *context, const struct lookup *lookup, const json_t *exchanges);
};

/* One at a time; NULL: nobody any more, and nobody is being told when it returns. While somebody watches, the
 * traffic of look-ups is kept for him. Any thread. */
void lab_watch(struct lab *lab, const struct lab_watch *watch);

/* Asked of each command line that another program sends to the admin API, before it is run. false: it is not run, and the program
 * reads the error. On threads of the admin API; calls nothing of the lab. */
struct lab_witness {
    void *context;
    bool (*admits)(void *context, const char *at, const char *command, bool for_tool, struct error *error);
};

/* NULL: nobody any more. Any thread. */
void lab_witness(struct lab *lab, const struct lab_witness *witness);

/* {"entries":[...],"evicted","first","last"}: those with a sequence above `after`, at most `limit`. The caller owns the
 * reference. */
json_t *lab_journal_page(struct lab *lab, uint64_t after, size_t limit);
/* The settings as they are, and as they are where nothing is broken. NULL: memory ended. The caller releases them. */
struct snapshot *lab_settings(struct lab *lab);
struct snapshot *lab_healthy_settings(struct lab *lab);
/* The admin API's answer, as if the request had come with its token. Blocks. Any thread. */
void lab_administer(struct lab *lab, const struct request *request, struct answer *answer);

#endif
