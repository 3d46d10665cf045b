/* SPDX-License-Identifier: MIT */
/* The servers as the lab sees them: made, given requests, begun anew, freed. */
#include "exchange.h"

#include "base/memory.h"
#include "dispatch.h"
#include "exchange/common/exchange_state.h"
#include "exchange/dauth/replay_cache.h"
#include "exchange/ews/known_answers.h"
#include "xml/reader.h"

#include <stdlib.h>

struct exchange *exchange_new(const struct exchange_setup *setup)
{
    struct exchange *exchange = memory_new(sizeof *exchange);

    exchange->setup = setup;
    exchange->replays = replay_cache_new();
    return exchange;
}

void exchange_free(struct exchange **exchange)
{
    struct xml_reader *reader = *exchange ? atomic_load(&(*exchange)->reader) : NULL;
    struct known_answers *known = *exchange ? atomic_load(&(*exchange)->known) : NULL;

    xml_reader_free(&reader);
    known_answers_free(&known);
    if (*exchange)
        replay_cache_free(&(*exchange)->replays);
    free(*exchange);
    *exchange = NULL;
}

void exchange_restart(struct exchange *exchange)
{
    atomic_store(&exchange->drawn, 0);
    for (size_t i = 0; i < LOGGED_ON; i++)
        atomic_store(&exchange->logged_on[i], 0);
}

void exchange_answer(struct exchange *exchange, const struct snapshot *snapshot, const struct request *request,
                     struct answer *answer)
{
    route_answer(exchange, exchange->setup, snapshot, request, answer);
}
