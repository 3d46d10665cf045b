/* SPDX-License-Identifier: MIT */
/* Reads LabFirewall: what it does to connections that come in, and to those that go out. */
#include "firewall.h"

#include "base/cleanup.h"
#include "origin/origin.h"
#include "vocabulary/places.h"

static const struct object *rule_of(const struct snapshot *snapshot, const char *party)
{
    return snapshot_find(snapshot, SCOPE_LAB, "LabFirewall", "Party", party);
}

static enum wire_fault fault_of(const struct object *rule)
{
    const enum wire_fault fault = rule ? wire_fault_from_name(object_text(rule, "Inbound")) : WIRE_FAULT_NONE;

    return fault == WIRE_FAULT_COUNT ? WIRE_FAULT_NONE : fault;
}

/* A rule that has to see a connection before it knows whether to strike cannot hold back the SYN. */
static bool must_see(const struct object *rule)
{
    static const char *const properties[] = {"Servers", "First", "Probability"};

    for (size_t i = 0; i < ARRAY_SIZE(properties); i++)
        if (object_count(rule, properties[i]) > 0)
            return true;
    return false;
}

static bool covers(const struct object *rule, const char *name)
{
    return object_count(rule, "Names") == 0 || (name && object_lists(rule, "Names", name));
}

enum { SENDERS = 32 };

struct senders {
    const char *items[SENDERS];
    size_t count;
};

static void add(struct senders *senders, const char *address)
{
    if (*address && senders->count < SENDERS)
        senders->items[senders->count++] = address;
}

/* Does the firewall in front of that party let nothing out to the name, in that way? */
static bool holds_in(const struct object *rule, const char *name, enum wire_fault fault)
{
    return name && wire_fault_from_name(object_text(rule, "Outbound")) == fault &&
           object_lists(rule, "OutboundNames", name);
}

/* What is held in is thrown away before anybody sees it: by the address of the servers that send. */
static void add_held_in(struct senders *senders, const struct snapshot *snapshot, const char *name)
{
    for (const struct object *rule = NULL; (rule = snapshot_next(snapshot, SCOPE_LAB, "LabFirewall", rule));) {
        const struct object *server = NULL;
        while (holds_in(rule, name, WIRE_FAULT_DROP) &&
               (server = snapshot_next(snapshot, object_text(rule, "Party"), "ExchangeServer", server)))
            add(senders, object_text(server, "OutboundAddress"));
    }
}

bool firewall_refuses_outbound(const struct snapshot *snapshot, const char *asking, const char *name)
{
    const struct object *rule = asking ? rule_of(snapshot, asking) : NULL;

    return rule && holds_in(rule, name, WIRE_FAULT_REFUSE);
}

const char *firewall_stops(const struct snapshot *snapshot, const char *asking, const char *party, const char *name,
                           enum wire_fault fault, bool *inbound)
{
    const struct object *const own = asking ? rule_of(snapshot, asking) : NULL;
    const struct object *const theirs = party ? rule_of(snapshot, party) : NULL;

    *inbound = !own || !holds_in(own, name, fault);
    if (!*inbound)
        return asking;
    return theirs && covers(theirs, name) && fault_of(theirs) == fault ? party : NULL;
}

void firewall_gate(struct listener *listener, const struct snapshot *snapshot, const char *party, const char *name)
{
    const struct object *rule = rule_of(snapshot, party);
    const bool gated = rule && covers(rule, name) && !must_see(rule);
    const bool some = gated && object_count(rule, "Sources") > 0;
    const enum wire_fault inbound = gated && !some ? fault_of(rule) : WIRE_FAULT_NONE;
    struct senders senders = {.count = 0};

    listener_gate(listener, inbound);
    /* Of some senders the kernel can throw the SYNs away; refusing them takes somebody who answers. */
    for (size_t i = 0; some && fault_of(rule) == WIRE_FAULT_DROP && i < object_count(rule, "Sources"); i++)
        add(&senders, object_item(rule, "Sources", i));
    add_held_in(&senders, snapshot, name);
    listener_shut_out(listener, senders.items, senders.count);
}

void firewall_policy(struct strike_counts *strike_counts, const struct snapshot *snapshot, const struct origin *origin,
                     struct wire_policy *policy)
{
    const struct object *rule = rule_of(snapshot, origin->party);

    if (fault_of(rule) == WIRE_FAULT_NONE || !strike_due(strike_counts, snapshot, rule, origin, NULL))
        return;
    policy->fault = fault_of(rule);
    policy->amount = (unsigned long)object_number(rule, "Amount", 0);
}
