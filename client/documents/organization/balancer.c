/* SPDX-License-Identifier: MIT */
/* Which server behind a load balancer gets a connection. */
#include "organization.h"
#include "vocabulary/places.h"

const char *balancer_server(const struct snapshot *snapshot, const char *party, uint64_t turn)
{
    const struct object *balancer = snapshot_find(snapshot, SCOPE_LAB, "LabLoadBalancer", "Party", party);
    const size_t count = balancer ? object_count(balancer, "Servers") : 0;

    return count > 0 ? object_item(balancer, "Servers", (size_t)(turn % count)) : NULL;
}
