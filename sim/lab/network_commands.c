/* SPDX-License-Identifier: MIT */
/* Names and connections as the servers on the premises have them. */
#include "network_commands.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "devices/tcp_probe.h"
#include "flow/flow.h"
#include "internal.h"
#include "noted_network.h"
#include "vocabulary/places.h"

#include <stdlib.h>
#include <string.h>

/* "127.0.0.1:40443" behind that name and port; port 0: whichever there is. NULL: none. The caller frees it. */
static char *address_of(struct lab *lab, const struct snapshot *snapshot, const char *name, unsigned port)
{
    CLEANUP(cleanup_string) char *wanted = port ? text_format("%s:%u", name, port) : text_format("%s:", name);
    size_t count = 0;
    struct flow_host *hosts = parties_hosts(lab->parties, snapshot, SCOPE_ONPREM, &count);
    char *address = NULL;

    for (size_t i = 0; i < count && !address; i++)
        if (!text_ends(hosts[i].name, ":srv") &&
            (port ? text_equal(hosts[i].name, wanted) : text_starts(hosts[i].name, wanted)))
            address = text_copy(hosts[i].address);
    parties_hosts_free(&hosts, count);
    return address;
}

/* Cuts the port off. 0: there is none. */
static unsigned take_port(char *address)
{
    char *const colon = strrchr(address, ':');
    const unsigned port = colon ? (unsigned)strtoul(colon + 1, NULL, 10) : 0;

    if (colon)
        *colon = '\0';
    return port;
}

char *network_resolve(void *context, const char *name)
{
    struct lab *const lab = context;
    CLEANUP(snapshot_release) struct snapshot *snapshot = store_snapshot(lab->store);
    char *const address = address_of(lab, snapshot, name, 0);

    if (address)
        take_port(address);
    noted_name_add(lab, snapshot, SCOPE_ONPREM, name, address);
    return address;
}

bool network_connects(void *context, const char *name, unsigned port)
{
    struct lab *const lab = context;
    CLEANUP(snapshot_release) struct snapshot *snapshot = store_snapshot(lab->store);
    CLEANUP(cleanup_string) char *address = port ? address_of(lab, snapshot, name, port) : NULL;
    const unsigned real = address ? take_port(address) : 0;
    const char *const source = flow_outbound_address(snapshot, SCOPE_ONPREM, "");
    const bool connected = real && tcp_probe(address, real, source ? source : "");

    if (address && !connected)
        noted_attempt_add(lab, snapshot, SCOPE_ONPREM, name, address);
    return connected;
}
