/* SPDX-License-Identifier: MIT */
/* Text of documents that are zip archives of XML: Word, Excel, PowerPoint, OpenDocument. */
#ifndef FBLAB_OFFICE_TEXT_H
#define FBLAB_OFFICE_TEXT_H

#include "format_reader.h"

/* Is the archive such a document? */
bool office_is(const char *bytes, size_t length);
bool office_read(const struct input *input, const char *bytes, size_t length, struct error *error);

#endif
