/* SPDX-License-Identifier: MIT */
#include "parties.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "firewall.h"
#include "origin/origin.h"

#include <pthread.h>
#include <string.h>

enum { NAMES = 4 };

#define REFUSED "refused" /* nobody's: where connections are led that a firewall refuses on their way out */

/* Names are those that certificates carry; which name leads to which party is DNS's business (LabDnsRecord). Each has an
 * address of its own, as published names often have, so that a firewall can block one and let another pass. The first row
 * of a party is the one it is known by; later ones are the same servers at another port, which is named. */
static const struct {
    const char *party;
    bool tls;
    bool one_address; /* for all names */
    const char *names[NAMES + 1];
} table[] = {
    {"onprem", true, false, {"mail.contoso.com", "autodiscover.contoso.com", "contoso.com"}},
    {"onprem", false, false, {"autodiscover.contoso.com:80"}},
    {"exo",
     true,
     false,
     {"outlook.office365.com", "autodiscover-s.outlook.com", "autodiscover.contoso.mail.onmicrosoft.com"}},
    {"federation-gateway", true, false, {"login.microsoftonline.com", "nexus.microsoftonline-p.com"}},
    {"token-service", true, false, {"accounts.accesscontrol.windows.net"}},
    {"domino", true, false, {"notes.server.com", "notes.domain.com"}},
    {"hybrid-agent", true, false, {HYBRID_AGENT_NAME}},
    {"front-door", true, true, {"localhost", "127.0.0.1", "::1", "autodiscover.adatum.com"}},
    {"admin", false, true, {NULL}},
    {REFUSED, false, true, {NULL}},
};

struct parties {
    struct authority *authority;
    struct strike_counts *strike_counts; /* borrowed */
    struct listener *listeners[ARRAY_SIZE(table)][NAMES];
    char *addresses[ARRAY_SIZE(table)][NAMES];
    pthread_mutex_t lock; /* guards identities, minted when first shown */
    struct identity *identities[ARRAY_SIZE(table)][CERTIFICATE_DEFECT_COUNT];
};

struct parties *parties_new(const char *ca_file, struct strike_counts *strike_counts, struct error *error)
{
    struct parties *parties = calloc(1, sizeof *parties);

    if (!parties)
        abort();
    pthread_mutex_init(&parties->lock, NULL);
    parties->strike_counts = strike_counts;
    parties->authority = authority_new(error);
    if (!parties->authority || !authority_write(parties->authority, ca_file, error))
        parties_free(&parties);
    return parties;
}

void parties_free(struct parties **parties)
{
    if (!*parties)
        return;
    for (size_t i = 0; i < ARRAY_SIZE(table); i++)
        for (size_t j = 0; j < CERTIFICATE_DEFECT_COUNT; j++)
            identity_free(&(*parties)->identities[i][j]);
    authority_free(&(*parties)->authority);
    pthread_mutex_destroy(&(*parties)->lock);
    for (size_t i = 0; i < ARRAY_SIZE(table); i++)
        for (size_t j = 0; j < NAMES; j++)
            free((*parties)->addresses[i][j]);
    free(*parties);
    *parties = NULL;
}

static size_t index_of(const char *party)
{
    size_t i = 0;

    while (i < ARRAY_SIZE(table) && strcmp(table[i].party, party) != 0)
        i++;
    return i;
}

/* How many listeners a party has. */
static size_t addresses(size_t index)
{
    size_t count = 0;

    while (!table[index].one_address && table[index].names[count])
        count++;
    return count > 0 ? count : 1;
}

static const char *name_at(size_t index, size_t place)
{
    return table[index].one_address ? NULL : table[index].names[place];
}

/* "autodiscover.contoso.com" and "autodiscover.contoso.com:80" are one host. */
static bool same_host(const char *one, const char *other)
{
    const size_t length = strcspn(one, ":");

    return length == strcspn(other, ":") && strncmp(one, other, length) == 0;
}

/* Each host has the next free address. The caller frees it. */
static char *published_address(const struct parties *parties, size_t index, size_t place)
{
    unsigned count = 1;

    for (size_t i = 0; i <= index && !table[index].one_address; i++)
        for (size_t j = 0; j < addresses(i) && (i < index || j < place); j++, count++)
            if (name_at(i, j) && same_host(name_at(i, j), name_at(index, place)))
                return text_copy(parties->addresses[i][j]);
    return table[index].one_address ? text_copy("127.0.0.1") : text_format("127.0.1.%u", count);
}

