/* SPDX-License-Identifier: MIT */
/* What all answers of Microsoft Graph have in common, and its refusals. */
#ifndef FBLAB_GRAPH_REPLY_H
#define FBLAB_GRAPH_REPLY_H

#include "exchange/common/call.h"

#include <jansson.h>

enum graph_refusal {
    GRAPH_TOKEN_EMPTY,
    GRAPH_TOKEN_UNREADABLE,
    GRAPH_TOKEN_SIGNATURE,
    GRAPH_TOKEN_AUDIENCE,
    GRAPH_TOKEN_EXPIRED,
    GRAPH_NO_ROLE,
    GRAPH_ACCESS_POLICY,
    GRAPH_AGENT_POLICY,
    GRAPH_SHARED_CALENDAR,
    GRAPH_NO_MAILBOX,
    GRAPH_NO_USER,
    GRAPH_NO_SEGMENT,
    GRAPH_NO_METHOD,
    GRAPH_NOT_JSON,
    GRAPH_TOO_MANY,
    GRAPH_TIME_INTERVAL,
};

/* Takes the JSON. */
void graph_send(const struct exchange_call *call, int status, json_t *json, struct answer *answer);
/* about: the user, the segment or the number that the message names; NULL: it names none. Always false. */
bool graph_refuse(const struct exchange_call *call, enum graph_refusal refusal, const char *about,
                  struct answer *answer);

#endif
