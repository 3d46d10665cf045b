/* SPDX-License-Identifier: MIT */
/* The table of parties, and how it is searched. */
#include "party_rows.h"

#include "base/text.h"
#include "vocabulary/exchange_names.h"
#include "vocabulary/party_names.h"

#include <string.h>

/* Names are those that certificates carry; which name leads to which party is DNS's business (LabDnsRecord). Each has an
 * address of its own, as published names often have, so that a firewall can block one and let another pass. The first row
 * of a party is the one it is known by; later ones are the same servers at another port, which is named. */
const struct party_row party_rows[PARTY_ROW_COUNT] = {
    {PARTY_ONPREM, true, false, {"mail.contoso.com", "autodiscover.contoso.com", "contoso.com"}},
    {PARTY_ONPREM, false, false, {"autodiscover.contoso.com:80"}},
    {PARTY_EXO,
     true,
     false,
     {"outlook.office365.com", "autodiscover-s.outlook.com", "autodiscover.contoso.mail.onmicrosoft.com"}},
    {"federation-gateway",
     true,
     false,
     {"login.microsoftonline.com", "nexus.microsoftonline-p.com", "domains.live.com"}},
    {"token-service", true, false, {"accounts.accesscontrol.windows.net", "login.windows.net"}},
    {PARTY_GRAPH, true, false, {GRAPH_HOST}},
    {PARTY_DOMINO, true, false, {"notes.server.com", "notes.domain.com"}},
    {"hybrid-agent", true, false, {HYBRID_AGENT_NAME}},
    {"web-site", true, false, {"contoso.com"}},
    {"front-door", true, true, {"localhost", "127.0.0.1", "::1", "autodiscover.adatum.com"}},
    {"admin", false, true, {NULL}},
    {PARTY_REFUSED, false, true, {NULL}},
};

size_t party_row_of(const char *party)
{
    size_t row = 0;

    while (row < PARTY_ROW_COUNT && strcmp(party_rows[row].party, party) != 0)
        row++;
    return row;
}

size_t party_row_addresses(size_t row)
{
    size_t count = 0;

    while (!party_rows[row].one_address && party_rows[row].names[count])
        count++;
    return count > 0 ? count : 1;
}

const char *party_row_name(size_t row, size_t address)
{
    return party_rows[row].one_address ? NULL : party_rows[row].names[address];
}

size_t party_row_address_of(size_t row, const char *name)
{
    size_t address = 0;

    while (address < party_row_addresses(row) && !text_equal(party_row_name(row, address), name))
        address++;
    return address < party_row_addresses(row) ? address : 0;
}

bool party_row_same_host(const char *one, const char *other)
{
    const size_t length = strcspn(one, ":");

    return length == strcspn(other, ":") && strncmp(one, other, length) == 0;
}
