/* SPDX-License-Identifier: MIT */
/* Opens the parties' listeners, and lets the firewalls in front of them open and shut. */
#include "parties.h"

#include "base/text.h"
#include "firewall.h"
#include "machine_address.h"
#include "parties_internal.h"

#include <string.h>

/* Each host of a party has the next free address, whatever the port. The caller frees it. */
static char *published_address(const struct parties *parties, size_t row, size_t number)
{
    unsigned count = 1;

    for (size_t i = 0; i <= row && !party_rows[row].one_address; i++)
        for (size_t j = 0; j < party_row_addresses(i) && (i < row || j < number); j++, count++)
            if (strcmp(party_rows[i].party, party_rows[row].party) == 0 && party_row_name(i, j) &&
                party_row_same_host(party_row_name(i, j), party_row_name(row, number)))
                return text_copy(parties->addresses[i][j]);
    return party_rows[row].one_address ? text_copy("127.0.0.1") : text_format("127.0.1.%u", count);
}

static bool is_admin(size_t row)
{
    return strcmp(party_rows[row].party, "admin") == 0;
}

static bool is_any(const char *address)
{
    return strcmp(address, "0.0.0.0") == 0;
}

static bool is_nobodys(size_t row)
{
    return strcmp(party_rows[row].party, PARTY_REFUSED) == 0;
}

static bool listen_published(struct parties *parties, struct wire *wire, size_t row, size_t number, struct error *error)
{
    const unsigned port = is_nobodys(row) || is_admin(row) ? 0 : party_rows[row].tls ? 443 : 80;
    char *address = parties->addresses[row][number] = published_address(parties, row, number);

    parties->listeners[row][number] =
        wire_listen(wire, party_rows[row].party, address, port, party_rows[row].tls, error);
    return parties->listeners[row][number];
}

/* The admin API never leaves loopback, whatever --listen says. Of all addresses, the lab's own look-ups take loopback. */
static bool listen_at(struct parties *parties, struct wire *wire, size_t row, size_t number, const char *address,
                      unsigned port, struct error *error)
{
    parties->addresses[row][number] = text_copy(is_any(address) ? "127.0.0.1" : address);
    parties->listeners[row][number] = wire_listen(wire, party_rows[row].party, is_admin(row) ? "127.0.0.1" : address,
                                                  port, party_rows[row].tls, error);
    return parties->listeners[row][number];
}

/* "localhost" is ::1 to begin with for many clients, and some try no other address. Where there is no IPv6, or the port is
 * taken there, they have to. */
static void listen_at_localhost_too(const struct parties *parties, struct wire *wire)
{
    const size_t row = party_row_of("front-door");

    if (text_equal(parties->addresses[row][0], "127.0.0.1"))
        wire_listen(wire, party_rows[row].party, "::1", listener_port(parties->listeners[row][0]), true, NULL);
}

bool parties_listen(struct parties *parties, struct wire *wire, const struct listening *listening, struct error *error)
{
    unsigned port = listening->port_base;

    if (!listening->published && is_any(listening->address))
        parties->outward = machine_address();
    for (size_t i = 0; i < PARTY_ROW_COUNT; i++)
        for (size_t j = 0; j<party_row_addresses(i); j++, port += listening->port_base> 0)
            if (!(listening->published ? listen_published(parties, wire, i, j, error)
                                       : listen_at(parties, wire, i, j, listening->address, port, error)))
                return false;
    listen_at_localhost_too(parties, wire);
    return true;
}

struct gating {
    const struct parties *parties;
    const struct snapshot *snapshot;
};

static void gate_all(void *context)
{
    const struct gating *gating = context;
    const struct parties *parties = gating->parties;

    for (size_t i = 0; i < PARTY_ROW_COUNT; i++)
        for (size_t j = 0; j < PARTY_MOST_NAMES; j++)
            if (parties->listeners[i][j] && is_nobodys(i))
                listener_gate(parties->listeners[i][j], WIRE_FAULT_REFUSE);
            else if (parties->listeners[i][j])
                firewall_gate(parties->listeners[i][j], gating->snapshot, party_rows[i].party, party_row_name(i, j));
}

void parties_gate(struct parties *parties, struct wire *wire, const struct snapshot *snapshot)
{
    struct gating gating = {parties, snapshot};

    wire_call(wire, gate_all, &gating);
}
