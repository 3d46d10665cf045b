/* SPDX-License-Identifier: MIT */
/* Numbers of names while a document is compiled: a document may have as many nouns as it has elements. */
#ifndef FBLAB_ORGANIZATION_NAME_INDEX_H
#define FBLAB_ORGANIZATION_NAME_INDEX_H

#include <stddef.h>

struct name_index;

/* For so many names at most. */
struct name_index *name_index_new(size_t most);
void name_index_free(struct name_index **index);
/* Where the number of this name is kept: 0 until the caller writes one. The text is borrowed. */
size_t *name_index_number(struct name_index *index, const char *name);

#endif
