/* SPDX-License-Identifier: MIT */
#include "firewall.h"

#include "cleanup.h"

static const struct object *rule_of(const struct snapshot *snapshot, const char *party)
{
    return snapshot_find(snapshot, "lab", "LabFirewall", "Party", party);
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

/* Of some senders the kernel can throw the SYNs away; refusing them takes somebody who answers. */
static void shut_out(struct listener *listener, const struct object *rule)
{
    const size_t count = rule ? object_count(rule, "Sources") : 0;
    const char **sources = calloc(count + 1, sizeof *sources);

    if (!sources)
        abort();
    for (size_t i = 0; i < count; i++)
        sources[i] = object_item(rule, "Sources", i);
    listener_shut_out(listener, sources, count);
    free(sources);
}

void firewall_gate(struct listener *listener, const struct snapshot *snapshot, const char *party, const char *name)
{
    const struct object *rule = rule_of(snapshot, party);
    const bool gated = rule && covers(rule, name) && !must_see(rule);
    const bool some = gated && object_count(rule, "Sources") > 0;

    listener_gate(listener, gated && !some ? fault_of(rule) : WIRE_FAULT_NONE);
    shut_out(listener, some && fault_of(rule) == WIRE_FAULT_DROP ? rule : NULL);
}

void firewall_policy(struct occasions *occasions, const struct snapshot *snapshot, const struct origin *origin,
                     struct wire_policy *policy)
{
    const struct object *rule = rule_of(snapshot, origin->party);

    if (fault_of(rule) == WIRE_FAULT_NONE || !occasion_due(occasions, snapshot, rule, origin))
        return;
    policy->fault = fault_of(rule);
    policy->amount = (unsigned long)object_number(rule, "Amount", 0);
}
