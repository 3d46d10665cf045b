/* SPDX-License-Identifier: MIT */
/* Whom a firewall or proxy of the lab strikes. It may concern one published name, some senders, one of several servers
 * behind a name, the first few connections only, or strike by chance. Chance is drawn from the lab's seed, so the same seed
 * and the same order of requests give the same run. */
#ifndef FBLAB_STRIKE_COUNTS_H
#define FBLAB_STRIKE_COUNTS_H

#include "capture/message.h"
#include "organization/organization.h"

#include <stdbool.h>
#include <stdint.h>

/* What has been counted since the lab was armed, or the rule itself was changed. Any thread. */
struct strike_counts;

struct strike_counts *strike_counts_new(uint64_t seed);
void strike_counts_free(struct strike_counts **strike_counts);
/* The counts as they are now, to be put back when what follows is undone. */
struct strike_counts *strike_counts_copy(struct strike_counts *strike_counts);
void strike_counts_put_back(struct strike_counts *strike_counts, struct strike_counts *copy);
/* Every count begins anew. */
void strike_counts_reset(struct strike_counts *strike_counts);
/* Those of one rule do ("LabFirewall", "onprem"). */
void strike_counts_forget(struct strike_counts *strike_counts, const char *noun, const char *party);
/* Those of the rules that differ do; of the others they go on, so that a change elsewhere brings no fault back. */
void strike_counts_follow(struct strike_counts *strike_counts, const struct snapshot *before,
                          const struct snapshot *after);
/* What a conversation is counted by. The caller frees it. */
char *strike_conversation(const struct origin *origin, const struct request *request);
/* Numbers the connections of a name: 0, 1, 2 ... */
uint64_t strike_counts_turn(struct strike_counts *strike_counts, const char *name);
/* Does the rule apply to this connection, or to this request (NULL: a connection)? Asking counts, if all fits but First and
 * Probability. A rule with PerConversation counts for each conversation on its own: one program (User-Agent) at one address,
 * about one mailbox (X-AnchorMailbox), over however many connections. */
bool strike_due(struct strike_counts *strike_counts, const struct snapshot *snapshot, const struct object *rule,
                const struct origin *origin, const struct request *request);

#endif