static bool is_admin(size_t index)
{
    return strcmp(table[index].party, "admin") == 0;
}

static bool is_nobodys(size_t index)
{
    return strcmp(table[index].party, REFUSED) == 0;
}

static bool listen_published(struct parties *parties, struct wire *wire, size_t index, size_t place,
                             struct error *error)
{
    const unsigned port = is_nobodys(index) || is_admin(index) ? 0 : table[index].tls ? 443 : 80;
    char *address = parties->addresses[index][place] = published_address(parties, index, place);

    parties->listeners[index][place] = wire_listen(wire, table[index].party, address, port, table[index].tls, error);
    return parties->listeners[index][place];
}

/* The admin API never leaves loopback, whatever --listen says. */
static bool listen_at(struct parties *parties, struct wire *wire, size_t index, size_t place, const char *address,
                      unsigned port, struct error *error)
{
    parties->addresses[index][place] = text_copy(strcmp(address, "0.0.0.0") == 0 ? "127.0.0.1" : address);
    parties->listeners[index][place] =
        wire_listen(wire, table[index].party, is_admin(index) ? "127.0.0.1" : address, port, table[index].tls, error);
    return parties->listeners[index][place];
}

/* "localhost" is ::1 to begin with for many clients, and some try no other address. Where there is no IPv6, or the port is
 * taken there, they have to. */
static void listen_at_localhost_too(const struct parties *parties, struct wire *wire)
{
    const size_t index = index_of("front-door");

    if (text_equal(parties->addresses[index][0], "127.0.0.1"))
        wire_listen(wire, table[index].party, "::1", listener_port(parties->listeners[index][0]), true, NULL);
}

bool parties_listen(struct parties *parties, struct wire *wire, const struct listening *listening, struct error *error)
{
    unsigned port = listening->port_base;

    for (size_t i = 0; i < ARRAY_SIZE(table); i++)
        for (size_t j = 0; j<addresses(i); j++, port += listening->port_base> 0)
            if (!(listening->published ? listen_published(parties, wire, i, j, error)
                                       : listen_at(parties, wire, i, j, listening->address, port, error)))
                return false;
    listen_at_localhost_too(parties, wire);
    return true;
}

static const struct object *setting(const struct snapshot *snapshot, const char *noun, const char *party)
{
    return snapshot_find(snapshot, "lab", noun, "Party", party);
}

struct gating {
    const struct parties *parties;
    const struct snapshot *snapshot;
};

static void gate_all(void *context)
{
    const struct gating *gating = context;
    const struct parties *parties = gating->parties;

    for (size_t i = 0; i < ARRAY_SIZE(table); i++)
        for (size_t j = 0; j < NAMES; j++)
            if (parties->listeners[i][j] && is_nobodys(i))
                listener_gate(parties->listeners[i][j], WIRE_FAULT_REFUSE);
            else if (parties->listeners[i][j])
                firewall_gate(parties->listeners[i][j], gating->snapshot, table[i].party, name_at(i, j));
}

void parties_gate(struct parties *parties, struct wire *wire, const struct snapshot *snapshot)
{
    struct gating gating = {parties, snapshot};

    wire_call(wire, gate_all, &gating);
}

static int protocol(const char *name)
{
    static const struct {
        const char *name;
        int version;
    } protocols[] = {
        {"Tls10", TLS1_VERSION},
        {"Tls11", TLS1_1_VERSION},
        {"Tls12", TLS1_2_VERSION},
        {"Tls13", TLS1_3_VERSION},
    };

    for (size_t i = 0; i < ARRAY_SIZE(protocols); i++)
        if (text_equal(protocols[i].name, name))
            return protocols[i].version;
    return 0;
}

static const char *name_of(const struct parties *parties, const struct listener *listener)
{
    for (size_t i = 0; i < ARRAY_SIZE(table); i++)
        for (size_t j = 0; j < NAMES; j++)
            if (parties->listeners[i][j] == listener)
                return name_at(i, j);
    return NULL;
}

void parties_policy(const struct parties *parties, const struct snapshot *snapshot, const struct listener *listener,
                    struct origin *origin, struct wire_policy *policy)
{
    const struct object *tls = setting(snapshot, "LabTls", origin->party);

    origin->name = name_of(parties, listener);
    origin->turn = strike_counts_turn(parties->strike_counts, origin->name ? origin->name : origin->party);
    firewall_policy(parties->strike_counts, snapshot, origin, policy);
    if (tls) {
        policy->minimum_tls = protocol(object_text(tls, "MinimumProtocol"));
        policy->maximum_tls = protocol(object_text(tls, "MaximumProtocol"));
        policy->ciphers = object_text(tls, "CipherList")[0] ? object_text(tls, "CipherList") : NULL;
    }
}

