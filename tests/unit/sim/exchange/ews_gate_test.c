/* SPDX-License-Identifier: MIT */
#include "exchange/login/ews_gate.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "origin/origin.h"
#include "support/exchange_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define APP "5c2e9d14-7f3a-4b86-8e21-9d0c4f6a7b35"
#define SHARED "00000002-0000-0ff1-ce00-000000000000"
#define SERVICE(blocked, enforced)                                                                                     \
    "<LabCloudService><Name>Exchange Online</Name><SharedPrincipalBlocked>" blocked                                    \
    "</SharedPrincipalBlocked><AppListEnforced>" enforced "</AppListEnforced></LabCloudService>"
#define OF_2025                                                                                                        \
    {                                                                                                                  \
        "exo", SERVICE("true", "false")                                                                                \
    }
#define OF_2026                                                                                                        \
    {                                                                                                                  \
        "exo", SERVICE("true", "true")                                                                                 \
    }
#define LISTED                                                                                                         \
    {                                                                                                                  \
        "exo/OrganizationConfig", "<EwsAllowedAppIDs>" APP "</EwsAllowedAppIDs>"                                       \
    }
#define OF_ANN(property)                                                                                               \
    {                                                                                                                  \
        "exo/Mailbox[UserPrincipalName='ann@contoso.com']", property                                                   \
    }

static const char disabled[] = "EWS is disabled for this user or tenant";
static const char blocked[] = "EWS is blocked by policy for this user or tenant";

static const struct row {
    const char *name;
    enum caller_kind kind;
    const char *application, *agent, *anchor; /* anchor NULL: ann */
    const char *scope;                        /* NULL: exo */
    struct lab_edit edits[4];
    bool open;
    const char *reason; /* NULL: 403 without one */
} rows[] = {
    {"2018: anybody", CALLER_ORGANIZATION, SHARED, "", NULL, NULL, {{0}}, true, NULL},
    {"2025: the shared principal", CALLER_ORGANIZATION, SHARED, "", NULL, NULL, {OF_2025}, false, NULL},
    {"2025: an application of its own", CALLER_ORGANIZATION, APP, "", NULL, NULL, {OF_2025}, true, NULL},
    {"2025: a client", CALLER_USER, "", "client/1.0", NULL, NULL, {OF_2025}, true, NULL},
    {"2026: an application that is listed", CALLER_ORGANIZATION, APP, "", NULL, NULL, {OF_2026, LISTED}, true, NULL},
    {"2026: listed with others in one text",
     CALLER_ORGANIZATION,
     APP,
     "",
     NULL,
     NULL,
     {OF_2026, {"exo/OrganizationConfig", "<EwsAllowedAppIDs>other, " APP ",third</EwsAllowedAppIDs>"}},
     true,
     NULL},
    {"2026: an empty list", CALLER_ORGANIZATION, APP, "", NULL, NULL, {OF_2026}, false, blocked},
    {"2026: another application", CALLER_ORGANIZATION, "other", "", NULL, NULL, {OF_2026, LISTED}, false, blocked},
    {"2026: a client", CALLER_USER, "", "client/1.0", NULL, NULL, {OF_2026, LISTED}, false, blocked},
    {"2026: its own servers", CALLER_USER, "", "ASProxy/1", NULL, NULL, {OF_2026, LISTED}, true, NULL},
    {"2026: an organization relationship", CALLER_DELEGATION, "", "", NULL, NULL, {OF_2026}, true, NULL},
    {"the tenant is shut",
     CALLER_ORGANIZATION,
     APP,
     "",
     NULL,
     NULL,
     {OF_2026, LISTED, {"exo/OrganizationConfig", "<EwsEnabled>false</EwsEnabled>"}},
     false,
     disabled},
    {"the tenant is shut for relationships, too",
     CALLER_DELEGATION,
     "",
     "",
     NULL,
     NULL,
     {OF_2025, {"exo/OrganizationConfig", "<EwsEnabled>false</EwsEnabled>"}},
     false,
     disabled},
    {"the mailbox is shut",
     CALLER_ORGANIZATION,
     APP,
     "",
     NULL,
     NULL,
     {OF_2026, LISTED, OF_ANN("<EwsEnabled>false</EwsEnabled>")},
     false,
     disabled},
    {"another mailbox is shut",
     CALLER_ORGANIZATION,
     APP,
     "",
     "bob@contoso.com",
     NULL,
     {OF_2026, LISTED, OF_ANN("<EwsEnabled>false</EwsEnabled>")},
     true,
     NULL},
    {"a frontline licence",
     CALLER_ORGANIZATION,
     APP,
     "",
     NULL,
     NULL,
     {OF_2026, LISTED, OF_ANN("<License>F1</License>")},
     false,
     disabled},
    {"a frontline licence in 2025",
     CALLER_ORGANIZATION,
     APP,
     "",
     NULL,
     NULL,
     {OF_2025, OF_ANN("<License>F1</License>")},
     true,
     NULL},
    {"a licence with EWS",
     CALLER_ORGANIZATION,
     APP,
     "",
     NULL,
     NULL,
     {OF_2026, LISTED, OF_ANN("<License>E3</License>")},
     true,
     NULL},
    {"the premises have no gate", CALLER_ORGANIZATION, SHARED, "", NULL, "onprem", {OF_2026}, true, NULL},
};

static struct lab *lab;

static void opens_or_not(void **state)
{
    const struct row *row = *state;
    const struct origin origin = {.party = "exo"};
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab_snapshot(lab, row->edits);
    struct request request = lab_request(&origin, "/EWS/Exchange.asmx", "");
    const struct exchange_call call = lab_call(lab, snapshot, row->scope ? row->scope : "exo", &request, NULL);
    struct caller caller = {.kind = row->kind};
    struct answer answer = {0};

    snprintf(caller.application, sizeof caller.application, "%s", row->application);
    headers_add(&request.headers, "User-Agent", row->agent);
    headers_add(&request.headers, "X-AnchorMailbox", row->anchor ? row->anchor : "ann@contoso.com");
    assert_int_equal(ews_gate_open(&call, &caller, &answer), row->open);
    if (!row->open) {
        assert_int_equal(answer.status, 403);
        assert_non_null(headers_get(&answer.headers, "X-FEServer"));
    }
    if (row->reason)
        assert_string_equal(headers_get(&answer.headers, "X-EWS-Policy-Reason"), row->reason);
    else
        assert_null(headers_get(&answer.headers, "X-EWS-Policy-Reason"));
    headers_clear(&request.headers);
    answer_clear(&answer);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];
    int failed;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = opens_or_not, .initial_state = (void *)(uintptr_t)&rows[i]};
    lab = lab_new();
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    lab_free(&lab);
    return failed;
}
