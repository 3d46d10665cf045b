/* SPDX-License-Identifier: MIT */
/* How whoever asks gets to a name: by the DNS records of the lab, past the firewall on his own way out. */
#include "parties.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "firewall.h"
#include "parties_internal.h"
#include "vocabulary/places.h"

#include <string.h>

struct hosts {
    const char *(*address_of)(const struct parties *parties, const char *party, const char *name);
    struct flow_host *items;
    size_t count;
};

/* Takes both. */
static void add_host(struct hosts *hosts, char *name, char *address)
{
    hosts->items = memory_one_more(hosts->items, hosts->count, sizeof *hosts->items);
    hosts->items[hosts->count++] = (struct flow_host){name, address};
}

static void add_address(const struct parties *parties, struct hosts *hosts, const char *party, const char *name,
                        int port, unsigned real)
{
    if (real)
        add_host(hosts, text_format("%s:%d", name, port),
                 text_format("%s:%u", hosts->address_of(parties, party, name), real));
}

/* In the clear only under names that are published so. 0: that name is not. */
static unsigned plain_port(const struct parties *parties, const char *party, const char *name)
{
    CLEANUP(cleanup_string) char *published = text_format("%s:80", name);

    for (size_t i = 0; i < PARTY_ROW_COUNT; i++)
        for (size_t j = 0; strcmp(party_rows[i].party, party) == 0 && party_rows[i].names[j]; j++)
            if (text_equal(party_rows[i].names[j], published))
                return listener_port(parties->listeners[i][j]);
    return 0;
}

static void add_record(const struct parties *parties, const struct snapshot *snapshot, const char *asking,
                       struct hosts *hosts, const struct object *record)
{
    const char *name = object_text(record, "Name"), *party = object_text(record, "Party");
    const char *reached = firewall_refuses_outbound(snapshot, asking, name) ? PARTY_REFUSED : party;

    if (text_equal(object_text(record, "Type"), "SRV")) {
        add_host(hosts, text_format("%s:srv", name),
                 text_format("%s:%ld", object_text(record, "Target"), object_number(record, "Port", 443)));
        return;
    }
    add_address(parties, hosts, reached, name, 443, parties_port_of(parties, reached, name));
    add_address(parties, hosts, party, name, 80, plain_port(parties, party, name));
}

static void add_all(const struct parties *parties, const struct snapshot *snapshot, const char *asking,
                    struct hosts *hosts)
{
    for (const struct object *record = NULL; (record = snapshot_next(snapshot, SCOPE_LAB, "LabDnsRecord", record));)
        add_record(parties, snapshot, asking, hosts, record);
}

struct flow_host *parties_hosts(const struct parties *parties, const struct snapshot *snapshot, const char *asking,
                                size_t *count)
{
    struct hosts hosts = {.address_of = parties_address_of};

    add_all(parties, snapshot, asking, &hosts);
    *count = hosts.count;
    return hosts.items;
}

void parties_hosts_free(struct flow_host **hosts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free((char *)(*hosts)[i].name);
        free((char *)(*hosts)[i].address);
    }
    free(*hosts);
    *hosts = NULL;
}

json_t *parties_hosts_json(const struct parties *parties, const struct snapshot *snapshot, const char *asking)
{
    struct hosts hosts = {.address_of = parties_told_address};
    json_t *json = json_object();

    add_all(parties, snapshot, asking, &hosts);
    for (size_t i = 0; i < hosts.count; i++)
        json_object_set_new(json, hosts.items[i].name, json_string(hosts.items[i].address));
    parties_hosts_free(&hosts.items, hosts.count);
    return json;
}
