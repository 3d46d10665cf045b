/* SPDX-License-Identifier: MIT */
/* Messages that have been believed, as long as their timestamps hold: none is believed twice. Exchange is not known to do so; it
 * is this lab's hardening. A token may be used again, in another message. Any thread. */
#ifndef FBLAB_REPLAY_CACHE_H
#define FBLAB_REPLAY_CACHE_H

#include "exchange/common/call.h"

#include <stdbool.h>
#include <stdint.h>

struct replay_cache;

struct replay_cache *replay_cache_new(void);
void replay_cache_free(struct replay_cache **cache);

/* false: this message has been taken before. Now it has. A message whose answer was postponed may come once more. */
bool replay_cache_take(struct replay_cache *cache, const struct exchange_call *call, int64_t now);

#endif
