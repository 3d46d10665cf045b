/* SPDX-License-Identifier: MIT */
/* Bodies that repeat one thing: a reader takes time that grows with their length and with nothing else. */
#ifndef FBLAB_REPETITIONS_H
#define FBLAB_REPETITIONS_H

#include <stddef.h>

struct repetition {
    const char *name;
    const char *before, *unit, *after; /* '@' in the unit stands for its number */
};

extern const struct repetition repetitions[];
extern const size_t repetition_count;

/* About so many bytes; the caller frees it. */
char *repetition_make(const struct repetition *repetition, size_t bytes);
/* Reads 64 KB and 1 MB of it. Fails if the processor time is that of a square. */
void repetition_expect_linear(const struct repetition *repetition, void (*read)(const char *text, size_t length));
/* Each as a test of its own; returns how many failed. */
int repetitions_run(const char *group, void (*read)(const char *text, size_t length));

#endif
