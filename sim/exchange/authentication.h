/* SPDX-License-Identifier: MIT */
/* Who is asking? Endpoints ask, one file for each scheme answers. */
#ifndef FBLAB_AUTHENTICATION_H
#define FBLAB_AUTHENTICATION_H

#include "exchange.h"

#include <libxml/tree.h>
#include <stdbool.h>

enum caller_kind {
    CALLER_ANONYMOUS,
    CALLER_USER,         /* Basic: a user of this organisation, or a service account (address space) */
    CALLER_ORGANIZATION, /* OAuth: a user of another organisation, named in the token */
    CALLER_DELEGATION,   /* DAUTH: the same, by WS-Security */
};

struct caller {
    enum caller_kind kind;
    char address[320]; /* SMTP address of the requester, "" if anonymous */
};

/* What an endpoint knows when it asks. Borrowed. */
struct exchange_call {
    struct exchange *exchange;
    const struct exchange_setup *setup;
    const struct snapshot *snapshot;
    const char *scope; /* the asked organisation: "onprem", "exo", "domino" */
    bool front_door;   /* asked at the front door: Basic of the lab's user, Bearer */
    const struct request *request;
    const struct object *virtual_directory; /* NULL: the party has none */
    const xmlDoc *envelope;                 /* the body, if it has been parsed already: ask exchange_envelope() */
    struct exchange_body *body;             /* parsed when first asked for; NULL: `envelope` is all there is */
};

/* Most who come without credentials are sent away before anybody reads what they have brought. */
struct exchange_body {
    struct xml_reader *reader; /* NULL: nobody has asked yet */
    const xmlDoc *document;
};

/* The parsed body; NULL: not XML, or none is read here. Borrowed. (exchange.c) */
const xmlDoc *exchange_envelope(const struct exchange_call *call);
/* When the answer has been made. (exchange.c) */
void exchange_forget_body(struct exchange *exchange, struct exchange_body *body);

/* "Authorization: Bearer ...". true: caller is set. false: the answer is the documented 401 (oauth.c). */
bool oauth_authenticate(const struct exchange_call *call, struct caller *caller, struct answer *answer);
/* The challenge of a request without credentials: Bearer with client_id and trusted_issuers, then what else the virtual
 * directory offers (Negotiate, NTLM, Basic). Empty body. (oauth.c) */
void oauth_challenge(const struct exchange_call *call, struct answer *answer);
/* wsse:Security of the envelope. true: caller is set. false: the answer is the SOAP 1.1 fault InvalidSecurity or
 * InvalidSecurityToken with HTTP 500. (delegation_token.c) */
bool delegation_authenticate(const struct exchange_call *call, struct caller *caller, struct answer *answer);

/* Endpoints of the other parties; each always sets an answer. */
void token_service_answer(const struct exchange_call *call, struct answer *answer); /* /<realm>/tokens/OAuth/2 */
void token_service_metadata_answer(const struct exchange_call *call,
                                   struct answer *answer);                          /* /<realm>/metadata/json/1 */
void auth_metadata_answer(const struct exchange_call *call, struct answer *answer); /* /autodiscover/metadata/json/1 */
void sts_answer(const struct exchange_call *call, struct answer *answer);           /* /extSTS.srf */
void federation_metadata_answer(const struct exchange_call *call, struct answer *answer);

/* A new GUID, lower case, from the seed. (exchange.c) */
void exchange_guid(struct exchange *exchange, char buffer[37]);
/* A connection whose client has proved by NTLM who it is stays that user's. (exchange.c) */
void exchange_log_on(struct exchange *exchange, uint64_t connection);
bool exchange_logged_on(const struct exchange *exchange, uint64_t connection);
/* request-id, X-FEServer and the other headers by which an answer made by Exchange is known; wire.md 6. (exchange.c) */
void exchange_mark(const struct exchange_call *call, struct answer *answer);
/* Server and X-Powered-By only: IIS answered. (exchange.c) */
void exchange_mark_iis(const struct exchange_call *call, struct answer *answer);

#endif
