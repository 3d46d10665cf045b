/* SPDX-License-Identifier: MIT */
/* The token of an application: signature, audience, lifetime, then what the tenant lets it do. */
#include "graph_login.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "exchange/login/access_policy.h"
#include "exchange/oauth/claims.h"
#include "exchange/oauth/oauth_check.h"
#include "graph_reply.h"
#include "vocabulary/exchange_names.h"
#include "vocabulary/places.h"

#include <stdio.h>
#include <string.h>

static const char *bearer_token(const struct request *request)
{
    const char *value = headers_get(&request->headers, "Authorization");

    return text_starts(value, "Bearer ") ? value + strlen("Bearer ") : "";
}

static bool has_role(const json_t *claims)
{
    const json_t *role;
    size_t i;

    json_array_foreach(json_object_get(claims, "roles"), i,
                       role) if (text_starts(json_string_value(role), GRAPH_ROLE)) return true;
    return false;
}

static bool is_for_graph(const json_t *claims)
{
    const char *audience = claims_text(claims, "aud");

    return text_equal(audience, GRAPH_AUDIENCE) || text_equal(audience, GRAPH_AUDIENCE "/") ||
           text_equal(audience, APP_GRAPH);
}

/* An outer token that names a user vouches for nobody here: what is signed is looked at. */
static bool check(const struct exchange_call *call, struct presented *presented, struct answer *answer)
{
    const char *token = bearer_token(call->request);
    const int64_t now = scope_now(call->snapshot, SCOPE_MSOL);

    if (!*token)
        return graph_refuse(call, GRAPH_TOKEN_EMPTY, NULL, answer);
    if (oauth_open(presented, token) != DIAGNOSTIC_NONE)
        return graph_refuse(call, GRAPH_TOKEN_UNREADABLE, NULL, answer);
    if (presented->actor_token != token || !oauth_is_vouched_for(presented))
        return graph_refuse(call, GRAPH_TOKEN_SIGNATURE, NULL, answer);
    if (!is_for_graph(presented->actor))
        return graph_refuse(call, GRAPH_TOKEN_AUDIENCE, NULL, answer);
    if (!claims_hold_at(presented->actor, now))
        return graph_refuse(call, GRAPH_TOKEN_EXPIRED, NULL, answer);
    if (!access_policy_allows(call))
        return graph_refuse(call, GRAPH_AGENT_POLICY, NULL, answer);
    return has_role(presented->actor) || graph_refuse(call, GRAPH_NO_ROLE, NULL, answer);
}

bool graph_log_in(const struct exchange_call *call, struct caller *caller, struct answer *answer)
{
    CLEANUP(oauth_close) struct presented presented = {.call = call};
    const bool fine = check(call, &presented, answer);

    *caller = (struct caller){.kind = CALLER_APPLICATION};
    if (fine)
        snprintf(caller->application, sizeof caller->application, "%s", claims_text(presented.actor, "appid"));
    return fine;
}

static bool is_member(const struct exchange_call *call, const char *group, const struct object *mailbox)
{
    const struct object *found = group_find(call->snapshot, call->scope, group);

    for (const struct object *member = NULL;
         found && (member = snapshot_next(call->snapshot, call->scope, "DistributionGroupMember", member));)
        if (text_equal(object_text(member, "Identity"), object_text(found, "Name")) &&
            recipient_has(mailbox, object_text(member, "Member")))
            return true;
    return false;
}

/* RestrictAccess is for members alone, DenyAccess for everybody else. */
bool graph_may_open(const struct exchange_call *call, const struct caller *caller, const struct object *mailbox)
{
    for (const struct object *policy = NULL;
         (policy = snapshot_next(call->snapshot, call->scope, "ApplicationAccessPolicy", policy));)
        if (text_equal(object_text(policy, "AppId"), caller->application) &&
            is_member(call, object_text(policy, "PolicyScopeGroupId"), mailbox) ==
                text_equal(object_text(policy, "AccessRight"), "DenyAccess"))
            return false;
    return true;
}
