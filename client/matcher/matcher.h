/* SPDX-License-Identifier: MIT */
/* Many strings looked for in one pass: by Vectorscan, whose literal matcher reads each byte once however many strings there
 * are, as soon as there is so much to read that compiling them pays. Threads may share a matcher. */
#ifndef FBLAB_MATCHER_H
#define FBLAB_MATCHER_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct matcher;

enum matcher_case { MATCHER_SAME_CASE, MATCHER_ANY_CASE /* of ASCII letters */ };

/* Strings of one byte or more, which are copied; NULL if one is empty. The caller frees it. */
struct matcher *matcher_new(const char *const *strings, const size_t *lengths, size_t count, enum matcher_case letters,
                            struct error *error);
void matcher_free(struct matcher **matcher);

/* What scans need for themselves: for one thread at a time, one scan after the other. NULL goes, too, but costs time. */
struct matcher_room;
struct matcher_room *matcher_room_new(void);
void matcher_room_free(struct matcher_room **room);

/* Called with each place where a string ends, `end` being the offset after its last byte, ascending; also of places that
 * overlap. */
typedef void matcher_hit(void *context, size_t string, size_t end);
void matcher_scan(struct matcher *matcher, struct matcher_room *room, const char *text, size_t length, matcher_hit *hit,
                  void *context);

#endif
