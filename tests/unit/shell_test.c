/* SPDX-License-Identifier: MIT */
#include "cleanup.h"
#include "organization.h"
#include "shell.h"
#include "text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HEALTHY FBLAB_SOURCE "/scenarios/organizations.xml"
#define SCHEMA FBLAB_SOURCE "/scenarios/organizations.rng"
#define REALM "00000002-0000-0ff1-ce00-000000000000"

static int load(void **state)
{
    struct error error;
    struct store *store = store_load(HEALTHY, SCHEMA, &error);

    if (!store)
        fail_msg("%s", error.text);
    *state = store;
    return 0;
}

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
     "MailboxFolderPermission", "User", "Kim", "AccessRights", "Editor"},
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
     "Name", "ACS", "CertificateStrings", ""},
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
     "AuthServer", "Name", "ACS", "Enabled", "false"},
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
    void *loaded = NULL;
    CLEANUP(store_free) struct store *store = NULL;
    CLEANUP(cleanup_string) char *text = NULL;
    struct error error;

    load(&loaded);
    store = loaded;
    if (!shell_run(&(struct shell){.store = store}, row->at, row->command, &error))
        fail_msg("%s", error.text);
    assert_true(shell_check(row->at, row->command, NULL));
    assert_true(shell_run(&(struct shell){.store = store}, "server", "iisreset", NULL)); /* what is delayed, too */
    text = values(store, row->scope, row->noun, row->key, row->identity, row->property);
    assert_string_equal(text, row->values);
}

struct refusal {
    const char *name, *at, *command, *sentence;
};

#define UNKNOWN(term)                                                                                                  \
    "The term '" term "' is not recognized as the name of a cmdlet, function, script file, or operable program."

#define UNEXPECTED(token)                                                                                              \
    "Unexpected token '" token "' in expression or statement: a line is cmdlets with pipes between "                   \
    "them, whose values may be (Get-...).Property."

