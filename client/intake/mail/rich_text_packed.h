/* SPDX-License-Identifier: MIT */
/* Rich text as Outlook packs it in messages and in winmail.dat (MS-OXRTFCP). Pure. */
#ifndef FBLAB_RICH_TEXT_PACKED_H
#define FBLAB_RICH_TEXT_PACKED_H

#include <stddef.h>

/* The RTF, as far as it is there; NULL: it is none. The caller frees it. */
char *rich_text_unpack(const char *packed, size_t length, size_t *unpacked);

#endif
