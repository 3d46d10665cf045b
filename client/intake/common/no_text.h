/* SPDX-License-Identifier: MIT */
/* Bytes that are no text: of them nobody is told that nothing was found in it. Pure. */
#ifndef FBLAB_NO_TEXT_H
#define FBLAB_NO_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* By the control characters in its beginning, decoded. */
bool no_text_is(const char *head, size_t length);
/* What it is, by its name (NULL: not known), and what to do instead. Static. */
const char *no_text_why(const char *name);

#endif
