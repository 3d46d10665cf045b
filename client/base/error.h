/* SPDX-License-Identifier: MIT */
/* Why a call failed: one sentence. */
#ifndef FBLAB_ERROR_H
#define FBLAB_ERROR_H

#include <stdbool.h>

/* Why a call failed: one sentence that says what was wrong, where (file:line, host, URL) and what to do.
 * Owned by the caller, usually on its stack. A function that takes one sets it exactly when it fails; NULL is allowed
 * where the caller does not want to know. Not shared between threads. */
struct error {
    char text[1024];
};

/* Writes the sentence (cut at the end of the buffer). Always false, so that a caller can `return error_set(...)`. */
bool error_set(struct error *error, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Puts "prefix: " before the sentence that is there. Always false. */
bool error_prefix(struct error *error, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
