/* SPDX-License-Identifier: MIT */
/* What an organisation asks of the federation gateway: the RequestSecurityToken of WS-Trust, read. */
#ifndef FBLAB_TOKEN_DEMAND_H
#define FBLAB_TOKEN_DEMAND_H

#include <libxml/tree.h>
#include <stdbool.h>

/* Every text is owned; "" where the request says nothing. */
struct token_demand {
    char *message_id;
    char *requestor; /* application URI of the organisation that asks */
    char *target;    /* application URI of the organisation it wants to ask: AppliesTo */
    char *name;      /* name under which the identity store shall know the user: an ImmutableId, else the address */
    char *address;   /* SMTP address of the user */
};

/* false: not a request for a token. Close it in both cases. */
bool token_demand_read(struct token_demand *demand, const xmlDoc *envelope);
/* Is it signed with the key of that certificate (Base64 DER): that the gateway is asked, when, and for whom? */
bool token_demand_is_signed(const xmlDoc *envelope, const char *certificate);
void token_demand_close(struct token_demand *demand);

#endif
