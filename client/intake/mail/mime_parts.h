/* SPDX-License-Identifier: MIT */
/* A mail as its parts, one in another. Pure. */
#ifndef FBLAB_MIME_PARTS_H
#define FBLAB_MIME_PARTS_H

#include <stdbool.h>
#include <stddef.h>

/* A part that holds no others. Borrowed but for nothing: all of it is the walk's. */
struct mime_part {
    size_t body, end;           /* where its body stands in the mail */
    const char *type, *charset; /* in small letters; NULL: not said */
    const char *coding;         /* NULL: as it is */
    const char *name;           /* of a file; NULL: it has none */
    bool attached;              /* not to be read where it stands */
    bool other_form;            /* of what was a part already: HTML of a text */
};

typedef void mime_part_function(void *context, const struct mime_part *part);

/* Every part in order, for each mail of a mailbox and for what stands before the first header. */
void mime_parts_each(const char *text, size_t length, mime_part_function *take, void *context);
/* Its body, decoded, as UTF-8 where it is text in a character set that is named. The caller frees it. */
char *mime_part_decode(const char *text, const struct mime_part *part, size_t *length);

#endif
