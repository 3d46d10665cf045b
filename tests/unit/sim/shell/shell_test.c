/* SPDX-License-Identifier: MIT */
/* What commands change. */
#include "base/cleanup.h"
#include "base/text.h"
#include "shell/shell.h"
#include "support/shell_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REALM "00000002-0000-0ff1-ce00-000000000000"

static char *values(struct store *store, const char *scope, const char *noun, const char *key, const char *identity,
                    const char *property)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = store_snapshot(store);
    const struct object *object = snapshot_find(snapshot, scope, noun, key, identity);
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);

    for (size_t i = 0; object && i < object_count(object, property); i++)
        fprintf(memory, "%s%s", i ? "|" : "", object_item(object, property, i));
    if (!object)
        fputs("no such object", memory);
    fclose(memory);
    return text;
}

/* After `command` at `at`, the object of `scope` whose `key` is `identity` has these values of `property`. */
struct effect {
    const char *name, *at, *command;
    const char *scope, *noun, *key, *identity, *property, *values;
};

#define IOC "exo", "IntraOrganizationConnector", "Name", "HybridIOC - 8f4e2a1c"
#define RELATIONSHIP "exo", "OrganizationRelationship", "Name", "O365 to On-premises - 8f4e2a1c"
#define TRUST "onprem", "FederationTrust", "Name", "Microsoft Federation Gateway"

