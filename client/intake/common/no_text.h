/* SPDX-License-Identifier: MIT */
/* Bytes that are no text: of them nobody is told that nothing was found in it. Pure. */
#ifndef FBLAB_NO_TEXT_H
#define FBLAB_NO_TEXT_H

#include <stddef.h>

/* NULL: it is text. Otherwise what it is, by its beginning (decoded) and its name (NULL: not known), and what to do instead.
 * Static. */
const char *no_text_why(const char *head, size_t length, const char *name);

#endif
