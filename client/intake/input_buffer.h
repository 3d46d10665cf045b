/* SPDX-License-Identifier: MIT */
/* Bytes that are added at the end and taken from the beginning. */
#ifndef FBLAB_INTAKE_BUFFER_H
#define FBLAB_INTAKE_BUFFER_H

#include <stddef.h>

struct buffer {
    char *bytes; /* a NUL stands behind them */
    size_t length, capacity;
};

void buffer_add(struct buffer *buffer, const char *bytes, size_t length);
/* Forgets the first bytes. */
void buffer_drop(struct buffer *buffer, size_t length);
void buffer_clear(struct buffer *buffer);

#endif