static const struct refusal refusals[] = {
    {"refuses an unknown cmdlet", "exo", "Set-Organisation",
     UNKNOWN("Set-Organisation") " Did you mean Set-OrganizationRelationship?"},
    {"refuses a misspelt cmdlet", "exo", "Get-MailBoks", UNKNOWN("Get-MailBoks") " Did you mean Get-Mailbox?"},
    {"refuses what is nothing like a cmdlet", "exo", "xyzzy -Name a", UNKNOWN("xyzzy")},
    {"refuses a verb the noun has not", "onprem", "Remove-ExchangeServer EX01",
     UNKNOWN("Remove-ExchangeServer") " ExchangeServer has no such verb."},
    {"refuses to restart one server", "server", "iisreset EX01",
     "iisreset does not know the argument 'EX01': it restarts every server of the premises."},
    {"refuses an argument of iisreset that is none", "onprem", "IISRESET.exe /now",
     "iisreset does not know the argument '/now': it restarts every server of the premises."},
    {"refuses a parameter of Restart-Computer", "server", "Restart-Computer -ComputerName EX01",
     "Restart-Computer does not know the argument '-ComputerName': it restarts every server of the premises."},
    {"refuses to restart the cloud", "exo", "iisreset", UNKNOWN("iisreset") " It runs at server."},
    {"refuses to set what is pending", "onprem", "Set-LabPendingChange ACS -Until now",
     UNKNOWN("Set-LabPendingChange") " LabPendingChange has no such verb."},
    {"refuses a clock that is no number", "lab", "Set-LabClock onprem -OffsetSeconds soon",
     "Cannot process argument transformation on parameter 'OffsetSeconds'. Cannot convert value \"soon\" to type "
     "\"System.Int32\". Use a number of up to nine digits."},
    {"refuses a column of columns", "exo", "Get-Mailbox | ft Name Alias", UNEXPECTED("Alias")},
    {"refuses what formatters do not know", "exo", "Get-Mailbox | ft Name -Colour",
     "A parameter cannot be found that matches parameter name 'Colour'."},
    {"refuses a cmdlet of another place", "onprem", "Get-MsolUser", UNKNOWN("Get-MsolUser") " It runs at msol."},
    {"refuses a place that is none", "moon", "Get-Mailbox",
     "'moon' is no place where commands run: use onprem, exo, mesh, domino, msol, sync, server or lab."},
    {"refuses an unknown parameter", "exo", "Set-AcceptedDomain contoso.com -Colour red",
     "A parameter cannot be found that matches parameter name 'Colour'. Set-AcceptedDomain has: -Name -DomainName "
     "-Identity -WhatIf -Verbose."},
    {"refuses a parameter the verb does not take", "exo", "Remove-AcceptedDomain contoso.com -DomainName a",
     "A parameter cannot be found that matches parameter name 'DomainName'. Remove-AcceptedDomain has: -Identity "
     "-WhatIf -Verbose."},
    {"refuses an ambiguous parameter", "exo", "Set-OrganizationRelationship O365* -Target x",
     "Parameter cannot be processed because the parameter name 'Target' is ambiguous."},
    {"refuses a parameter given twice", "exo", "Set-AcceptedDomain contoso.com -Name a -name b",
     "Cannot bind parameter because parameter 'Name' is specified more than once."},
    {"refuses an identity given twice", "exo", "Set-AcceptedDomain contoso.com -Identity b -Name c",
     "Cannot bind parameter because parameter 'Identity' is specified more than once."},
    {"refuses a second argument without a name", "exo", "Get-Mailbox ann bob",
     "A positional parameter cannot be found that accepts argument 'bob'."},
    {"refuses a missing value", "exo", "Set-AcceptedDomain contoso.com -Name",
     "Missing an argument for parameter 'Name'. Specify a parameter of type 'System.String' and try again."},
    {"refuses a missing value before a parameter", "exo", "Set-IntraOrganizationConnector HybridIOC* -Enabled -Name x",
     "Missing an argument for parameter 'Enabled'. Specify a parameter of type 'System.Boolean' and try again."},
    {"refuses a missing identity", "exo", "Set-IntraOrganizationConnector -Enabled $false",
     "Cannot process command because of one or more missing mandatory parameters: Identity."},
    {"refuses missing parameters", "lab", "New-LabHandlerMapping EX01\\x",
     "Cannot process command because of one or more missing mandatory parameters: Path Handler."},
    {"refuses a mailbox without address", "exo", "New-Mailbox Eve",
     "Cannot process command because of one or more missing mandatory parameters: PrimarySmtpAddress."},
    {"refuses an object that is not there", "exo", "Set-Mailbox eve@contoso.com -AccountDisabled $true",
     "The operation couldn't be performed because object 'eve@contoso.com' couldn't be found."},
    {"refuses a pattern that fits nothing", "exo", "Set-Mailbox eve* -AccountDisabled $true",
     "The operation couldn't be performed because object 'eve*' couldn't be found."},
    {"refuses a user without permission entry", "exo",
     "Set-MailboxFolderPermission ann@contoso.com:\\calendar -User Eve -AccessRights None",
     "The operation couldn't be performed because object 'ann@contoso.com:\\calendar' couldn't be found."},
    {"Get- refuses an object that is not there", "exo", "Get-Mailbox eve",
     "The operation couldn't be performed because object 'eve' couldn't be found."},
    {"refuses several objects", "onprem", "Set-Mailbox * -AccountDisabled $true",
     "The operation couldn't be performed because '*' matches multiple entries."},
    {"refuses a name that is taken", "onprem", "New-Mailbox \"joe hill\" -PrimarySmtpAddress joe2@contoso.com",
     "The object 'joe hill' already exists."},
    {"refuses a flag that is none", "exo", "Set-IntraOrganizationConnector HybridIOC* -Enabled maybe",
     "Cannot process argument transformation on parameter 'Enabled'. Cannot convert value \"maybe\" to type "
     "\"System.Boolean\". Use $true or "
     "$false."},
    {"refuses a URL that is none", "exo", "Set-IntraOrganizationConnector HybridIOC* -DiscoveryEndpoint autodiscover",
     "Cannot process argument transformation on parameter 'DiscoveryEndpoint'. Cannot convert value \"autodiscover\" "
     "to type \"System.Uri\". Use "
     "a URL such as https://mail.contoso.com/EWS/Exchange.asmx."},
    {"refuses an address that is none", "exo", "New-Mailbox Eve -EmailAddresses 'eve contoso.com'",
     "Cannot process argument transformation on parameter 'EmailAddresses'. Cannot convert value \"eve contoso.com\" "
     "to type "
     "\"Microsoft.Exchange.Data.ProxyAddress\". Use an address such as SMTP:ann@contoso.com."},
    {"refuses a number that is none", "lab", "Set-LabFirewall onprem -Amount -1",
     "Cannot process argument transformation on parameter 'Amount'. Cannot convert value \"-1\" to type "
     "\"System.Int32\". Use a number of up to "
     "nine digits."},
    {"refuses a time that is none", "exo",
     "Set-MailboxCalendarConfiguration ann@contoso.com -WorkingHoursStartTime 8:61",
     "Cannot process argument transformation on parameter 'WorkingHoursStartTime'. Cannot convert value \"8:61\" to "
     "type \"System.TimeSpan\". "
     "Use a time of day such as 08:00:00."},
    {"refuses a path that is none", "lab", "Set-LabReverseProxy onprem -PreAuthenticatedPaths EWS",
     "Cannot process argument transformation on parameter 'PreAuthenticatedPaths'. Cannot convert value \"EWS\" to "
     "type \"System.String\". Use a "
     "path such as /EWS."},
    {"refuses a word that is none of the choices", "lab", "Set-LabTls onprem -MaximumProtocol Ssl3",
     "Cannot validate argument on parameter 'MaximumProtocol'. The argument \"Ssl3\" does not belong to the set "
     "\"Tls10,Tls11,Tls12,Tls13\" "
     "specified by the ValidateSet attribute."},
    {"refuses $null where something must stand", "exo", "Set-Mailbox ann -Alias $null",
     "Cannot bind argument to parameter 'Alias' because it is null."},
    {"refuses blanks where something must stand", "exo", "Set-Mailbox ann -Alias \"  \"",
     "Cannot bind argument to parameter 'Alias' because it is an empty string."},
    {"refuses a list for a single value", "exo", "Set-Mailbox ann -Alias a,b",
     "Cannot convert 'System.Object[]' to the type 'System.String' required by parameter 'Alias'. Specified method is "
     "not supported."},
    {"refuses an edit of a single value", "exo", "Set-Mailbox ann -Alias @{add='a'}",
     "Cannot convert 'System.Collections.Hashtable' to the type 'System.String' required by parameter 'Alias'. "
     "Specified method is not supported."},
    {"refuses an unknown entry", "exo", "Set-Mailbox ann -EmailAddresses @{plus='a@b'}",
     "'plus' is no entry of a hash literal here: use @{add=\"...\"; remove=\"...\"}."},
    {"refuses an entry without value", "exo", "Set-Mailbox ann -EmailAddresses @{add}",
     "Missing '=' operator after key in hash literal."},
    {"refuses an edit without end", "exo", "Set-Mailbox ann -EmailAddresses @{add='a@b'",
     "The hash literal was incomplete."},
    {"refuses a variable", "exo", "Set-Mailbox ann -Alias $a",
     "The variable '$a' cannot be retrieved because it has not been set."},
    {"refuses a list that goes on", "exo", "Set-Mailbox ann -EmailAddresses a@b,",
     "The command line ends too early: a value is missing at its end."},
    {"refuses a pipe into a cmdlet that makes objects", "exo", "Get-Mailbox | New-Mailbox",
     "The input object cannot be bound to any parameters for the command: New-Mailbox takes nothing from a pipe."},
    {"refuses a pipe from what finds nothing", "exo", "Set-Mailbox ann -Alias a | Get-Mailbox",
     "Set-Mailbox finds no objects: only a Get- cmdlet that does can stand before a pipe."},
    {"refuses a pipe into nothing", "exo", "Get-Mailbox |",
     "'' cannot stand behind a pipe: use a cmdlet, fl, ft or select."},
    {"refuses a second pipe", "exo", "Get-Mailbox | fl | fl", UNEXPECTED("|")},
    {"refuses an assignment where nothing is kept", "exo", "$a=get-date",
     "Nobody keeps variables here: write the value itself instead of $a."},
    {"refuses an assignment of nothing", "exo",
     "$a=", "The command line ends too early: a value is missing at its end."},
    {"refuses what the lab has not", "server", "LDP.exe",
     "LDP has no counterpart here: the lab has no directory that speaks LDAP; Get-Mailbox, Get-MailUser and "
     "Get-MailContact look at recipients."},
    {"refuses $null in a list", "exo", "Set-Mailbox ann -EmailAddresses a@b,$null", UNEXPECTED("$null")},
    {"refuses a call without property", "onprem", "Set-AuthConfig -Realm (Get-AuthConfig)",
     "(Get-AuthConfig) can be a value only with a property behind it that it has, as in (Get-AuthConfig).Realm."},
    {"refuses a property that is none", "onprem", "(Get-AuthConfig).Colour",
     "(Get-AuthConfig) can be a value only with a property behind it that it has, as in (Get-AuthConfig).Realm."},
    {"refuses a call that changes something", "onprem", "Set-AuthConfig -Realm (Remove-Mailbox joe).Name",
     "(Remove-Mailbox) can be a value only with a property behind it that it has, as in (Get-AuthConfig).Realm."},
    {"refuses a call of something that is not there", "onprem", "Set-AuthConfig -Realm (Get-Mailbox eve).Name",
     "The operation couldn't be performed because object 'eve' couldn't be found."},
    {"refuses a call that finds nothing where something must stand", "exo",
     "Get-ExchangeCertificate -Thumbprint (Get-AuthConfig).PreviousCertificateThumbprint",
     "Cannot bind argument to parameter 'Thumbprint' because it is null."},
    {"refuses parentheses without end", "onprem", "Set-AuthConfig -Realm (Get-AuthConfig",
     "Missing closing ')' in expression."},
    {"refuses parentheses that are too deep", "onprem", "((((((((((Get-AuthConfig", UNEXPECTED("(")},
    {"refuses calls that are too deep", "onprem",
     "Get-Mailbox (Get-Mailbox (Get-Mailbox (Get-Mailbox (Get-Mailbox (Get-Mailbox (Get-Mailbox (Get-Mailbox "
     "(Get-Mailbox (Get-Mailbox joe).Name).Name).Name).Name).Name).Name).Name).Name).Name",
     "Parentheses cannot stand in each other more than 8 deep."},
    {"refuses what needs a lab where there is none", "onprem", "Set-AuthServer ACS -RefreshAuthMetadata",
     "Set-AuthServer needs a running lab, and this is a document alone."},
    {"refuses a test where there is no lab", "exo",
     "Test-OAuthConnectivity -Service EWS -TargetUri https://mail.contoso.com/ews -Mailbox ann",
     "Test-OAuthConnectivity needs a running lab, and this is a document alone."},
    {"refuses a new certificate that is not installed", "onprem", "Set-AuthConfig -NewCertificateThumbprint 00AA",
     "The certificate with thumbprint '00AA' isn't installed; Get-ExchangeCertificate shows those that are."},
    {"refuses to publish what is not installed", "onprem",
     "Set-AuthConfig -CurrentCertificateThumbprint 00AA -PublishCertificate",
     "The certificate with thumbprint '00AA' isn't installed; Get-ExchangeCertificate shows those that are."},
    {"refuses a date that is none", "onprem", "Set-AuthConfig -NewCertificateEffectiveDate tomorrow",
     "Cannot process argument transformation on parameter 'NewCertificateEffectiveDate'. Cannot convert value "
     "\"tomorrow\" to type \"System.DateTime\". Use (Get-Date) or a date such as 2026-01-05."},
    {"refuses to export what is not installed", "onprem", "Export-ExchangeCertificate -Thumbprint 00AA -FileName a.cer",
     "The certificate with thumbprint 00AA was not found."},
    {"refuses an action without what it needs", "exo", "Test-OAuthConnectivity -Service EWS -Mailbox ann",
     "Cannot process command because of one or more missing mandatory parameters: TargetUri."},
    {"refuses a service that is none", "exo",
     "Test-OAuthConnectivity -Service POP -TargetUri https://mail.contoso.com/ews -Mailbox ann",
     "Cannot validate argument on parameter 'Service'. The argument \"POP\" does not belong to the set "
     "\"EWS,AutoD\" specified by the ValidateSet attribute."},
    {"refuses an action of another place", "onprem", "Start-ADSyncSyncCycle",
     UNKNOWN("Start-ADSyncSyncCycle") " It runs at sync."},
    {"refuses a misspelt action", "sync", "Start-ADSyncCycle",
     UNKNOWN("Start-ADSyncCycle") " Did you mean Start-ADSyncSyncCycle?"},
    {"refuses a module that is none", "sync", "Import-Module Pester",
     "The specified module 'Pester' was not loaded because no valid module file was found in any module directory. "
     "There is ADSync."},
    {"refuses a quote without end", "exo", "Get-Mailbox \"ann", "The string is missing the terminator: \"."},
};

