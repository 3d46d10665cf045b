/* SPDX-License-Identifier: MIT */
/* Names of scopes, nouns and properties. An answer looks up hundreds of them, so nearly every comparison ends at a number
 * that lies beside the others, and not at the text, which is somewhere else. */
#ifndef FBLAB_ORGANIZATION_NAME_H
#define FBLAB_ORGANIZATION_NAME_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct name {
    const char *text; /* borrowed */
    uint32_t key;     /* of its length and three of its characters */
};

static inline struct name name_of(const char *text)
{
    const unsigned char *bytes = (const unsigned char *)text;
    const size_t length = strlen(text);

    return (struct name){text, (uint32_t)length << 24 | (uint32_t)bytes[0] << 16 | (uint32_t)bytes[length / 2] << 8 |
                                   bytes[length * 3 / 4]};
}

static inline bool name_equal(const struct name *left, const struct name *right)
{
    return left->key == right->key && strcmp(left->text, right->text) == 0;
}

#endif
