/* SPDX-License-Identifier: MIT */
/* Faults of connections by number and by name. */
#include "wire_faults.h"

#define ITEM(id, name, meaning) {name, meaning},

static const struct term items[] = {WIRE_FAULTS(ITEM)};

const struct terms wire_faults = {"firewall-action", items, WIRE_FAULT_COUNT};
const struct terms outbound_faults = {"outbound-action", items, WIRE_FAULT_REFUSE + 1};

const char *wire_fault_name(enum wire_fault fault)
{
    return terms_name(&wire_faults, fault);
}

enum wire_fault wire_fault_from_name(const char *name)
{
    return terms_index(&wire_faults, name);
}
