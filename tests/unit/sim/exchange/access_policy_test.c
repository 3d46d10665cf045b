/* SPDX-License-Identifier: MIT */
/* Which programs may use EWS, by the policy of the organisation. */
#include "base/cleanup.h"
#include "base/text.h"
#include "exchange/login/access_policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define ALLOW "<EwsApplicationAccessPolicy>EnforceAllowList</EwsApplicationAccessPolicy>"
#define BLOCK "<EwsApplicationAccessPolicy>EnforceBlockList</EwsApplicationAccessPolicy>"
#define ASKER "ASProxy/CrossForest/EmailDomain//15.20.7784.018"

static const struct row {
    const char *name, *policy;
    const char *agent; /* NULL: none is sent */
    bool front_door, permitted;
} rows[] = {
    {"no policy", "", ASKER, false, true},
    {"on the allow list", ALLOW "<EwsAllowList>OWA/*</EwsAllowList><EwsAllowList>ASProxy/*</EwsAllowList>", ASKER,
     false, true},
    {"not on the allow list", ALLOW "<EwsAllowList>OWA/*</EwsAllowList>", ASKER, false, false},
    {"an empty allow list", ALLOW, ASKER, false, false},
    {"no agent, an allow list", ALLOW "<EwsAllowList>OWA/*</EwsAllowList>", NULL, false, false},
    {"no agent, no policy", "", NULL, false, true},
    {"on the block list, in another case", BLOCK "<EwsBlockList>asproxy/*</EwsBlockList>", ASKER, false, false},
    {"not on the block list", BLOCK "<EwsBlockList>OWA/*</EwsBlockList>", ASKER, false, true},
    {"an empty block list", BLOCK, ASKER, false, true},
    {"a list without a policy", "<EwsAllowList>OWA/*</EwsAllowList>", ASKER, false, true},
    {"the lab's own door", ALLOW, ASKER, true, true},
};

static void permits_or_not(void **state)
{
    const struct row *row = *state;
    CLEANUP(cleanup_string)
    char *text = text_format("<onprem xmlns=\"" ORGANIZATION_NAMESPACE "\"><OrganizationConfig><Name>x</Name>%s"
                             "</OrganizationConfig></onprem>",
                             row->policy);
    CLEANUP(snapshot_release) struct snapshot *snapshot = snapshot_parse(text, strlen(text), "onprem", NULL);
    struct request request = {.method = "POST"};
    struct answer answer = {0};
    const struct exchange_call call = {
        .snapshot = snapshot, .scope = "onprem", .request = &request, .front_door = row->front_door};

    if (row->agent)
        headers_add(&request.headers, "User-Agent", row->agent);
    assert_int_equal(access_policy_permits(&call, &answer), row->permitted);
    assert_int_equal(answer.status, row->permitted ? 0 : 403);
    headers_clear(&request.headers);
    answer_clear(&answer);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = permits_or_not, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("access_policy", tests, NULL, NULL);
}