const struct identity *parties_identity(struct parties *parties, const struct snapshot *snapshot, const char *party)
{
    const struct object *tls = setting(snapshot, "LabTls", party);
    enum certificate_defect defect =
        tls ? certificate_defect_from_name(object_text(tls, "Certificate")) : CERTIFICATE_GOOD;
    const size_t index = index_of(party);
    struct identity **identity;

    if (index == ARRAY_SIZE(table))
        return NULL;
    if (defect == CERTIFICATE_DEFECT_COUNT)
        defect = CERTIFICATE_GOOD;
    identity = &parties->identities[index][defect];
    pthread_mutex_lock(&parties->lock);
    if (!*identity)
        *identity = identity_new(parties->authority, table[index].names, defect, NULL);
    pthread_mutex_unlock(&parties->lock);
    return *identity;
}

unsigned parties_port(const struct parties *parties, const char *party)
{
    return parties_port_of(parties, party, NULL);
}

/* Of the listener for that name, or of the party's first. */
static size_t place_of(size_t index, const char *name)
{
    size_t place = 0;

    while (place < addresses(index) && !text_equal(name_at(index, place), name))
        place++;
    return place < addresses(index) ? place : 0;
}

unsigned parties_port_of(const struct parties *parties, const char *party, const char *name)
{
    const size_t index = index_of(party);
    const struct listener *listener =
        index < ARRAY_SIZE(table) ? parties->listeners[index][place_of(index, name)] : NULL;

    return listener ? listener_port(listener) : 0;
}

const char *parties_address_of(const struct parties *parties, const char *party, const char *name)
{
    const size_t index = index_of(party);

    return parties->addresses[index][place_of(index, name)];
}

struct hosts {
    struct flow_host *items;
    size_t count;
};

/* Takes both. */
static void add_host(struct hosts *hosts, char *name, char *address)
{
    hosts->items = realloc(hosts->items, (hosts->count + 1) * sizeof *hosts->items);
    if (!hosts->items)
        abort();
    hosts->items[hosts->count++] = (struct flow_host){name, address};
}

static void add_address(const struct parties *parties, struct hosts *hosts, const char *party, const char *name,
                        int port, unsigned real)
{
    if (real)
        add_host(hosts, text_format("%s:%d", name, port),
                 text_format("%s:%u", parties_address_of(parties, party, name), real));
}

/* In the clear only under names that are published so. 0: that name is not. */
static unsigned plain_port(const struct parties *parties, const char *party, const char *name)
{
    CLEANUP(cleanup_string) char *published = text_format("%s:80", name);

    for (size_t i = 0; i < ARRAY_SIZE(table); i++)
        for (size_t j = 0; strcmp(table[i].party, party) == 0 && table[i].names[j]; j++)
            if (text_equal(table[i].names[j], published))
                return listener_port(parties->listeners[i][j]);
    return 0;
}

static void add_record(const struct parties *parties, const struct snapshot *snapshot, const char *asking,
                       struct hosts *hosts, const struct object *record)
{
    const char *name = object_text(record, "Name"), *party = object_text(record, "Party");
    const char *reached = firewall_refuses_outbound(snapshot, asking, name) ? REFUSED : party;

    if (text_equal(object_text(record, "Type"), "SRV")) {
        add_host(hosts, text_format("%s:srv", name),
                 text_format("%s:%ld", object_text(record, "Target"), object_number(record, "Port", 443)));
        return;
    }
    add_address(parties, hosts, reached, name, 443, parties_port_of(parties, reached, name));
    add_address(parties, hosts, party, name, 80, plain_port(parties, party, name));
}

struct flow_host *parties_hosts(const struct parties *parties, const struct snapshot *snapshot, const char *asking,
                                size_t *count)
{
    struct hosts hosts = {.count = 0};

    for (const struct object *record = NULL; (record = snapshot_next(snapshot, "lab", "LabDnsRecord", record));)
        add_record(parties, snapshot, asking, &hosts, record);
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
    size_t count;
    struct flow_host *hosts = parties_hosts(parties, snapshot, asking, &count);
    json_t *json = json_object();

    for (size_t i = 0; i < count; i++)
        json_object_set_new(json, hosts[i].name, json_string(hosts[i].address));
    parties_hosts_free(&hosts, count);
    return json;
}
