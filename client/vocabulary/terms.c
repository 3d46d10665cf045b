/* SPDX-License-Identifier: MIT */
/* Words of a table by number and by name. */
#include "terms.h"

#include "base/text.h"

const char *terms_name(const struct terms *terms, size_t index)
{
    return index < terms->count ? terms->items[index].name : "unknown";
}

size_t terms_index(const struct terms *terms, const char *name)
{
    size_t index = 0;

    while (index < terms->count && !text_equal(terms->items[index].name, name))
        index++;
    return index;
}
