/* SPDX-License-Identifier: MIT */
/* What the servers keep from one request to the next: what was drawn from the seed, who has logged on, a parser, answers. */
#ifndef FBLAB_EXCHANGE_STATE_H
#define FBLAB_EXCHANGE_STATE_H

#include "call.h"

#include "base/guid.h"

#include <stdatomic.h>

enum { LOGGED_ON = 1024 };

struct known_answers;
struct replay_cache;

struct exchange {
    const struct exchange_setup *setup;
    struct replay_cache *replays;          /* messages of DAUTH that have been believed */
    _Atomic uint64_t drawn;                /* how many times from the seed */
    _Atomic(struct xml_reader *) reader;   /* of whoever comes first; NULL: somebody has it */
    _Atomic(struct known_answers *) known; /* of Exchange.asmx; NULL: none yet, or somebody has them */
    _Atomic uint64_t logged_on[LOGGED_ON]; /* connections and how; a newer one takes the place of an older */
};

/* The parsed body; NULL: not XML, or none is read here. Borrowed. */
const xmlDoc *exchange_envelope(const struct exchange_call *call);
/* When the answer has been made. */
void exchange_forget_body(struct exchange *exchange, struct exchange_body *body);

/* A new GUID, lower case, from the seed. */
const char *exchange_guid(struct exchange *exchange, char buffer[GUID_SIZE]);
/* A connection whose client has proved by NTLM who it is stays that user's. tied: to this very connection; asked for: no other
 * log-on counts. */
void exchange_log_on(struct exchange *exchange, uint64_t connection, bool tied);
bool exchange_logged_on(const struct exchange *exchange, uint64_t connection, bool tied);

#endif
