/* SPDX-License-Identifier: MIT */
/* Strings from a wire into JSON, which takes UTF-8 only. Pure. Of the target `json`: base itself needs no library. */
#ifndef FBLAB_JSON_TEXT_H
#define FBLAB_JSON_TEXT_H

#include <jansson.h>

/* A JSON string; bytes that are no UTF-8 become U+FFFD, NULL becomes null. The caller owns the reference. */
json_t *json_text(const char *text);

/* A member that is a string; "" where there is none. Borrowed. */
const char *json_member_text(const json_t *object, const char *member);
/* For CLEANUP(): gives the reference back; NULL inside is none. */
void json_release(json_t **json);

/* For a program, before it has a thread: jansson takes its memory from memory.h, so what it returns need not be compared with
 * NULL for want of memory. A library leaves that to the program that it is part of. */
void json_use_memory(void);

#endif