static const struct effect effects[] = {
    {"Set- replaces a list", "exo",
     "Set-IntraOrganizationConnector 'HybridIOC - 8f4e2a1c' -TargetAddressDomains a.com,b.com", IOC,
     "TargetAddressDomains", "a.com|b.com"},
    {"Set- adds to a list", "exo",
     "Set-IntraOrganizationConnector \"HybridIOC*\" -TargetAddressDomains @{add=\"contoso.RO\"}", IOC,
     "TargetAddressDomains", "contoso.com|contoso.RO"},
    {"Set- adds nothing twice", "exo",
     "Set-IntraOrganizationConnector HybridIOC* -TargetAddressDomains @{add='CONTOSO.com'}", IOC,
     "TargetAddressDomains", "contoso.com"},
    {"Set- adds and removes", "exo",
     "Set-IntraOrganizationConnector HybridIOC* -TargetAddressDomains @{add=\"x.com\",\"y.com\"; "
     "remove=\"contoso.com\"}",
     IOC, "TargetAddressDomains", "x.com|y.com"},
    {"Set- clears by $null", "exo", "Set-IntraOrganizationConnector HybridIOC* -DiscoveryEndpoint $null", IOC,
     "DiscoveryEndpoint", ""},
    {"Set- clears by an empty text", "exo", "Set-IntraOrganizationConnector HybridIOC* -DiscoveryEndpoint ''", IOC,
     "DiscoveryEndpoint", ""},
    {"Set- puts a property where it belongs", "exo",
     "Set-IntraOrganizationConnector \"HybridIOC*\" -TargetSharingEpr https://mail.contoso.com/EWS/Exchange.asmx", IOC,
     "TargetSharingEpr", "https://mail.contoso.com/EWS/Exchange.asmx"},
    {"a flag with a blank", "exo", "Set-IntraOrganizationConnector \"HybridIOC*\" -Enabled $false", IOC, "Enabled",
     "false"},
    {"a flag with a colon", "exo", "Set-IntraOrganizationConnector \"HybridIOC*\" -Enabled:$False", IOC, "Enabled",
     "false"},
    {"case does not matter", "exo", "sEt-intraorganizationCONNECTOR \"hybridioc*\" -eNABLED $FALSE", IOC, "Enabled",
     "false"},
    {"a pipe gives each object found", "exo",
     "Get-OrganizationRelationship O365* | Set-OrganizationRelationship -Enabled $false", RELATIONSHIP, "Enabled",
     "false"},
    {"two pipes", "exo",
     "Get-OrganizationRelationship | Get-OrganizationRelationship | Set-OrganizationRelationship -Enabled:$False",
     RELATIONSHIP, "Enabled", "false"},
    {"a pipe gives values", "onprem", "(Get-Mailbox joe@contoso.com).Alias | Set-Mailbox -AccountDisabled $true",
     "onprem", "Mailbox", "Alias", "joe", "AccountDisabled", "true"},
    {"-Identity names the object", "exo", "Set-OrganizationRelationship -Enabled $false -Identity \"O365 to*\"",
     RELATIONSHIP, "Enabled", "false"},
    {"parameters may be cut short", "exo", "Set-OrganizationRelationship \"O365 to*\" -TargetShar https://x.y/z",
     RELATIONSHIP, "TargetSharingEpr", "https://x.y/z"},
    {"-Confirm and -ErrorAction do no harm", "exo",
     "Set-OrganizationRelationship \"O365 to*\" -Confirm:$false -ErrorAction Stop -Enabled $false", RELATIONSHIP,
     "Enabled", "false"},
    {"-WhatIf changes nothing", "exo", "Set-OrganizationRelationship -WhatIf \"O365 to*\" -Enabled $false",
     RELATIONSHIP, "Enabled", "true"},
    {"a word behind a switch is another argument", "onprem",
     "Set-FederationTrust -PublishFederationCertificate \"Microsoft Federation Gateway\" -TokenIssuerUri urn:x", TRUST,
     "TokenIssuerUri", "urn:x"},
    {"so it is behind one that is cut short", "onprem",
     "Set-FederationTrust -Publish \"Microsoft Federation Gateway\" -TokenIssuerUri urn:x", TRUST, "TokenIssuerUri",
     "urn:x"},
    {"a switch takes a value behind a colon", "onprem",
     "Set-FederationTrust -PublishFederationCertificate:$false Microsoft* -TokenIssuerUri urn:x", TRUST,
     "TokenIssuerUri", "urn:x"},
    {"an object can be renamed", "exo", "Set-OrganizationRelationship \"O365 to*\" -Name Cloud", "exo",
     "OrganizationRelationship", "Name", "Cloud", "Enabled", "true"},
    {"an empty line does nothing", "exo", " # hello", RELATIONSHIP, "Enabled", "true"},
    {"ampersands are text", "exo", "Set-OrganizationRelationship \"O365 to*\" -Name \"A & <B>\"", "exo",
     "OrganizationRelationship", "Name", "A & <B>", "Enabled", "true"},

    {"New-Mailbox finds the primary address", "onprem",
     "New-Mailbox -Name \"Ann (merged forest)\" -EmailAddresses \"SMTP:ann@contoso.com\"", "onprem", "Mailbox", "Name",
     "Ann (merged forest)", "PrimarySmtpAddress", "ann@contoso.com"},
    {"New-Mailbox makes an alias", "onprem",
     "New-Mailbox -Name \"Ann (merged forest)\" -EmailAddresses \"SMTP:ann@contoso.com\"", "onprem", "Mailbox", "Name",
     "Ann (merged forest)", "Alias", "Annmergedforest"},
    {"New-Mailbox makes addresses of the primary one", "onprem", "New-Mailbox Eve -PrimarySmtpAddress eve@contoso.com",
     "onprem", "Mailbox", "Name", "Eve", "EmailAddresses", "SMTP:eve@contoso.com"},
    {"New-Mailbox: the first address is the primary one if none is", "onprem",
     "New-Mailbox Eve -EmailAddresses eve@contoso.com,e@contoso.com", "onprem", "Mailbox", "Name", "Eve",
     "EmailAddresses", "SMTP:eve@contoso.com|smtp:e@contoso.com"},
    {"New-MailContact is named by where mail goes", "exo",
     "New-MailContact -Name Finn -ExternalEmailAddress finn@notes.domain.com", "exo", "MailContact", "Name", "Finn",
     "PrimarySmtpAddress", "finn@notes.domain.com"},
    {"a mailbox is found by its address", "onprem", "Set-Mailbox joe@contoso.com -AccountDisabled $true", "onprem",
     "Mailbox", "Alias", "joe", "AccountDisabled", "true"},
    {"a mailbox is found by its other address", "onprem",
     "Set-Mailbox joe@contoso.mail.onmicrosoft.com -AccountDisabled $true", "onprem", "Mailbox", "Alias", "joe",
     "AccountDisabled", "true"},
    {"Set-Mailbox: another primary address", "onprem", "Set-Mailbox joe -PrimarySmtpAddress joseph@contoso.com",
     "onprem", "Mailbox", "Alias", "joe", "EmailAddresses",
     "smtp:joe@contoso.com|smtp:joe@contoso.mail.onmicrosoft.com|SMTP:joseph@contoso.com"},
    {"Set-Mailbox: a primary address among the others", "onprem",
     "Set-Mailbox joe -EmailAddresses \"SMTP:j@contoso.com\",\"sip:joe@contoso.com\"", "onprem", "Mailbox", "Alias",
     "joe", "PrimarySmtpAddress", "j@contoso.com"},
    {"Set-Mailbox: an address less", "exo",
     "Set-Mailbox ann -EmailAddresses @{remove='ann@contoso.mail.onmicrosoft.com'}", "exo", "Mailbox", "Alias", "ann",
     "EmailAddresses", "SMTP:ann@contoso.com"},
    {"Set-RemoteMailbox sets the immutable id", "onprem", "Set-RemoteMailbox ann -ImmutableID ann@contoso.com",
     "onprem", "RemoteMailbox", "Alias", "ann", "ImmutableId", "ann@contoso.com"},
    {"Remove-Mailbox", "onprem", "Remove-Mailbox \"Kim Park\" -Confirm:$false", "onprem", "Mailbox", "Alias", "kim",
     "Name", "no such object"},
    {"Remove-MailUser", "exo", "Remove-MailUser joe@contoso.com", "exo", "MailUser", "Alias", "joe", "Name",
     "no such object"},
    {"a calendar permission", "onprem",
     "Set-MailboxFolderPermission joe@contoso.com:\\calendar -User Default -AccessRights none", "onprem",
     "MailboxFolderPermission", "Identity", "joe@contoso.com:\\Calendar", "AccessRights", "None"},
    {"one more calendar permission", "onprem",
     "Add-MailboxFolderPermission joe@contoso.com:\\Calendar -User Kim -AccessRights Editor", "onprem",
     "MailboxFolderPermission", "User", "kim@contoso.com", "AccessRights", "Editor"},
    {"working hours", "exo", "Set-MailboxCalendarConfiguration ann@contoso.com -WorkingHoursStartTime 18:00", "exo",
     "MailboxCalendarConfiguration", "Identity", "ann@contoso.com", "WorkingHoursStartTime", "18:00:00"},
    {"an address space is named for its forest", "exo",
     "Add-AvailabilityAddressSpace -ForestName n.com -AccessMethod OrgWideFB", "exo", "AvailabilityAddressSpace",
     "Name", "n.com", "AccessMethod", "OrgWideFB"},
    {"a virtual directory", "onprem",
     "Set-WebServicesVirtualDirectory \"EX01\\ews (Default Web Site)\" -OAuthAuthentication:$False", "onprem",
     "WebServicesVirtualDirectory", "Identity", "EX01\\EWS (Default Web Site)", "OAuthAuthentication", "false"},
    {"the only one needs no name", "onprem", "Set-AuthConfig -CurrentCertificateThumbprint $null", "onprem",
     "AuthConfig", "ServiceName", REALM, "CurrentCertificateThumbprint", ""},
    {"a partner application", "onprem", "Set-PartnerApplication \"Exchange Online\" -LinkedAccount $null", "onprem",
     "PartnerApplication", "Name", "Exchange Online", "LinkedAccount", ""},
    {"an authentication server", "onprem", "Set-AuthServer ACS -CertificateStrings $null", "onprem", "AuthServer",
     "Type", "MicrosoftACS", "CertificateStrings", ""},
    {"a cloud user", "msol", "Set-MsolUser -UserPrincipalName ann@contoso.com -PasswordExpired $true", "msol",
     "MsolUser", "UserPrincipalName", "ann@contoso.com", "PasswordExpired", "true"},
    {"several credentials go at once", "msol", "Remove-MsolServicePrincipalCredential -ServicePrincipalName " REALM,
     "msol", "MsolServicePrincipalCredential", "ServicePrincipalName", REALM, "KeyId", "no such object"},

    {"a value from another object", "onprem", "Set-AuthConfig -Realm (Get-AcceptedDomain contoso.com).DomainName",
     "onprem", "AuthConfig", "ServiceName", REALM, "Realm", "contoso.com"},
    {"a value from a call in a call", "onprem",
     "Set-AuthConfig -Realm (Get-Mailbox (Get-Mailbox joe).PrimarySmtpAddress).Name", "onprem", "AuthConfig",
     "ServiceName", REALM, "Realm", "Joe Hill"},
    {"a call that finds nothing is $null", "onprem",
     "Set-AuthConfig -Realm (Get-AuthConfig).PreviousCertificateThumbprint", "onprem", "AuthConfig", "ServiceName",
     REALM, "Realm", ""},
    {"a certificate with a date to come waits", "onprem",
     "Set-AuthConfig -NewCertificateThumbprint (Get-AuthConfig).CurrentCertificateThumbprint "
     "-NewCertificateEffectiveDate 2999-01-01",
     "onprem", "AuthConfig", "ServiceName", REALM, "NextCertificateEffectiveDate", "2999-01-01"},
    {"a switch may be denied", "onprem", "Set-AuthServer ACS -RefreshAuthMetadata:$false -Enabled $false", "onprem",
     "AuthServer", "Type", "MicrosoftACS", "Enabled", "false"},
    {"a certificate is exported", "onprem",
     "Export-ExchangeCertificate -Thumbprint (Get-AuthConfig).CurrentCertificateThumbprint -FileName C:\\a.cer", "lab",
     "LabFile", "Name", "C:\\a.cer", "Content", "{onprem-auth:base64}"},
    {"a module is imported", "sync", "Import-Module ADSync", RELATIONSHIP, "Enabled", "true"},

    {"a firewall", "lab", "Set-LabFirewall onprem -Inbound Drop", "lab", "LabFirewall", "Party", "onprem", "Inbound",
     "drop"},
    {"a firewall from another place", "exo", "Set-LabFirewall -Party onprem -Inbound cut -Amount 10", "lab",
     "LabFirewall", "Party", "onprem", "Amount", "10"},
    {"a reverse proxy", "lab", "Set-LabReverseProxy onprem -Device tmg -PreAuthenticatedPaths /EWS,/autodiscover",
     "lab", "LabReverseProxy", "Party", "onprem", "PreAuthenticatedPaths", "/EWS|/autodiscover"},
    {"TLS versions", "lab", "Set-LabTls onprem -MinimumProtocol Tls10 -MaximumProtocol Tls11", "lab", "LabTls", "Party",
     "onprem", "MaximumProtocol", "Tls11"},
    {"a DNS record less", "lab", "Remove-LabDnsRecord mail.contoso.com", "lab", "LabDnsRecord", "Name",
     "mail.contoso.com", "Party", "no such object"},
    {"a DNS record more", "lab", "New-LabDnsRecord www.contoso.com -Party onprem", "lab", "LabDnsRecord", "Name",
     "www.contoso.com", "Party", "onprem"},
    {"a clock that is late", "lab", "Set-LabClock onprem -OffsetSeconds -600", "lab", "LabClock", "Scope", "onprem",
     "OffsetSeconds", "-600"},
    {"a build", "onprem", "Set-LabExchangeBuild -AdminDisplayVersion \"Version 15.1 (Build 225.42)\"", "onprem",
     "ExchangeServer", "Name", "EX01", "AdminDisplayVersion", "Version 15.1 (Build 225.42)"},
    {"a build, by name from the lab", "lab", "Set-LabExchangeBuild EX01 -AdminDisplayVersion \"Version 15.1\"",
     "onprem", "ExchangeServer", "Name", "EX01", "AdminDisplayVersion", "Version 15.1"},
    {"a handler mapping less", "server", "Remove-LabHandlerMapping \"EX01\\Autodiscover\\svc-Integrated\"", "onprem",
     "LabHandlerMapping", "Path", "/autodiscover", "Handler", "no such object"},
    {"a handler mapping more", "onprem",
     "New-LabHandlerMapping \"EX01\\OAB\\svc-Integrated\" -Path /OAB -Handler *.svc", "onprem", "LabHandlerMapping",
     "Path", "/OAB", "Handler", "*.svc"},
    {"a calendar item", "onprem",
     "New-LabCalendarItem joe@contoso.com -Subject Lunch -StartTime 12:00 -EndTime 13:00 -DaysOfWeek friday,Monday "
     "-Copies 1200",
     "onprem", "CalendarItem", "Subject", "Lunch", "DaysOfWeek", "Friday|Monday"},
};

