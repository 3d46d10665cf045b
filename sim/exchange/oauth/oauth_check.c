/* SPDX-License-Identifier: MIT */
/* The checks of a presented token, in Exchange's order. */
#include "oauth_check.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "challenge.h"
#include "claims.h"
#include "exchange/common/certificate_list.h"
#include "origin/origin.h"
#include "token/token.h"
#include "vocabulary/exchange_names.h"
#include "vocabulary/places.h"

#include <stdio.h>
#include <string.h>

void oauth_close(struct presented *presented)
{
    claims_free(&presented->user);
    claims_free(&presented->actor);
    cleanup_string(&presented->detail);
}

enum diagnostic oauth_open(struct presented *presented, const char *token)
{
    CLEANUP(claims_free) json_t *header = NULL;
    const char *inner;

    if (!token_read(token, &header, &presented->user))
        return DIAGNOSTIC_UNREADABLE;
    inner = claims_text(presented->user, "actortoken");
    presented->actor_token = *inner ? inner : token;
    presented->user_named = *inner || *claims_text(presented->user, "smtp") || *claims_text(presented->user, "upn");
    /* An unsigned token vouches for nobody unless it brings one that does. */
    if (!*inner && text_equal(claims_text(header, "alg"), "none"))
        return DIAGNOSTIC_SIGNATURE;
    return token_read(presented->actor_token, NULL, &presented->actor) ? DIAGNOSTIC_NONE : DIAGNOSTIC_UNREADABLE;
}

static enum diagnostic complain(struct presented *presented, enum diagnostic diagnostic, char *detail)
{
    free(presented->detail);
    presented->detail = detail;
    return diagnostic;
}

/* "<identifier>@<realm>"; EvoSts names itself by a URL with the tenant in it. */
static bool parse_issuer(const char *text, struct principal *issuer)
{
    if (!text_starts(text, "https://"))
        return principal_parse(text, issuer);
    *issuer = (struct principal){0};
    return snprintf(issuer->application, sizeof issuer->application, "%s", text) < (int)sizeof issuer->application;
}

/* Does this AuthServer stand for the issuer? */
static bool is_issuer(const struct object *server, const struct principal *issuer)
{
    const char *realm = object_text(server, "Realm");

    return text_equal(object_text(server, "IssuerIdentifier"), issuer->application) &&
           (!*realm || !*issuer->realm || text_equal(realm, "*") || text_equal(realm, issuer->realm));
}

/* The next AuthServer that stands for the issuer; NULL: no more. */
static const struct object *next_issuer(const struct exchange_call *call, const struct principal *issuer,
                                        const struct object *server)
{
    while ((server = snapshot_next(call->snapshot, call->scope, "AuthServer", server)))
        if (is_issuer(server, issuer))
            return server;
    return NULL;
}

static enum diagnostic check_issuer(struct presented *presented)
{
    const char *text = claims_text(presented->actor, "iss");
    struct principal issuer;

    if (parse_issuer(text, &issuer) && next_issuer(presented->call, &issuer, NULL))
        return DIAGNOSTIC_NONE;
    return complain(presented, DIAGNOSTIC_ISSUER, text_copy(text));
}

/* One that is disabled is known, and its keys do not count. */
static enum diagnostic check_signature(struct presented *presented)
{
    struct certificate_list keys = {.count = 0};
    const struct object *server = NULL;
    struct principal issuer;

    if (!parse_issuer(claims_text(presented->actor, "iss"), &issuer))
        return DIAGNOSTIC_SIGNATURE;
    while ((server = next_issuer(presented->call, &issuer, server)))
        if (object_flag(server, "Enabled", true))
            certificate_list_add(&keys, server, "CertificateStrings");
    return token_verify(presented->call->setup->keys, presented->actor_token, keys.items, keys.count, NULL) ==
                   TOKEN_GOOD
               ? DIAGNOSTIC_NONE
               : DIAGNOSTIC_SIGNATURE;
}

bool oauth_is_vouched_for(struct presented *presented)
{
    return check_issuer(presented) == DIAGNOSTIC_NONE && check_signature(presented) == DIAGNOSTIC_NONE;
}

/* Whoever hands the user's name over must be the application that the actor token was issued to. */
static enum diagnostic check_actor(struct presented *presented)
{
    const bool same = presented->actor_token != claims_text(presented->user, "actortoken") ||
                      text_equal(claims_text(presented->user, "iss"), claims_text(presented->actor, "nameid"));

