/* SPDX-License-Identifier: MIT */
/* Every documented repair of a family of rows tried on every cause of the family: it heals the causes it is for, and no
 * other. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/running_lab.h"

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
#define RESTART                                                                                                        \
    {                                                                                                                  \
        "server", "iisreset /noforce"                                                                                  \
    }
#define REFRESH_AUTH                                                                                                   \
    {                                                                                                                  \
        "onprem", "Set-AuthServer ACS -RefreshAuthMetadata"                                                            \
    }
#define LINK                                                                                                           \
    {                                                                                                                  \
        "onprem", "Set-PartnerApplication \"Exchange Online\" -LinkedAccount \"contoso.com/Users/Exchange "            \
                  "Online-ApplicationAccount\""                                                                        \
    }
#define PREMISES "https://autodiscover.contoso.com/autodiscover/autodiscover.svc"
#define TO_PREMISES " -TargetAutodiscoverEpr " PREMISES "/WSSecurity -TargetApplicationUri FYDIBOHF25SPDLT.contoso.com"

/* The repairs of a family, by their letters. */
#define DAUTH "AaErRCUPWFNnXISLO"
#define LATE "i12345AE"
#define WEB "metgpbQdJjicx"
#define PEOPLE "yzTMKk"

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
    {'i', {RESTART}},
    {'1', {REFRESH_AUTH}},
    {'2', {REFRESH_AUTH, RESTART}},
    {'3', {LINK}},
    {'4', {LINK, RESTART}},
    {'5', {{"onprem", "Set-AuthServer ACS -Enabled $true"}}},
    {'m',
     {{"onprem", "New-LabHandlerMapping \"EX01\\Autodiscover\\svc-Integrated\" -Path /autodiscover -Handler *.svc"}}},
    {'e', {{"exo", "Set-IntraOrganizationConnector \"HybridIOC*\" -DiscoveryEndpoint " PREMISES}}},
    {'t', {{"exo", "Set-OrganizationRelationship \"O365 to On-premises*\" -TargetAutodiscoverEpr " PREMISES}}},
    {'g', {{"exo", "Set-IntraOrganizationConnector \"HybridIOC*\" -TargetAddressDomains @{add=\"contoso.com\"}"}}},
    {'p', {{"lab", "Set-LabReverseProxy onprem -PreAuthenticatedPaths $null"}}},
    {'b', {{"lab", "Set-LabReverseProxy onprem -PublishedPaths $null"}}},
    {'Q', {{"onprem", "Set-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\" -OAuthAuthentication:$True"}}},
    {'d',
     {{"onprem",
       "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" -OAuthAuthentication:$True"}}},
    {'J', {{"server", "Set-LabIisAuthentication \"EX01\\EWS (Default Web Site)\" -Anonymous $true"}}},
    {'j', {{"server", "Set-LabIisAuthentication \"EX01\\Autodiscover (Default Web Site)\" -Anonymous $true"}}},
    {'c', {{"server", "Set-LabApplicationPool \"EX01\\MSExchangeServicesAppPool\" -Status Started"}}},
    {'x', {{"lab", "Set-LabReverseProxy onprem -InjectedPagePaths $null"}}},
    {'y', {{"exo", "Set-Mailbox ann@contoso.com -EmailAddresses @{add=\"smtp:ann@contoso.mail.onmicrosoft.com\"}"}}},
    {'z', {{"onprem", "Set-Mailbox joe@contoso.com -EmailAddresses @{add=\"smtp:joe.hill@contoso.com\"}"}}},
    {'T', {{"exo", "Set-FederationTrust MicrosoftOnline -ApplicationIdentifier 260563 -ApplicationUri outlook.com"}}},
    {'M', {{"mesh", "Set-OrganizationRelationship \"Contoso on-premises\" -Enabled $true"}}},
    {'K',
     {{"mesh", "New-OrganizationRelationship \"Contoso on-premises\" -DomainNames contoso.com -FreeBusyAccessEnabled "
               "$true -FreeBusyAccessLevel LimitedDetails" TO_PREMISES}}},
    {'k', {{"mesh", "Set-OrganizationRelationship \"Contoso on-premises\"" TO_PREMISES}}},
};

static const struct row {
    const char *id, *healed_by, *tried;
} rows[] = {
    {"03a", "Aa", DAUTH},   {"03b", "A", DAUTH},    {"03c", "E", DAUTH},   {"03d", "C", DAUTH},  {"03e", "C", DAUTH},
    {"03f", "U", DAUTH},    {"03g", "P", DAUTH},    {"15a", "R", DAUTH},   {"15b", "R", DAUTH},  {"15c", "C", DAUTH},
    {"15d", NOBODY, DAUTH}, {"15e", NOBODY, DAUTH}, {"19a", "WXS", DAUTH}, {"20a", "F", DAUTH},  {"20b", "WNn", DAUTH},
    {"21a", "X", DAUTH},    {"23a", "IS", DAUTH},   {"23b", "IS", DAUTH},  {"23c", "XS", DAUTH}, {"23e", "L", DAUTH},
    {"23f", "L", DAUTH},    {"28b", "O", DAUTH},    {"03h", "i24", LATE},  {"18a", "4", LATE},   {"18e", "i24", LATE},
    {"25a", "2", LATE},     {"25b", "5", LATE},     {"25d", "i24", LATE},  {"05a", "m", WEB},    {"05b", "e", WEB},
    {"05c", "t", WEB},      {"05d", "tg", WEB},     {"10a", "p", WEB},     {"10b", "p", WEB},    {"10c", "Q", WEB},
    {"10e", "d", WEB},      {"10g", "J", WEB},      {"10h", "j", WEB},     {"13a", "p", WEB},    {"13c", "b", WEB},
    {"27a", "x", WEB},      {"27b", "c", WEB},      {"11a", "y", PEOPLE},  {"11b", "z", PEOPLE}, {"11c", "k", PEOPLE},
    {"11d", "T", PEOPLE},   {"14c", "M", PEOPLE},   {"14d", "K", PEOPLE},
};

static struct running_lab lab;

/* One that does not fit the lab as it is may be refused: that heals nothing either. What is to heal is not refused. */
static void apply(const struct repair *repair, bool heals)
{
    struct error error;

    for (size_t i = 0; i < ARRAY_SIZE(repair->commands) && repair->commands[i].command; i++)
        if (!lab_run(lab.running, repair->commands[i].at, repair->commands[i].command, NULL, &error) && heals)
            fail_msg("%s is refused: %s", repair->commands[i].command, error.text);
}

static void heals_its_own_cause_alone(void **state)
{
    const struct row *row = *state;

    running_lab_arm(&lab, row->id);
    CLEANUP(lookup_free) struct lookup *before = running_lab_look_up(&lab, NULL);
    assert_false(before->ok);
    for (size_t i = 0; i < ARRAY_SIZE(repairs); i++) {
        const bool expected = strchr(row->healed_by, repairs[i].letter) != NULL;
        if (!strchr(row->tried, repairs[i].letter))
            continue;
        running_lab_arm(&lab, row->id);
        apply(&repairs[i], expected);
        CLEANUP(lookup_free) struct lookup *after = running_lab_look_up(&lab, NULL);
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

static const struct {
    const char *name, *letters;
} families[] = {{"dauth", DAUTH}, {"late", LATE}, {"web", WEB}, {"people", PEOPLE}};

/* repairs_test FAMILY: so that the families can be tried side by side. */
int main(int count, char **arguments)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)] = {0};
    const char *letters = NULL;
    size_t used = 0;

    for (size_t i = 0; i < ARRAY_SIZE(families) && count == 2; i++)
        letters = strcmp(arguments[1], families[i].name) == 0 ? families[i].letters : letters;
    for (size_t i = 0; i < ARRAY_SIZE(rows) && letters; i++)
        if (strcmp(rows[i].tried, letters) == 0)
            tests[used++] = (struct CMUnitTest){.name = rows[i].id,
                                                .test_func = heals_its_own_cause_alone,
                                                .initial_state = (void *)(uintptr_t)&rows[i]};
    return used ? _cmocka_run_group_tests("repairs", tests, used, start, stop) : 2;
}
