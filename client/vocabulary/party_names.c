/* SPDX-License-Identifier: MIT */
/* The words for who listens in the lab. Names and addresses of each are in sim/lab. */
#include "party_names.h"

#include "base/cleanup.h"

static const struct term items[] = {
    {PARTY_ONPREM, "the servers of the organisation on premises, as the Internet sees them"},
    {PARTY_EXO, "Exchange Online"},
    {PARTY_FEDERATION_GATEWAY, "Microsoft's federation gateway, which gives delegation tokens (DAUTH)"},
    {PARTY_TOKEN_SERVICE, "Microsoft's token service, which gives access tokens (OAuth)"},
    {PARTY_GRAPH, "Microsoft Graph, where Exchange SE asks for free/busy since 2026"},
    {PARTY_DOMINO, "the Domino server"},
    {PARTY_HYBRID_AGENT, "the address in the cloud behind which the hybrid agent leads to the servers on premises"},
    {PARTY_WEB_SITE, "the company's web site on its domain itself, elsewhere, which is no Exchange"},
    {PARTY_FRONT_DOOR, "where the lab's own clients ask: the Exchange whose user looks up free/busy"},
};

const struct terms party_names = {"party", items, ARRAY_SIZE(items)};
