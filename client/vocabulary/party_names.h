/* SPDX-License-Identifier: MIT */
/* THE list of who listens in the lab and can be firewalled, published and named (-Party). */
#ifndef FBLAB_PARTY_NAMES_H
#define FBLAB_PARTY_NAMES_H

#include "terms.h"

#define PARTY_ONPREM "onprem"
#define PARTY_EXO "exo"
#define PARTY_FEDERATION_GATEWAY "federation-gateway"
#define PARTY_TOKEN_SERVICE "token-service"
#define PARTY_GRAPH "graph"
#define PARTY_DOMINO "domino"
#define PARTY_HYBRID_AGENT "hybrid-agent"
#define PARTY_WEB_SITE "web-site"
#define PARTY_FRONT_DOOR "front-door"

extern const struct terms party_names;

#endif
