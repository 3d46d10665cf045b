/* SPDX-License-Identifier: MIT */
/* Bytes that are added at the end and taken from the beginning. */
#ifndef FBLAB_INTAKE_BUFFER_H
#define FBLAB_INTAKE_BUFFER_H

#include <stddef.h>

struct input_buffer {
    char *bytes; /* a NUL stands behind them */
    size_t length, capacity;
};

void input_buffer_add(struct input_buffer *buffer, const char *bytes, size_t length);
/* Forgets the first bytes. */
void input_buffer_drop(struct input_buffer *buffer, size_t length);
void input_buffer_clear(struct input_buffer *buffer);

#endif
