/* SPDX-License-Identifier: MIT */
/* A place in a JSON value (RFC 6901). Pure. */
#ifndef FBLAB_HARNESS_POINTER_H
#define FBLAB_HARNESS_POINTER_H

#include <jansson.h>
#include <stdbool.h>

/* "/diagnoses/0/id"; NULL: there is nothing. Borrowed. */
const json_t *pointer_get(const json_t *json, const char *pointer);
/* Is the value that text: a string as it is, a number, true, false or null as JSON writes it? */
bool pointer_is(const json_t *value, const char *text);

#endif
