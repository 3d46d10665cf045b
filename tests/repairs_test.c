/* SPDX-License-Identifier: MIT */
/* Every documented repair of the DAUTH rows tried on every cause: it heals the causes it is for, and no other. */
#include "cleanup.h"
#include "running_lab.h"
#include "text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TRUST "\"Microsoft Federation Gateway\""
#define REFRESH                                                                                                        \
    {                                                                                                                  \
        "onprem", "Set-FederationTrust " TRUST " -RefreshMetadata"                                                     \
    }
#define SYNC                                                                                                           \
    {                                                                                                                  \
        "sync", "Start-ADSyncSyncCycle -PolicyType Delta"                                                              \
    }
#define NOBODY ""

/* One letter each, by which the causes name what heals them. */
static const struct repair {
    char letter;
    struct {
        const char *at, *command;
    } commands[4];
} repairs[] = {
    {'A',
     {{"onprem",
       "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" -WSSecurityAuthentication:$False"},
      {"onprem",
       "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" -WSSecurityAuthentication:$True"}}},
    {'a',
     {{"onprem",
       "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" -WSSecurityAuthentication:$True"}}},
    {'E',
     {{"onprem", "Set-WebServicesVirtualDirectory \"EX01\\EWS (Exchange Back End)\" -WSSecurityAuthentication:$False"},
      {"onprem", "Set-WebServicesVirtualDirectory \"EX01\\EWS (Exchange Back End)\" -WSSecurityAuthentication:$True"}}},
    {'r', {REFRESH}},
    {'R', {REFRESH, REFRESH}},
    {'C', {{"lab", "Set-LabClock onprem -OffsetSeconds 0"}}},
    {'U',
     {{"exo",
       "Set-OrganizationRelationship \"O365 to On-premises*\" -TargetApplicationUri FYDIBOHF25SPDLT.contoso.com"}}},
    {'P', {{"onprem", "Set-FederationTrust " TRUST " -PublishFederationCertificate"}}},
    {'W', {{"msol", "Set-MsolUserPassword -UserPrincipalName ann@contoso.com -NewPassword \"Spring-2026\""}}},
    {'F', {{"msol", "Set-MsolUserPassword -UserPrincipalName ann@contoso.com -ForceChangePassword $false"}}},
    {'N', {{"msol", "Set-MsolUser -UserPrincipalName ann@contoso.com -PasswordNeverExpires $true"}}},
    {'n', {{"msol", "Set-AzureADUser -ObjectId ann@contoso.com -PasswordPolicies DisablePasswordExpiration"}}},
    {'X',
     {{"msol", "Set-AzureADUser -ObjectID ann@contoso.com -UserPrincipalName ann@contoso.onmicrosoft.com"},
      {"msol", "Set-AzureADUser -ObjectID ann@contoso.onmicrosoft.com -UserPrincipalName ann@contoso.com"}}},
    {'I', {{"exo", "Set-Mailbox ann@contoso.com -ImmutableID $null"}}},
    {'S',
     {{"onprem", "Set-RemoteMailbox ann@contoso.com -ImmutableID ann@contoso.com"},
      SYNC,
      {"onprem", "Set-RemoteMailbox ann@contoso.com -ImmutableID $null"},
      SYNC}},
    {'L', {{"msol", "Set-LabFederationService contoso.com -IssuedClaims UPN,ImmutableID -EndpointEnabled $true"}}},
    {'O', {{"lab", "Set-LabFirewall onprem -Outbound allow"}}},
};

static const struct row {
    const char *id, *healed_by;
} rows[] = {
    {"03a", "Aa"}, {"03b", "A"},  {"03c", "E"},  {"03d", "C"},    {"03e", "C"},   {"03f", "U"}, {"03g", "P"},
    {"15a", "R"},  {"15b", "R"},  {"15c", "C"},  {"15d", NOBODY}, {"19a", "WXS"}, {"20a", "F"}, {"20b", "WNn"},
    {"21a", "X"},  {"23a", "IS"}, {"23b", "IS"}, {"23c", "XS"},   {"23e", "L"},   {"23f", "L"}, {"28b", "O"},
};

static struct running_lab lab;

/* One that does not fit the lab as it is may be refused: that heals nothing either. */
static void apply(const struct repair *repair)
{
    struct error error;

    for (size_t i = 0; i < ARRAY_SIZE(repair->commands) && repair->commands[i].command; i++)
        simulator_run(lab.simulator, repair->commands[i].at, repair->commands[i].command, NULL, &error);
}

static void heals_its_own_cause_alone(void **state)
{
    const struct row *row = *state;

    for (size_t i = 0; i < ARRAY_SIZE(repairs); i++) {
        const bool expected = strchr(row->healed_by, repairs[i].letter) != NULL;
        running_lab_arm(&lab, row->id);
        CLEANUP(lookup_free) struct lookup *before = running_lab_look_up(&lab, NULL);
        apply(&repairs[i]);
        CLEANUP(lookup_free) struct lookup *after = running_lab_look_up(&lab, NULL);
        assert_false(before->ok);
        if (after->ok != expected)
            fail_msg("%s: repair %c (%s) %s", row->id, repairs[i].letter, repairs[i].commands[0].command,
                     after->ok ? "heals what it is not for" : after->error_text);
        if (!after->ok)
            assert_string_equal(after->error_text, before->error_text);
    }
}

static int start(void **state)
{
    (void)state;
    running_lab_start(&lab);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    running_lab_stop(&lab);
    return 0;
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].id, .test_func = heals_its_own_cause_alone, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("repairs", tests, start, stop);
}
