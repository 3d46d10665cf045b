/* SPDX-License-Identifier: MIT */
/* Looks for the user that a demand names, and for what speaks against vouching for them. */
#include "identity_store.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "vocabulary/places.h"

#include <string.h>

static bool is_address(const char *text)
{
    const char *at = strchr(text, '@');

    return at && at != text && at[1] && !strchr(at + 1, '@') && !strpbrk(text, " \t\r\n");
}

static bool has_address(const struct object *user, const char *address)
{
    if (text_equal(object_text(user, "UserPrincipalName"), address))
        return true;
    for (size_t i = 0; i < object_count(user, "ProxyAddresses"); i++)
        if (text_equal(address_smtp(object_item(user, "ProxyAddresses", i)), address))
            return true;
    return false;
}

static const struct object *find_user(const struct exchange_call *call, const char *address)
{
    for (const struct object *user = NULL; (user = snapshot_next(call->snapshot, SCOPE_MSOL, "MsolUser", user));)
        if (has_address(user, address))
            return user;
    return NULL;
}

/* The store knows users by address. The only other name it takes is the ImmutableId it has itself; any other text in
 * the requester's ImmutableId is the documented "invalid member name". */
static bool is_member_name(const struct object *user, const char *name)
{
    const char *immutable = object_text(user, "ImmutableId");

    return is_address(name) || (*immutable && strcmp(name, immutable) == 0);
}

/* The users of a federated domain are called what its AD FS says: without an endpoint that answers, or without the rule
 * that issues the claim, there is no name. */
static bool is_named(const struct exchange_call *call, const struct object *user)
{
    const char *domain = text_domain(object_text(user, "UserPrincipalName"));
    const struct object *service =
        domain ? snapshot_find(call->snapshot, SCOPE_MSOL, "LabFederationService", "Domain", domain) : NULL;

    if (object_flag(user, "MemberNameMissing", false))
        return false;
    return !service || (object_flag(service, "EndpointEnabled", true) && object_lists(service, "IssuedClaims", "UPN"));
}

static bool is_expired(const struct object *user)
{
    return object_flag(user, "PasswordExpired", false) && !object_flag(user, "PasswordNeverExpires", false);
}

enum sts_refusal identity_check(const struct exchange_call *call, const struct token_demand *demand)
{
    static const struct {
        const char *property;
        bool bad;
        enum sts_refusal refusal;
    } states[] = {
        {"PasswordMismatch", true, STS_PASSWORD_MISMATCH},
        {"ForceChangePassword", true, STS_MUST_CHANGE_PASSWORD},
        {"Provisioned", false, STS_NOT_PROVISIONED},
    };
    const struct object *user = is_address(demand->address) ? find_user(call, demand->address) : NULL;

    if (!user || !is_named(call, user) || !is_member_name(user, demand->name))
        return STS_MEMBER_NAME;
    for (size_t i = 0; i < ARRAY_SIZE(states); i++)
        if (object_flag(user, states[i].property, !states[i].bad) == states[i].bad)
            return states[i].refusal;
    return is_expired(user) ? STS_PASSWORD_EXPIRED : STS_GRANTED;
}
