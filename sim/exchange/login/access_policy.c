/* SPDX-License-Identifier: MIT */
/* Compares the User-Agent with the lists of the organisation. */
#include "access_policy.h"

#include "base/text.h"
#include "vocabulary/exchange_names.h"

static bool matches(const struct object *config, const char *list, const char *agent)
{
    for (size_t i = 0; i < object_count(config, list); i++)
        if (text_matches(agent, object_item(config, list, i)))
            return true;
    return false;
}

static bool permits(const struct object *config, const char *agent)
{
    const char *policy = object_text(config, "EwsApplicationAccessPolicy");

    if (text_equal(policy, "EnforceAllowList"))
        return matches(config, "EwsAllowList", agent);
    return !text_equal(policy, "EnforceBlockList") || !matches(config, "EwsBlockList", agent);
}

bool access_policy_allows(const struct exchange_call *call)
{
    const struct object *config = snapshot_next(call->snapshot, call->scope, "OrganizationConfig", NULL);
    const char *agent = headers_get(&call->request->headers, "User-Agent");

    return !config || permits(config, agent ? agent : "");
}

bool access_policy_permits(const struct exchange_call *call, struct answer *answer)
{
    if (call->front_door || access_policy_allows(call))
        return true;
    answer_set(answer, 403, NULL, NULL);
    if (snapshot_next(call->snapshot, call->scope, "LabCloudService", NULL)) /* Exchange Online says so since 2025 */
        headers_set(&answer->headers, HEADER_POLICY_REASON, POLICY_BLOCKED);
    return false;
}
