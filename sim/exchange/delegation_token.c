/* SPDX-License-Identifier: MIT */
#include "delegation_token.h"

#include "claims.h"
#include "cleanup.h"
#include "text.h"
#include "token.h"
#include "token_service.h"
#include "ws_security.h"
#include "xml.h"

#include <stdio.h>
#include <string.h>

char *delegation_issue(const struct exchange_call *call, const struct delegation *delegation)
{
    const struct object *company = token_service_company(call->snapshot, "federation-gateway");

    return token_service_sign(call, company,
                              json_pack("{s:s,s:s,s:s,s:s,s:s,s:I,s:I}", "iss", DELEGATION_ISSUER, "aud",
                                        delegation->target, "sub", delegation->user, "email", delegation->user,
                                        "requestor", delegation->requestor, "nbf", (json_int_t)delegation->created,
                                        "exp", (json_int_t)delegation->expires));
}

static const struct object *first(const struct exchange_call *call, const char *noun)
{
    return snapshot_next(call->snapshot, call->scope, noun, NULL);
}

/* Signed with one of the gateway's keys that this organisation knows. An unknown key is a matter of the token, a
 * signature that does not fit is one of the message: so WCF tells them apart. */
static enum security_fault check_signature(const struct exchange_call *call, const char *token, json_t **claims)
{
    static const enum security_fault faults[] = {
        [TOKEN_GOOD] = SECURITY_GOOD,
        [TOKEN_UNREADABLE] = SECURITY_INVALID,
        [TOKEN_UNKNOWN_KEY] = SECURITY_INVALID_TOKEN,
        [TOKEN_BAD_SIGNATURE] = SECURITY_INVALID,
    };
    const struct object *trust = first(call, "FederationTrust");
    struct certificate_list keys = {.count = 0};

    if (trust)
        certificate_list_add(&keys, trust, "TokenIssuerCertificate");
    return faults[token_verify(token, keys.items, keys.count, claims)];
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

static enum security_fault check_token(const struct exchange_call *call, const char *token, int64_t now,
                                       struct caller *caller)
{
    CLEANUP(claims_free) json_t *claims = NULL;
    const enum security_fault fault = check_signature(call, token, &claims);
    const char *user = claims_text(claims, "email");

    if (fault != SECURITY_GOOD)
        return fault;
    if (!is_trusted_issuer(call, claims_text(claims, "iss")) || !is_own_name(call, claims_text(claims, "aud")) ||
        !claims_hold_at(claims, now) || !*user)
        return SECURITY_INVALID_TOKEN;
    caller->kind = CALLER_DELEGATION;
    snprintf(caller->address, sizeof caller->address, "%s", user);
    return SECURITY_GOOD;
}

static enum security_fault check(const struct exchange_call *call, struct caller *caller)
{
    const int64_t now = exchange_now(call->snapshot, call->scope);
    const xmlNode *security = ws_security_header(call->envelope);
    CLEANUP(cleanup_string) char *token = NULL;

    if (!security || !ws_security_is_fresh(security, now))
        return SECURITY_INVALID;
    token = xml_text(xml_child(security, "BinarySecurityToken"));
    return token ? check_token(call, token, now, caller) : SECURITY_INVALID;
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
