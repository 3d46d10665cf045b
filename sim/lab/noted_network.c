/* SPDX-License-Identifier: MIT */
/* Reads LabDnsRecord and LabFirewall: who would have been reached, and whose rule was in the way. */
#include "noted_network.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "firewall.h"
#include "flow/flow.h"
#include "vocabulary/places.h"

#include <arpa/inet.h>
#include <string.h>

#define CLIENT_ADDRESS "127.0.0.1" /* of a user's own computer */

struct noting {
    struct lab *lab;
    const struct snapshot *snapshot;
    const char *scope, *address; /* who asks, and from where */
};

static void note_name(const struct noting *noting, const char *name, bool known)
{
    const struct journal_entry entry = {.party = noting->scope,
                                        .kind = "name",
                                        .client = noting->address,
                                        .host = name,
                                        .operation = text_starts(name, "_") ? "SRV" : "A",
                                        .detail = known ? "NOERROR" : "NXDOMAIN"};

    journal_add(noting->lab->journal, &entry);
}

/* Nobody asks DNS for an address. */
static bool is_address(const char *host)
{
    struct in6_addr address;

    return inet_pton(AF_INET, host, &address) == 1 || inet_pton(AF_INET6, host, &address) == 1;
}

/* Which fault looks so to whoever connects. */
static enum wire_fault fault_of(const struct evidence *record)
{
    if (record->hop != HOP_CONNECT)
        return WIRE_FAULT_NONE;
    if (record->outcome == OUTCOME_CONNECT_TIMEOUT)
        return WIRE_FAULT_DROP;
    return record->outcome == OUTCOME_CONNECTION_REFUSED ? WIRE_FAULT_REFUSE : WIRE_FAULT_NONE;
}

/* Where nobody's rule is in the way, nobody has anything to write. */
static void note_stopped(const struct noting *noting, const char *host, const char *tried, enum wire_fault fault)
{
    const struct object *const name = snapshot_find(noting->snapshot, SCOPE_LAB, "LabDnsRecord", "Name", host);
    bool inbound = true;
    const char *const party = firewall_stops(noting->snapshot, noting->scope, name ? object_text(name, "Party") : NULL,
                                             host, fault, &inbound);
    CLEANUP(cleanup_string) char *address = text_format("%.*s:443", (int)strcspn(tried, ":"), tried);
    const struct journal_entry entry = {.party = party,
                                        .kind = "attempt",
                                        .client = noting->address,
                                        .host = host,
                                        .operation = inbound ? "in" : "out",
                                        .address = address,
                                        .detail = wire_fault_name(fault)};

    if (party)
        journal_add(noting->lab->journal, &entry);
}

static void note(const struct noting *noting, const struct evidence *record)
{
    const enum wire_fault fault = fault_of(record);

    if (record->hop == HOP_RESOLVE && record->party && !is_address(record->party))
        note_name(noting, record->party, record->outcome == OUTCOME_OK);
    if (fault != WIRE_FAULT_NONE && record->party)
        note_stopped(noting, record->party, record->address ? record->address : "", fault);
}

static struct noting noting_of(struct lab *lab, const struct snapshot *snapshot, const char *scope,
                               const char *requester)
{
    const char *const own = flow_outbound_address(snapshot, scope, requester);

    return (struct noting){lab, snapshot, scope, own && *own ? own : CLIENT_ADDRESS};
}

void noted_network_add(struct lab *lab, const struct snapshot *snapshot, const char *scope, const struct lookup *lookup)
{
    struct noting noting = noting_of(lab, snapshot, scope, lookup->requester);

    if (lookup->way == WAY_CLIENT)
        noting.address = CLIENT_ADDRESS;
    for (size_t i = 0; i < lookup->evidence_count; i++)
        note(&noting, &lookup->evidence[i]);
}

void noted_name_add(struct lab *lab, const struct snapshot *snapshot, const char *scope, const char *name, bool known)
{
    const struct noting noting = noting_of(lab, snapshot, scope, "");

    note_name(&noting, name, known);
}

void noted_attempt_add(struct lab *lab, const struct snapshot *snapshot, const char *scope, const char *name,
                       const char *address)
{
    const struct noting noting = noting_of(lab, snapshot, scope, "");

    note_stopped(&noting, name, address, WIRE_FAULT_DROP);
    note_stopped(&noting, name, address, WIRE_FAULT_REFUSE);
}
