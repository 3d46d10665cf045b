/* SPDX-License-Identifier: MIT */
/* Compares an item with the one before it. */
#include "repeated.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#define LIMIT_TEXT 4096

/* Of a look-up that knows no more than its status. */
static const struct evidence *status_of(const struct item *item)
{
    const struct evidence *const record =
        item->lookup && item->lookup->evidence_count == 1 ? &item->lookup->evidence[0] : NULL;

    return record && record->outcome == OUTCOME_HTTP_STATUS && record->header_count == 0 ? record : NULL;
}

static bool comes_again(const struct item *item)
{
    return item->length > 0 && item->length < LIMIT_TEXT && !item->again && !item->rest && !item->pasted &&
           item->mark_count == 0 && (!item->lookup || status_of(item)) && !memchr(item->text, '\n', item->length);
}

bool repeated_is(const struct repeated *repeated, const struct item *item)
{
    const struct evidence *const record = status_of(item);

    return repeated->text && repeated->length == item->length && comes_again(item) &&
           repeated->status == (record ? record->http_status : 0) && (!record || repeated->step == record->step) &&
           memcmp(repeated->text, item->text, item->length) == 0;
}

void repeated_begin(struct repeated *repeated, const struct item *item)
{
    const struct evidence *const record = status_of(item);

    repeated_clear(repeated);
    if (!comes_again(item))
        return;
    repeated->text = memory_copy(item->text, item->length);
    repeated->length = item->length;
    repeated->status = record ? record->http_status : 0;
    repeated->step = record ? record->step : HOP_COUNT;
}

void repeated_add(struct repeated *repeated, size_t row)
{
    for (size_t i = 0; i < repeated->count; i++)
        if (repeated->rows[i] == row)
            return;
    if (repeated->count == REPEATED_ROWS)
        repeated_clear(repeated);
    else if (repeated->text)
        repeated->rows[repeated->count++] = row;
}

void repeated_clear(struct repeated *repeated)
{
    free(repeated->text);
    *repeated = (struct repeated){.text = NULL};
}
