/* SPDX-License-Identifier: MIT */
/* Rich Text Format: the words without the control words. Pure. */
#ifndef FBLAB_RICH_TEXT_H
#define FBLAB_RICH_TEXT_H

#include <stddef.h>

/* NULL: it is none. The caller frees it. */
char *rich_text_read(const char *text, size_t size, size_t *length);

#endif
