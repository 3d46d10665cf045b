/* SPDX-License-Identifier: MIT */
/* Files that are written into a text by uuencode: "begin 644 u_ex.log", lines, "end". Pure. */
#ifndef FBLAB_UUENCODE_H
#define FBLAB_UUENCODE_H

#include <stddef.h>

struct uuencoded {
    size_t start, end; /* where it stands in the text, with its first line and its last */
    char *name, *bytes;
    size_t length;
};

/* The first one at or behind `from`; name NULL: there is none. */
struct uuencoded uuencoded_find(const char *text, size_t length, size_t from);
void uuencoded_clear(struct uuencoded *file);

#endif
