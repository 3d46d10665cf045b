/* SPDX-License-Identifier: MIT */
/* An organisation that asks: the catalogue's document, with a key of its own in files. */
#ifndef FBLAB_FLOW_BENCH_H
#define FBLAB_FLOW_BENCH_H

#include "organization/organization.h"

struct flow_bench;

/* Ends the test program on failure. */
struct flow_bench *flow_bench_new(void);
void flow_bench_free(struct flow_bench **bench);
/* Where the key lies. Borrowed. */
const char *flow_bench_directory(const struct flow_bench *bench);
/* The document with pairs of texts replaced, one pair after the other ({url} in them is url); the services on the Internet and
 * at contoso.com are at that url, and the keys are the bench's. The caller releases it. */
struct snapshot *flow_bench_load(const struct flow_bench *bench, const char *const (*replacements)[2], size_t count,
                                 const char *url);

#endif
