/* SPDX-License-Identifier: MIT */
/* The style sheet that every page has in common: colours, letters, tables, in light and in dark. */
#ifndef FBLAB_PAGE_STYLE_H
#define FBLAB_PAGE_STYLE_H

#include <stddef.h>

/* theme.css; a NUL stands behind it. It has no character that XML would take for mark-up. */
extern const unsigned char page_style[];
extern const size_t page_style_length;
/* The same as text. Static. */
const char *page_style_text(void);

#endif
