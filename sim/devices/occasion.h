/* SPDX-License-Identifier: MIT */
/* When a setting of the lab applies. A firewall or proxy may concern one published name, some senders, one of several
 * servers behind a name, the first few connections only, or strike by chance. Chance is drawn from the lab's seed, so
 * the same seed and the same order of requests give the same run. */
#ifndef FBLAB_OCCASION_H
#define FBLAB_OCCASION_H

#include "capture/message.h"
#include "organization/organization.h"

#include <stdbool.h>
#include <stdint.h>

/* What has been counted since the lab was last changed. Any thread. */
struct occasions;

struct occasions *occasions_new(uint64_t seed);
void occasions_free(struct occasions **occasions);
/* Every count begins anew. */
void occasions_reset(struct occasions *occasions);
/* What a conversation is counted by. The caller frees it. */
char *occasion_conversation(const struct origin *origin, const struct request *request);
/* Numbers the connections of a name: 0, 1, 2 ... */
uint64_t occasions_turn(struct occasions *occasions, const char *name);
/* Does the rule apply to this connection, or to this request (NULL: a connection)? Asking counts, if all fits but First and
 * Probability. A rule with PerConversation counts for each conversation on its own: one program (User-Agent) at one address,
 * about one mailbox (X-AnchorMailbox), over however many connections. */
bool occasion_due(struct occasions *occasions, const struct snapshot *snapshot, const struct object *rule,
                  const struct origin *origin, const struct request *request);

#endif
