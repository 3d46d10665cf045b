/* SPDX-License-Identifier: MIT */
/* Who listens in a lab, and under which names: a table that never changes. Parties are numbered by their rows. */
#ifndef FBLAB_PARTY_ROWS_H
#define FBLAB_PARTY_ROWS_H

#include <stdbool.h>
#include <stddef.h>

enum { PARTY_MOST_NAMES = 4, PARTY_ROW_COUNT = 12 };

/* Nobody's: where connections are led that a firewall refuses on their way out. */
#define PARTY_REFUSED "refused"
/* What the hybrid agent's cloud side is called: made of an application's GUID. */
#define HYBRID_AGENT_NAME "3c1f6a70-92d4-4b8e-a5c3-7e20d91b64f8.resource.mailboxmigration.his.msappproxy.net"

struct party_row {
    const char *party;
    bool tls;
    bool one_address; /* for all names */
    const char *names[PARTY_MOST_NAMES + 1];
};

extern const struct party_row party_rows[PARTY_ROW_COUNT];

/* The first row of a party; PARTY_ROW_COUNT: there is none. */
size_t party_row_of(const char *party);
/* How many addresses, and so listeners, a row has. */
size_t party_row_addresses(size_t row);
/* The name at an address of the row; NULL: it stands for all of them. */
const char *party_row_name(size_t row, size_t address);
/* Which of its addresses has that name; the first if none has. */
size_t party_row_address_of(size_t row, const char *name);
/* "autodiscover.contoso.com" and "autodiscover.contoso.com:80" are one host. */
bool party_row_same_host(const char *one, const char *other);

#endif