static void count_swaps(void *context, const struct snapshot *snapshot)
{
    (void)snapshot;
    ++*(int *)context;
}

static void refuses(void **state)
{
    const struct refusal *row = *state;
    void *loaded = NULL;
    CLEANUP(store_free) struct store *store = NULL;
    struct error error = {""};
    int swaps = 0;

    load(&loaded);
    store = loaded;
    store_observe(store, count_swaps, &swaps);
    assert_false(shell_run(&(struct shell){.store = store}, row->at, row->command, &error));
    assert_string_equal(error.text, row->sentence);
    assert_int_equal(swaps, 0);
}

struct output {
    const char *name, *at, *command, *text;
};

static const struct output outputs[] = {
    {"Get- prints a list of properties", "exo", "Get-IntraOrganizationConnector HybridIOC*",
     "\n"
     "Name                 : HybridIOC - 8f4e2a1c\n"
     "TargetAddressDomains : {contoso.com}\n"
     "DiscoveryEndpoint    : https://autodiscover.contoso.com/autodiscover/autodiscover.svc\n"
     "TargetSharingEpr     : \n"
     "Enabled              : True\n"
     "\n"},
    {"Get- prints every object", "onprem", "Get-AcceptedDomain",
     "\n"
     "Name       : contoso.com\n"
     "DomainName : contoso.com\n"
     "\n"
     "Name       : contoso.mail.onmicrosoft.com\n"
     "DomainName : contoso.mail.onmicrosoft.com\n"
     "\n"},
    {"Get- prints lists in braces", "exo", "Get-MailContact",
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
     "Name TokenIssuingEndpoint                                  AuthMetadataUrl                                      "
     " Enabled\n"
     "---- --------------------                                  ---------------                                      "
     " -------\n"
     "ACS  https://accounts.accesscontrol.windows.net/7d8a1c2... "
     "https://accounts.accesscontrol.windows.net/7d8a1c2... True\n"
     "\n"},
    {"ft of nothing prints nothing", "exo", "Get-Mailbox zz* | ft", ""},
    {"select of few is a table", "exo", "Get-MailContact | select Name, Alias",
     "\nName       Alias\n----       -----\nDora Quist dora\n\n"},
    {"select of many is a list", "exo", "Get-MailContact | select Name, Alias, SipAddress, ImmutableId, Colour",
     "\nName        : Dora Quist\nAlias       : dora\nSipAddress  : \nImmutableId : \nColour      : \n\n"},
    {"New- is printed as a table, too", "exo", "New-AcceptedDomain Fabrikam -DomainName fabrikam.com | ft Name",
     "\nName\n----\nFabrikam\n\n"},
    {"a pipe into fl alone", "onprem", "Get-AcceptedDomain contoso.com | FL",
     "\nName       : contoso.com\nDomainName : contoso.com\n\n"},
    {"a property of all objects", "onprem", "(Get-AcceptedDomain).DomainName",
     "contoso.com\ncontoso.mail.onmicrosoft.com\n"},
    {"what is hidden is shown when it is named", "onprem", "Get-ExchangeCertificate | fl RawData",
     "\nRawData : {onprem-auth:base64}\n\nRawData : {onprem-federation:base64}\n\n"},
    {"the authorization server, as the catalogue shows it", "onprem",
     "Get-AuthServer | fl Name, IssuerIdentifier, TokenIssuingEndpoint, AuthMetadataUrl, Enabled",
     "\n"
     "Name                 : ACS\n"
     "IssuerIdentifier     : 00000001-0000-0000-c000-000000000000\n"
     "TokenIssuingEndpoint : "
     "https://accounts.accesscontrol.windows.net/7d8a1c2e-5b3f-4e60-9a17-2c4d6f8b0e31/tokens/OAuth/2\n"
     "AuthMetadataUrl      : "
     "https://accounts.accesscontrol.windows.net/7d8a1c2e-5b3f-4e60-9a17-2c4d6f8b0e31/metadata/json/1\n"
     "Enabled              : True\n"
     "\n"},
    {"New- prints what it made", "exo", "New-AcceptedDomain Fabrikam -DomainName fabrikam.com",
     "\nName       : Fabrikam\nDomainName : fabrikam.com\n"},
    {"a sync prints its result", "sync", "Start-ADSyncSyncCycle -PolicyType Delta", "\nResult\n------\nSuccess\n\n"},
    {"Set- prints nothing", "exo", "Set-Mailbox ann -AccountDisabled $true", ""},
    {"-WhatIf says what would be done", "exo", "Remove-Mailbox ann -WhatIf",
     "What if: Performing the operation \"Remove-Mailbox\" on target \"ann\".\n"},
};

