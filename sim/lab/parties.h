/* SPDX-License-Identifier: MIT */
/* The parties of the lab: which listen, under which names, with which certificates, and what the firewall in front of
 * each does. The network settings come from the snapshot's scope "lab". */
#ifndef FBLAB_PARTIES_H
#define FBLAB_PARTIES_H

#include "base/error.h"
#include "devices/strike_counts.h"
#include "flow/flow.h"
#include "organization/organization.h"
#include "origin/origin.h"
#include "wire/certificates.h"
#include "wire/wire.h"

#include <jansson.h>

struct parties;

/* Takes the authority (NULL: fails) and writes its certificate to `ca_file`. The strike_counts are borrowed. */
struct parties *parties_new(struct authority *authority, const char *ca_file, struct strike_counts *strike_counts,
                            struct error *error);
void parties_free(struct parties **parties);

struct listening {
    const char *address;
    unsigned port_base; /* 0: the kernel chooses */
    bool published;     /* as in the world: an address for each name, port 443 or 80 */
};

/* Opens one listener a published name. */
bool parties_listen(struct parties *parties, struct wire *wire, const struct listening *listening, struct error *error);
/* Opens or shuts the listeners as the firewalls of the snapshot say. Any thread. */
void parties_gate(struct parties *parties, struct wire *wire, const struct snapshot *snapshot);

/* For wire: what happens to a connection, whose origin gets name and turn; which certificate is shown, and the origin gets
 * the channel. */
void parties_policy(const struct parties *parties, const struct snapshot *snapshot, const struct listener *listener,
                    struct origin *origin, struct wire_policy *policy);
const struct identity *parties_identity(struct parties *parties, const struct snapshot *snapshot,
                                        struct origin *origin);
/* The channel binding of who connects to the party's own server; zeroes: TLS ends before it. */
void parties_channel(struct parties *parties, const struct snapshot *snapshot, const char *party,
                     unsigned char channel[ORIGIN_CHANNEL]);

/* Port of a party's first listener ("front-door"); 0: no such party. */
unsigned parties_port(const struct parties *parties, const char *party);
/* Of the listener that a party has for a name; of its first if it is not known by that name. */
unsigned parties_port_of(const struct parties *parties, const char *party, const char *name);
/* And its address ("127.0.0.1"); borrowed. Only of a party that has a port. */
const char *parties_address_of(const struct parties *parties, const char *party, const char *name);
/* The one that others are told: where the lab listens on all, the machine's. */
const char *parties_told_address(const struct parties *parties, const char *party, const char *name);
/* As the organisation that asks (a scope; NULL: nobody in particular) gets there:
 * {"mail.contoso.com:443": "127.0.0.1:40001"} from the DNS records; of an SRV record
 * {"_autodiscover._tcp.contoso.com:srv": "mail.contoso.com:443"}. With the addresses that others are told. The caller owns
 * the reference. */
json_t *parties_hosts_json(const struct parties *parties, const struct snapshot *snapshot, const char *asking);
/* The same as an array for the lab's own flow; free it with parties_hosts_free(). */
struct flow_host *parties_hosts(const struct parties *parties, const struct snapshot *snapshot, const char *asking,
                                size_t *count);
void parties_hosts_free(struct flow_host **hosts, size_t count);

#endif
