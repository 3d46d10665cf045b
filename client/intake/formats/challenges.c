/* SPDX-License-Identifier: MIT */
/* Keeps demands for credentials until something better comes. */
#include "challenges.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "intake/common/held.h"
#include "vocabulary/exchange_names.h"

#include <stdlib.h>
#include <string.h>

struct challenges {
    item_function *take;
    void *context;
    struct held *held;
    /* of the transaction that is being judged */
    const struct item *place;
    const char *address;
    bool challenge;
};

struct challenges *challenges_new(item_function *take, void *context)
{
    struct challenges *const challenges = memory_new(sizeof *challenges);

    *challenges = (struct challenges){.take = take, .context = context, .held = held_new(take, context)};
    return challenges;
}

void challenges_end(struct challenges **challenges)
{
    if (*challenges) {
        held_give((*challenges)->held);
        held_free(&(*challenges)->held);
    }
    free(*challenges);
    *challenges = NULL;
}

bool challenges_is_one(const struct http_message *answer)
{
    return answer->status == 401 && !headers_get(&answer->headers, HEADER_DIAGNOSTICS);
}

static void take_lookup(void *context, struct lookup *lookup)
{
    struct challenges *const challenges = context;
    struct item item = *challenges->place;

    if (challenges->challenge) {
        held_keep(challenges->held, challenges->address, &item, lookup);
        return;
    }
    item.lookup = lookup;
    challenges->take(challenges->context, &item);
    lookup_free(&lookup);
}

void challenges_take(struct challenges *challenges, const struct transaction *transaction, const struct item *place)
{
    const char *const url = transaction->request.target ? transaction->request.target : "";
    CLEANUP(cleanup_string) char *address = text_format("%.*s", (int)strcspn(url, "?#"), url);

    if (transaction->answer.status != 401)
        held_drop(challenges->held, address);
    challenges->place = place;
    challenges->address = address;
    challenges->challenge = challenges_is_one(&transaction->answer);
    lookups_of_transaction(transaction, take_lookup, challenges);
}
