/* SPDX-License-Identifier: MIT */
/* What a line gives, as objects in place of text, for programs that make objects of their own of them. */
#ifndef FBLAB_SHELL_RECORDING_H
#define FBLAB_SHELL_RECORDING_H

#include <jansson.h>
#include <stdio.h>

/* One thread's. */
struct recording;

struct recording *recording_new(void);
void recording_free(struct recording **recording);

/* Where cmdlets write text: each of its lines is an object, a string, in its place among the others. Borrowed. */
FILE *recording_output(struct recording *recording);

/* identity: what the next cmdlet behind a pipe finds it by; NULL: nothing. Takes the members: {"Name": value, ...}; a value is
 * what typed_values.h makes, a list of those, or null. */
void recording_add(struct recording *recording, const char *type, const char *identity, json_t *members);

/* One that another recording has given. */
void recording_append(struct recording *recording, json_t *object);

/* How many objects there are; and back to so many, when a change has not been made after all. */
size_t recording_count(struct recording *recording);
void recording_cut(struct recording *recording, size_t count);

/* {"objects":[{"type","identity","members"} or {"type":"String","text"}, ...],"warnings":[...]}. The caller owns the
 * reference. */
json_t *recording_to_json(struct recording *recording);

#endif
