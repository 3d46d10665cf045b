/* SPDX-License-Identifier: MIT */
/* Memory that is there: none of these calls returns NULL, so nobody has to ask. The only callers of malloc() and its kin.
 *
 * When memory ends, a program says "fblab: out of memory" and ends with exit status 3. A library may not do that to the
 * program it is part of, so it calls its own functions through memory_guarded(), which says whether memory sufficed.
 *
 * Everything is freed by free(). Any thread. */
#ifndef FBLAB_MEMORY_H
#define FBLAB_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define MEMORY_EXIT_STATUS 3
#define MEMORY_SENTENCE "out of memory"

/* One object, all zeros. */
void *memory_new(size_t size) __attribute__((malloc, returns_nonnull));
/* `count` objects, all zeros; a product that is too large counts as memory that ended. count may be 0. */
void *memory_array(size_t count, size_t size) __attribute__((malloc, returns_nonnull));
/* Bytes that are not cleared, for buffers that are written before they are read. */
void *memory_room(size_t size) __attribute__((malloc, returns_nonnull));
/* An array (or NULL) made to hold `count` objects; new ones are not cleared. */
void *memory_grow(void *array, size_t count, size_t size) __attribute__((returns_nonnull, warn_unused_result));
/* An array (or NULL) of `count` objects with room for one more, which is not cleared. It doubles, so that many take no longer
 * for each; nothing else may have made or resized it. */
void *memory_one_more(void *array, size_t count, size_t size) __attribute__((returns_nonnull, warn_unused_result));
/* The bytes, and a NUL behind them. bytes may be NULL if length is 0. */
void *memory_copy(const void *bytes, size_t length) __attribute__((malloc, returns_nonnull));
/* What an outside library made, which returns NULL only when memory ends: x = memory_need(json_object()). */
void *memory_need(void *made) __attribute__((returns_nonnull));

/* Text that grows as it is written: open_memstream(). The text (NULL until then) and its length are valid after
 * text_stream_close(), or after a fflush() until more is written. Closing takes the stream, not the text. */
FILE *text_stream(char **text, size_t *length) __attribute__((returns_nonnull));
/* Memory that ended while it was written is noticed here, so a text is never cut unseen. */
void text_stream_close(FILE *stream);

/* Runs call(context). false: memory ended in it, and it was given up in the middle. What CLEANUP() guards in the functions
 * that were left (also a lock: base/lock.h) was cleaned up, as at the end of their scope; all else is as they left it.
 *
 * It holds for the calling thread, and may be nested: the innermost counts. A thread that has none ends the program. So a
 * library sets one up in each function that it offers, and around each task of a thread of its own; there, a task that was
 * given up must be reported by other means (a flag that the next call finds). Do not set one up above code of others that
 * holds locks while it calls back: set it up inside the call-back. */
bool memory_guarded(void (*call)(void *context), void *context);
/* Gives up as if memory had ended: for the answer of a library that says so in its own way. Does not return. */
_Noreturn void memory_end(void);

/* For tests. The nth request from now on (1: the next), of whichever thread, finds no memory; only that one. 0: none. */
void memory_fail_at(unsigned long nth);
/* How many requests have to be waited for until then; 0: it has failed, or none was to. */
unsigned long memory_fail_left(void);

#endif
