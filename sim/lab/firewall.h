/* SPDX-License-Identifier: MIT */
/* LabFirewall: what stands before a published name of a party. A SYN that nobody may answer, or that is refused, is the
 * kernel's business (the gate); everything later happens to an accepted connection (the policy). The firewall of a party
 * can also keep its servers from names of others (Outbound, OutboundNames): what it drops is dropped where the SYN arrives,
 * what it refuses leads those servers to a port that refuses everybody. */
#ifndef FBLAB_FIREWALL_H
#define FBLAB_FIREWALL_H

#include "devices/strike_counts.h"
#include "wire/wire.h"

/* Does the firewall in front of the asking organisation (NULL: nobody asks) refuse connections to that name? */
bool firewall_refuses_outbound(const struct snapshot *snapshot, const char *asking, const char *name);

/* Whose rule stops a connection of those who ask (NULL: nobody asks) to the name of a party (NULL: nobody's) before it
 * stands, with that fault; inbound: it is the rule before who is asked. NULL: none does. Borrowed. */
const char *firewall_stops(const struct snapshot *snapshot, const char *asking, const char *party, const char *name,
                           enum wire_fault fault, bool *inbound);

/* Opens or shuts the listener of that name (NULL: several names share it). Any thread. */
void firewall_gate(struct listener *listener, const struct snapshot *snapshot, const char *party, const char *name);
/* What becomes of a connection that got in. */
void firewall_policy(struct strike_counts *strike_counts, const struct snapshot *snapshot, const struct origin *origin,
                     struct wire_policy *policy);

#endif
