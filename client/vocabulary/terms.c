/* SPDX-License-Identifier: MIT */
/* Words of a table by number and by name. */
#include "terms.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdio.h>

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

char *terms_list(const struct terms *terms, const char *conjunction)
{
    char *text = NULL;
    size_t length;
    FILE *memory = text_stream(&text, &length);

    for (size_t i = 0; i < terms->count; i++) {
        if (i > 0 && i + 1 == terms->count)
            fprintf(memory, " %s ", conjunction);
        else if (i > 0)
            fputs(", ", memory);
        fputs(terms->items[i].name, memory);
    }
    text_stream_close(memory);
    return text;
}