    return same ? DIAGNOSTIC_NONE : DIAGNOSTIC_SIGNATURE;
}

static bool is_offloaded(const struct exchange_call *call)
{
    const struct object *device =
        snapshot_find(call->snapshot, SCOPE_LAB, "LabReverseProxy", "Party", call->request->origin->party);

    return device && object_flag(device, "SslOffloading", false);
}

static enum diagnostic check_host(struct presented *presented, const char *meant)
{
    const bool offloaded = is_offloaded(presented->call);
    char asked[256];

    challenge_host(presented->call->request, asked);
    if (!text_equal(meant, asked))
        return complain(
            presented, DIAGNOSTIC_HOST,
            text_format("Expected 'https://%s'. Actual '%s://%s'.", meant, offloaded ? "http" : "https", asked));
    /* Exchange compares addresses: behind SSL off-loading it was itself asked by http. */
    return offloaded ? complain(presented, DIAGNOSTIC_SCHEME, text_format("https://%s", meant)) : DIAGNOSTIC_NONE;
}

static const char *service_name(const struct exchange_call *call)
{
    const struct object *config = snapshot_next(call->snapshot, call->scope, "AuthConfig", NULL);

    return config ? object_text(config, "ServiceName") : "";
}

static bool is_own_realm(const struct exchange_call *call, const char *realm)
{
    return snapshot_find(call->snapshot, call->scope, "OrganizationConfig", "Realm", realm) ||
           snapshot_find(call->snapshot, call->scope, "AuthConfig", "Realm", realm) ||
           snapshot_find(call->snapshot, call->scope, "AcceptedDomain", "DomainName", realm);
}

static enum diagnostic check_audience_of(struct presented *presented, const json_t *claims)
{
    const char *text = claims_text(claims, "aud");
    struct principal audience;
    enum diagnostic complaint;

    if (!principal_parse(text, &audience) || !*audience.host ||
        !text_equal(audience.application, service_name(presented->call)))
        return complain(presented, DIAGNOSTIC_AUDIENCE, text_copy(text));
    complaint = check_host(presented, audience.host);
    if (complaint == DIAGNOSTIC_NONE && !is_own_realm(presented->call, audience.realm))
        return complain(presented, DIAGNOSTIC_TENANT, text_copy(audience.realm));
    return complaint;
}

static enum diagnostic check_audience(struct presented *presented)
{
    const enum diagnostic complaint = check_audience_of(presented, presented->actor);

    return complaint == DIAGNOSTIC_NONE ? check_audience_of(presented, presented->user) : complaint;
}

static enum diagnostic check_lifetime(struct presented *presented)
{
    const int64_t now = scope_now(presented->call->snapshot, presented->call->scope);

    return claims_hold_at(presented->actor, now) && claims_hold_at(presented->user, now) ? DIAGNOSTIC_NONE
                                                                                         : DIAGNOSTIC_LIFETIME;
}

/* EvoSts lists what an administrator has consented to; the shared principal and organisations that sign for themselves need no
 * list. */
static bool has_permissions(const struct presented *presented, const char *application)
{
    const json_t *const roles = json_object_get(presented->actor, "roles");
    const json_t *role;
    size_t i;

    json_array_foreach(roles, i, role) if (text_equal(json_string_value(role), EWS_ROLE)) return true;
    return !json_is_array(roles) || text_equal(application, APP_EXCHANGE);
}

static enum diagnostic check_partner(struct presented *presented)
{
    struct principal application;
    const struct object *partner = NULL;

    if (principal_parse(claims_text(presented->actor, "nameid"), &application))
        partner = snapshot_find(presented->call->snapshot, presented->call->scope, "PartnerApplication",
                                "ApplicationIdentifier", application.application);
    if (partner && object_flag(partner, "Enabled", true) && has_permissions(presented, application.application))
        return DIAGNOSTIC_NONE;
    return complain(presented, DIAGNOSTIC_PARTNER, text_copy(application.application));
}

enum diagnostic oauth_check(struct presented *presented)
{
    static enum diagnostic (*const checks[])(struct presented * presented) = {
        check_issuer, check_signature, check_actor, check_audience, check_lifetime, check_partner, oauth_find_user,
    };
    enum diagnostic complaint = DIAGNOSTIC_NONE;

    for (size_t i = 0; i < ARRAY_SIZE(checks) && complaint == DIAGNOSTIC_NONE; i++)
        complaint = checks[i](presented);
    return complaint;
}
