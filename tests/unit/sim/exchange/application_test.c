/* SPDX-License-Identifier: MIT */
/* Row 18: an application that has come in by OAuth needs an account with a role, and a user who may log on. */
#include "exchange/ews/application.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "support/servers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define ACCOUNT "contoso.com/Users/Exchange Online-ApplicationAccount"
#define LINKED "<LinkedAccount>" ACCOUNT "</LinkedAccount>"
#define CANONICAL "<CanonicalName>" ACCOUNT "</CanonicalName>"
#define ASSIGNEE "<RoleAssignee>Exchange Online-ApplicationAccount</RoleAssignee>"
#define CLOUD_ACCOUNT "<LinkedAccount>contoso.onmicrosoft.com/Users/Exchange Online-ApplicationAccount</LinkedAccount>"
#define ANN "<SipAddress>ann@contoso.com</SipAddress>\n      <AccountDisabled>"

static const struct row {
    const char *name, *find, *put; /* in the shipped document */
    const char *scope;
    enum caller_kind caller;
    bool permitted;
} rows[] = {
    {"healthy", LINKED, LINKED, "onprem", CALLER_ORGANIZATION, true},
    {"the account in other letters", LINKED,
     "<LinkedAccount>CONTOSO.com/users/exchange online-applicationaccount"
     "</LinkedAccount>",
     "onprem", CALLER_ORGANIZATION, true},
    {"no linked account", LINKED, "", "onprem", CALLER_ORGANIZATION, false},
    {"another linked account", LINKED, "<LinkedAccount>contoso.com/Users/Joe</LinkedAccount>", "onprem",
     CALLER_ORGANIZATION, false},
    {"the account is gone", CANONICAL, "<CanonicalName>contoso.com/Deleted Objects/x</CanonicalName>", "onprem",
     CALLER_ORGANIZATION, false},
    {"no roles", ASSIGNEE, "<RoleAssignee>Joe</RoleAssignee>", "onprem", CALLER_ORGANIZATION, false},
    {"the user is disabled", ANN "false", ANN "true", "onprem", CALLER_ORGANIZATION, false},
    {"delegated authentication has no application", LINKED, "", "onprem", CALLER_DELEGATION, true},
    {"nor have users", LINKED, "", "onprem", CALLER_USER, true},
    {"in the cloud it is not the tenant's business", CLOUD_ACCOUNT, "", "exo", CALLER_ORGANIZATION, true},
};

static void permits(void **state)
{
    const struct row *row = *state;
    const char *const changes[] = {row->find, row->put, NULL};
    const struct caller caller = {.kind = row->caller, .address = "ann@contoso.com"};
    struct servers servers;

    servers_start(&servers, changes);
    const struct exchange_call call = {.snapshot = servers.snapshot, .setup = &servers.setup, .scope = row->scope};
    assert_int_equal(application_permitted(&call, &caller, &servers.answer), row->permitted);
    assert_int_equal(servers.answer.status, row->permitted ? 0 : 500);
    if (!row->permitted) {
        assert_true(text_contains(servers.answer.body, "missing a linked account for RBAC roles"));
        assert_true(text_contains(servers.answer.body, "<detail")); /* prints as SoapException */
    }
    servers_stop(&servers);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = permits, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
