/* SPDX-License-Identifier: MIT */
/* Takes a fuzzed input apart: its first line says what is asked, the rest is what is read. */
#ifndef FBLAB_FUZZ_INPUT_H
#define FBLAB_FUZZ_INPUT_H

#include <stddef.h>
#include <stdint.h>

/* A copy with a NUL behind it. The caller frees it. */
char *input_text(const uint8_t *data, size_t size);
/* Ends the line at *rest and moves *rest behind it. */
char *input_line(char **rest);
/* The bytes as a file of that name ("x1-fuzz.xml"), which is removed at exit. The path is lent until the next call. */
const char *input_file(const char *name, const void *data, size_t size);

#endif
