/* SPDX-License-Identifier: MIT */
/* Compares an item with those before it. */
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

static bool comes_again(const struct item *item, const struct evidence *record)
{
    return item->length > 0 && item->length < LIMIT_TEXT && !item->again && !item->rest && !item->pasted &&
           item->mark_count == 0 && (!item->lookup || record) && !memchr(item->text, '\n', item->length);
}

static bool is_same(const struct repeated *repeated, const struct item *item, const struct evidence *record)
{
    return repeated->text && repeated->length == item->length &&
           repeated->status == (record ? record->http_status : 0) && (!record || repeated->step == record->step) &&
           memcmp(repeated->text, item->text, item->length) == 0;
}

const struct repeated *repeated_find(const struct repeated_items *repeated, const struct item *item)
{
    const struct evidence *const record = status_of(item);

    for (size_t i = 0; i < REPEATED_KEPT; i++)
        if (is_same(&repeated->items[i], item, record))
            return comes_again(item, record) ? &repeated->items[i] : NULL;
    return NULL;
}

struct repeated *repeated_begin(struct repeated_items *repeated, const struct item *item)
{
    const struct evidence *const record = status_of(item);
    struct repeated *one;

    if (!comes_again(item, record))
        return &repeated->none;
    one = &repeated->items[repeated->next++ % REPEATED_KEPT];
    repeated_clear(one);
    one->text = memory_copy(item->text, item->length);
    one->length = item->length;
    one->status = record ? record->http_status : 0;
    one->step = record ? record->step : HOP_COUNT;
    return one;
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

void repeated_clear_all(struct repeated_items *repeated)
{
    for (size_t i = 0; i < REPEATED_KEPT; i++)
        repeated_clear(&repeated->items[i]);
}