static void changes(void **state)
{
    const struct effect *row = *state;
    CLEANUP(store_free) struct store *store = shell_rows_store();
    CLEANUP(cleanup_string) char *text = NULL;
    struct error error;

    if (!shell_run(&(struct shell){.store = store}, row->at, row->command, &error))
        fail_msg("%s", error.text);
    assert_true(shell_check(row->at, row->command, NULL));
    assert_true(shell_run(&(struct shell){.store = store}, "server", "iisreset", NULL)); /* what is delayed, too */
    text = values(store, row->scope, row->noun, row->key, row->identity, row->property);
    assert_string_equal(text, row->values);
}

static void repair_undoes_the_break(void **state)
{
    static const char *const commands[] = {
        "New-Mailbox -Name \"Ann (merged forest)\" -EmailAddresses \"SMTP:ann@contoso.com\"",
        "Remove-Mailbox \"Ann (merged forest)\"",
        "Remove-LabHandlerMapping \"EX01\\Autodiscover\\svc-Integrated\"",
        "New-LabHandlerMapping \"EX01\\Autodiscover\\svc-Integrated\" -Path /autodiscover -Handler *.svc",
        "Set-LabReverseProxy onprem -Device TMG -PreAuthenticatedPaths /EWS",
        "Set-LabReverseProxy onprem -Device none -PreAuthenticatedPaths $null",
    };
    CLEANUP(store_free) struct store *store = shell_rows_store();
    CLEANUP(cleanup_string) char *before = NULL, *after = NULL;
    struct error error;

    (void)state;
    before = store_scope_text(store, "lab");
    for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
        if (!shell_run(&(struct shell){.store = store}, "onprem", commands[i], &error))
            fail_msg("%s", error.text);
    after = store_scope_text(store, "lab");
    assert_string_equal(before, after);
}

int main(void)
{
    static const struct CMUnitTest fixed[] = {cmocka_unit_test(repair_undoes_the_break)};
    struct CMUnitTest tests[ARRAY_SIZE(effects)];

    ROWS(tests, effects, changes);
    return cmocka_run_group_tests_name("shell effects", tests, NULL, NULL) +
           cmocka_run_group_tests_name("shell", fixed, NULL, NULL);
}
