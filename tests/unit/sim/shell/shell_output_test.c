/* SPDX-License-Identifier: MIT */
/* What commands print. */
#include "base/cleanup.h"
#include "base/text.h"
#include "shell/shell.h"
#include "support/shell_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct output {
    const char *name, *at, *command, *text;
};

static const struct output outputs[] = {
    {"Get- prints a list of properties", "exo",
     "Get-IntraOrganizationConnector HybridIOC* | fl Name, Target*, Disc*, Enabled",
     "\n"
     "Name                 : HybridIOC - 8f4e2a1c\n"
     "TargetAddressDomains : {contoso.com}\n"
     "TargetSharingEpr     : \n"
     "DiscoveryEndpoint    : https://autodiscover.contoso.com/autodiscover/autodiscover.svc\n"
     "Enabled              : True\n"
     "\n"},
    {"Get- prints every object", "onprem", "Get-AcceptedDomain | fl *Name",
     "\n"
     "Name              : contoso.com\n"
     "DomainName        : contoso.com\n"
     "DistinguishedName : CN=contoso.com,CN=Accepted Domains,CN=Transport Settings,CN=Contoso,CN=Microsoft "
     "Exchange,CN=Services,CN=Configuration,DC=contoso,DC=com\n"
     "\n"
     "Name              : contoso.mail.onmicrosoft.com\n"
     "DomainName        : contoso.mail.onmicrosoft.com\n"
     "DistinguishedName : CN=contoso.mail.onmicrosoft.com,CN=Accepted Domains,CN=Transport Settings,CN=Contoso,"
     "CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=contoso,DC=com\n"
     "\n"},
    {"Get- prints lists in braces", "exo",
     "Get-MailContact | fl Name, Alias, Primary*, Email*, ExternalEmail*, UserP*, Sip*, ImmutableId",
     "\n"
     "Name                 : Dora Quist\n"
     "Alias                : dora\n"
     "PrimarySmtpAddress   : dora@notes.domain.com\n"
     "EmailAddresses       : {SMTP:dora@notes.domain.com}\n"
     "ExternalEmailAddress : dora@notes.domain.com\n"
     "UserPrincipalName    : \n"
     "SipAddress           : \n"
     "ImmutableId          : \n"
     "\n"},
    {"Get- is content with a pattern that fits nothing", "exo", "Get-Mailbox zz*", ""},
    {"a pipe into fl", "exo", "Get-MailContact | fl Name, Ext*",
     "\n"
     "Name                 : Dora Quist\n"
     "ExternalEmailAddress : dora@notes.domain.com\n"
     "\n"},
    {"fl keeps the order asked for", "exo", "Get-MailContact | fl alias, NAME, ali*, Colour",
     "\nAlias : dora\nName  : Dora Quist\n\n"},
    {"fl says Identity in its place", "exo", "Get-MailContact | fl Alias, Identity",
     "\nAlias    : dora\nIdentity : Dora Quist\n\n"},
    {"a pipe into ft -AutoSize", "exo", "Get-MailContact | ft name -AutoSize", "\nName\n----\nDora Quist\n\n"},
    {"ft aligns, in the order asked for", "onprem", "Get-AcceptedDomain | ft -Auto -Property domainname, Name, Colour",
     "\n"
     "DomainName                   Name                         Colour\n"
     "----------                   ----                         ------\n"
     "contoso.com                  contoso.com                  \n"
     "contoso.mail.onmicrosoft.com contoso.mail.onmicrosoft.com \n"
     "\n"},
    {"ft aligns numbers at the right", "lab", "Get-LabClock m* | Format-Table Scope, OffsetSeconds",
     "\nScope OffsetSeconds\n----- -------------\nmesh              0\nmsol              0\n\n"},
    {"ft prints lists in braces and flags as words", "exo",
     "Get-IntraOrganizationConnector | ft TargetAddressDomains, Enabled",
     "\nTargetAddressDomains Enabled\n-------------------- -------\n{contoso.com}        True\n\n"},
    {"ft prints one table of all that a pipe brings", "exo",
     "Get-DistributionGroupMember 'Room1 list A' | Get-Mailbox | ft Name, Alias",
     "\nName   Alias\n----   -----\nRoom 1 room1\nRoom 2 room2\n\n"},
    {"ft cuts what is too wide", "onprem", "Get-AuthServer | ft Name, TokenIssuingEndpoint, AuthMetadataUrl, Enabled",
     "\n"
     "Name                                 TokenIssuingEndpoint                  AuthMetadataUrl                      "
     " Enabled\n"
     "----                                 --------------------                  ---------------                      "
     " -------\n"
     "ACS - 7d8a1c2e-5b3f-4e60-9a17-2c4... https://accounts.accesscontrol.win... https://accounts.accesscontrol.win..."
     " True\n"
     "\n"},
    {"ft of nothing prints nothing", "exo", "Get-Mailbox zz* | ft", ""},
    {"select of few is a table", "exo", "Get-MailContact | select Name, Alias",
     "\nName       Alias\n----       -----\nDora Quist dora\n\n"},
    {"select of many is a list", "exo", "Get-MailContact | select Name, Alias, SipAddress, ImmutableId, Colour",
     "\nName        : Dora Quist\nAlias       : dora\nSipAddress  : \nImmutableId : \nColour      : \n\n"},
    {"New- is printed as a table, too", "exo", "New-AcceptedDomain Fabrikam -DomainName fabrikam.com | ft Name",
     "\nName\n----\nFabrikam\n\n"},
    {"a pipe into fl alone", "onprem", "Get-SettingOverride | FL", ""},
    {"a property of all objects", "onprem", "(Get-AcceptedDomain).DomainName",
     "contoso.com\ncontoso.mail.onmicrosoft.com\n"},
    {"what is hidden is shown when it is named", "onprem", "Get-ExchangeCertificate | fl RawData",
     "\nRawData : {onprem-auth:base64}\n\nRawData : {onprem-federation:base64}\n\n"},
    {"the authorization server, as the catalogue shows it", "onprem",
     "Get-AuthServer | fl Name, IssuerIdentifier, TokenIssuingEndpoint, AuthMetadataUrl, Enabled",
     "\n"
     "Name                 : ACS - 7d8a1c2e-5b3f-4e60-9a17-2c4d6f8b0e31\n"
     "IssuerIdentifier     : 00000001-0000-0000-c000-000000000000\n"
     "TokenIssuingEndpoint : "
     "https://accounts.accesscontrol.windows.net/7d8a1c2e-5b3f-4e60-9a17-2c4d6f8b0e31/tokens/OAuth/2\n"
     "AuthMetadataUrl      : "
     "https://accounts.accesscontrol.windows.net/contoso.com/metadata/json/1\n"
     "Enabled              : True\n"
     "\n"},
    {"New- prints what it made", "exo", "New-AcceptedDomain Fabrikam -DomainName fabrikam.com | fl Name, DomainName",
     "\nName       : Fabrikam\nDomainName : fabrikam.com\n"},
    {"a sync prints its result", "sync", "Start-ADSyncSyncCycle -PolicyType Delta", "\nResult\n------\nSuccess\n\n"},
    {"Set- prints nothing", "exo", "Set-Mailbox ann -AccountDisabled $true", ""},
    {"-WhatIf says what would be done", "exo", "Remove-Mailbox ann -WhatIf",
     "What if: Performing the operation \"Remove-Mailbox\" on target \"ann\".\n"},
};

static void prints(void **state)
{
    const struct output *row = *state;
    CLEANUP(store_free) struct store *store = shell_rows_store();
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    bool done;

    done = shell_run(&(struct shell){.store = store, .output = memory}, row->at, row->command, NULL);
    fclose(memory);
    assert_true(done);
    assert_string_equal(text, row->text);
    free(text);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(outputs)];

    ROWS(tests, outputs, prints);
    return cmocka_run_group_tests_name("shell output", tests, NULL, NULL);
}
