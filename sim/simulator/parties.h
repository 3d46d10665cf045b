/* SPDX-License-Identifier: MIT */
/* The parties of the lab: which listen, under which names, with which certificates, and what the firewall in front of
 * each does. The network settings come from the snapshot's scope "lab". */
#ifndef FBLAB_PARTIES_H
#define FBLAB_PARTIES_H

#include "certificates.h"
#include "error.h"
#include "flow.h"
#include "organization.h"
#include "wire.h"

#include <jansson.h>

struct parties;

/* Makes the authority and writes its certificate to `ca_file`. */
struct parties *parties_new(const char *ca_file, struct error *error);
void parties_free(struct parties **parties);

/* Opens one listener a party; port_base 0: the kernel chooses. */
bool parties_listen(struct parties *parties, struct wire *wire, const char *address, unsigned port_base,
                    struct error *error);
/* Opens or shuts the listeners as the firewalls of the snapshot say. Any thread. */
void parties_gate(struct parties *parties, const struct snapshot *snapshot);

/* For wire: what happens to a connection; which certificate is shown. */
void parties_policy(const struct snapshot *snapshot, const char *party, struct wire_policy *policy);
const struct identity *parties_identity(struct parties *parties, const struct snapshot *snapshot, const char *party);

/* Port of a party's listener ("front-door"); 0: no such party. */
unsigned parties_port(const struct parties *parties, const char *party);
/* {"mail.contoso.com:443": "127.0.0.1:40001"} from the DNS records. The caller owns the reference. */
json_t *parties_hosts_json(const struct parties *parties, const struct snapshot *snapshot);
/* The same as an array for the flow; free it with parties_hosts_free(). */
struct flow_host *parties_hosts(const struct parties *parties, const struct snapshot *snapshot, size_t *count);
void parties_hosts_free(struct flow_host **hosts, size_t count);

#endif