static void prints(void **state)
{
    const struct output *row = *state;
    void *loaded = NULL;
    CLEANUP(store_free) struct store *store = NULL;
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    bool done;

    load(&loaded);
    store = loaded;
    done = shell_run(&(struct shell){.store = store, .output = memory}, row->at, row->command, NULL);
    fclose(memory);
    assert_true(done);
    assert_string_equal(text, row->text);
    free(text);
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
    void *loaded = NULL;
    CLEANUP(store_free) struct store *store = NULL;
    CLEANUP(cleanup_string) char *before = NULL, *after = NULL;
    struct error error;

    (void)state;
    load(&loaded);
    store = loaded;
    before = store_scope_text(store, "lab");
    for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
        if (!shell_run(&(struct shell){.store = store}, "onprem", commands[i], &error))
            fail_msg("%s", error.text);
    after = store_scope_text(store, "lab");
    assert_string_equal(before, after);
}

static void add_rows(struct CMUnitTest *tests, const void *rows, size_t size, size_t count, CMUnitTestFunction test)
{
    for (size_t i = 0; i < count; i++) {
        const char *row = (const char *)rows + i * size;
        /* Every kind of row begins with its name. */
        tests[i] = (struct CMUnitTest){
            .name = *(const char *const *)row, .test_func = test, .initial_state = (void *)(uintptr_t)row};
    }
}

#define ROWS(tests, rows, test) add_rows(tests, rows, sizeof *(rows), ARRAY_SIZE(rows), test)

int main(void)
{
    static const struct CMUnitTest fixed[] = {cmocka_unit_test(repair_undoes_the_break)};
    struct CMUnitTest effect_tests[ARRAY_SIZE(effects)], refusal_tests[ARRAY_SIZE(refusals)],
        output_tests[ARRAY_SIZE(outputs)];

    ROWS(effect_tests, effects, changes);
    ROWS(refusal_tests, refusals, refuses);
    ROWS(output_tests, outputs, prints);
    return cmocka_run_group_tests_name("shell effects", effect_tests, NULL, NULL) +
           cmocka_run_group_tests_name("shell refusals", refusal_tests, NULL, NULL) +
           cmocka_run_group_tests_name("shell output", output_tests, NULL, NULL) +
           cmocka_run_group_tests_name("shell", fixed, NULL, NULL);
}
