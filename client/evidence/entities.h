/* SPDX-License-Identifier: MIT */
/* Character references of HTML and XML. Pure. */
#ifndef FBLAB_ENTITIES_H
#define FBLAB_ENTITIES_H

#include <stddef.h>

/* No reference is longer, with its & and its ;. */
#define ENTITY_LONGEST 13

/* The length of the reference `text` begins with, and its character; 0: it begins with none. */
size_t entity_at(const char *text, size_t length, int *character);
/* "&lt;", "&#xD;", "&#38;" become characters; what is no reference stays as it is. The caller frees the text. */
char *entities_decode(const char *text, size_t length);

#endif
