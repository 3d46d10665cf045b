/* SPDX-License-Identifier: MIT */
/* Issues delegation tokens, and believes one only if all of it holds. */
#include "delegation_check.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "dauth.h"
#include "exchange/common/certificate_list.h"
#include "exchange/common/company.h"
#include "exchange/common/exchange_state.h"
#include "exchange/common/marks.h"
#include "replay_cache.h"
#include "ws_security.h"
#include "xml/xml.h"

#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>

#define KEY_LIMIT (64u << 10)

char *delegation_issue(const struct exchange_call *call, struct assertion *assertion, char id[GUID_SIZE],
                       const struct object *application)
{
    const struct exchange_setup *setup = call->setup;
    const struct object *company = company_find(call->snapshot, "federation-gateway");
    const char *name = company ? object_text(company, "SigningKey") : "";

    exchange_guid(call->exchange, id);
    assertion->id = id;
    if (RAND_bytes(assertion->proof, PROOF_BYTES) != 1)
        return NULL;
    return assertion_seal(assertion, setup->private_key(setup->context, name), setup->certificate(setup->context, name),
                          object_text(application, "Certificate"));
}

static const struct object *first(const struct exchange_call *call, const char *noun)
{
    return snapshot_next(call->snapshot, call->scope, noun, NULL);
}

/* Of the organisation's federation certificate; "" where there is none. */
static const char *own_thumbprint(const struct exchange_call *call)
{
    const struct object *trust = first(call, "FederationTrust");

    return trust ? object_text(trust, "OrgCertificate") : "";
}

/* PEM. */
static char *read_key(const struct exchange_call *call)
{
    const struct object *certificate = certificate_find(call->snapshot, call->scope, own_thumbprint(call));

    return certificate ? file_read(object_text(certificate, "PrivateKeyFile"), KEY_LIMIT, NULL, NULL) : NULL;
}

/* The rule of Windows Communication Foundation: what cannot be resolved, deciphered or verified is a matter of the message; a
 * signer nobody has heard of is one of the token. */
static enum security_fault open_token(const struct exchange_call *call, const xmlNode *sealed,
                                      struct statement *statement)
{
    static const enum security_fault faults[ASSERTION_VERDICT_COUNT] = {
        [ASSERTION_GOOD] = SECURITY_GOOD,          [ASSERTION_SEALED] = SECURITY_INVALID,
        [ASSERTION_UNREADABLE] = SECURITY_INVALID, [ASSERTION_UNKNOWN_SIGNER] = SECURITY_INVALID_TOKEN,
        [ASSERTION_FORGED] = SECURITY_INVALID,
    };
    const struct object *trust = first(call, "FederationTrust");
    CLEANUP(cleanup_string) char *key = trust ? read_key(call) : NULL;
    struct certificate_list keys = {.count = 0};

    if (!key)
        return SECURITY_INVALID;
    certificate_list_add(&keys, trust, "TokenIssuerCertificate");
    return faults[assertion_open(sealed, key, keys.items, keys.count, statement)];
}

static bool is_own_name(const struct exchange_call *call, const char *audience)
{
    const struct object *trust = first(call, "FederationTrust");
    const struct object *identifier = first(call, "FederatedOrganizationIdentifier");

    return (trust && text_equal(object_text(trust, "ApplicationUri"), audience)) ||
           (identifier && text_equal(object_text(identifier, "AccountNamespace"), audience));
}

static bool is_trusted_issuer(const struct exchange_call *call, const char *issuer)
{
    const struct object *trust = first(call, "FederationTrust");

    return trust && text_equal(object_text(trust, "TokenIssuerUri"), issuer);
}

/* That a server whose federation certificate is over believes no token is inferred from Microsoft's advice. */
static bool own_certificate_is_over(const struct exchange_call *call)
{
    return certificate_is_over(call->snapshot, call->scope, own_thumbprint(call));
}

static enum security_fault believe(const struct exchange_call *call, const struct statement *statement, int64_t now,
                                   struct caller *caller)
{
    if (!is_trusted_issuer(call, statement->issuer) || !is_own_name(call, statement->audience) ||
        !statement_holds_at(statement, now) || own_certificate_is_over(call) || !text_domain(statement->user))
        return SECURITY_INVALID_TOKEN;
    caller->kind = CALLER_DELEGATION;
    snprintf(caller->address, sizeof caller->address, "%s", statement->user);
    return SECURITY_GOOD;
}

static enum security_fault check(const struct exchange_call *call, struct caller *caller)
{
    const int64_t now = scope_now(call->snapshot, call->scope);
    const xmlNode *security = ws_security_header(exchange_envelope(call));
    CLEANUP(statement_close) struct statement statement = {0};
    enum security_fault fault;

    if (!security || !ws_security_works(call) || !ws_security_is_fresh(security, now))
        return SECURITY_INVALID;
    fault = open_token(call, xml_child(security, "EncryptedData"), &statement);
    fault = fault == SECURITY_GOOD ? believe(call, &statement, now, caller) : fault;
    return fault == SECURITY_GOOD && !replay_cache_take(call->exchange->replays, call, now) ? SECURITY_INVALID : fault;
}

bool delegation_authenticate(const struct exchange_call *call, struct caller *caller, struct answer *answer)
{
    const enum security_fault fault = check(call, caller);

    if (fault != SECURITY_GOOD) {
        ws_security_fault(answer, fault);
        exchange_mark(call, answer);
    }
    return fault == SECURITY_GOOD;
}
