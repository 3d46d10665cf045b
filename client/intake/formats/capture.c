/* SPDX-License-Identifier: MIT */
#include "capture.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "intake/common/held.h"
#include "vocabulary/exchange_names.h"

#include <stdlib.h>
#include <string.h>

struct capture {
    item_function *take;
    void *context;
    struct held *held;
    const struct item *place;
    const char *address;
};

struct capture *capture_new(item_function *take, void *context)
{
    struct capture *const capture = calloc(1, sizeof *capture);

    if (!capture)
        abort();
    *capture = (struct capture){.take = take, .context = context, .held = held_new(take, context)};
    return capture;
}

void capture_end(struct capture **capture)
{
    if (*capture) {
        held_give((*capture)->held);
        held_free(&(*capture)->held);
    }
    free(*capture);
    *capture = NULL;
}

bool capture_is_challenge(const struct evidence *answer)
{
    return answer->http_status == 401 && !evidence_header(answer, HEADER_DIAGNOSTICS);
}

static void take_lookup(void *context, struct lookup *lookup)
{
    struct capture *const capture = context;
    struct item item = *capture->place;

    if (capture_is_challenge(&lookup->evidence[0])) {
        held_keep(capture->held, capture->address, &item, lookup);
        return;
    }
    item.lookup = lookup;
    capture->take(capture->context, &item);
    lookup_free(&lookup);
}

void capture_take(struct capture *capture, const struct conversation *conversation, const struct item *place)
{
    const char *const url = conversation->url ? conversation->url : "";
    CLEANUP(cleanup_string) char *address = text_format("%.*s", (int)strcspn(url, "?#"), url);

    if (conversation->answer->http_status != 401)
        held_drop(capture->held, address);
    capture->place = place;
    capture->address = address;
    conversation_read(conversation, take_lookup, capture);
}
