/* SPDX-License-Identifier: MIT */
/* What the management shell does not take, and the sentence that says so. */
#include "base/cleanup.h"
#include "base/text.h"
#include "shell/shell.h"
#include "support/shell_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct refusal {
    const char *name, *at, *command, *sentence;
};

#define UNKNOWN(term)                                                                                                  \
    "The term '" term "' is not recognized as the name of a cmdlet, function, script file, or operable program."

#define UNEXPECTED(token)                                                                                              \
    "Unexpected token '" token "' in expression or statement: a line is cmdlets with pipes between "                   \
    "them, whose values may be (Get-...).Property; fblab pwsh knows the rest."

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
     "'moon' is no place where commands run: use onprem, exo, mesh, domino, msol, sync, server, device, graph or lab."},
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
    {"refuses a parameter whose value would be what a pipe brings", "exo",
     "Get-OrganizationRelationship O365* | Set-OrganizationRelationship -Enabled",
     "Missing an argument for parameter 'Enabled'. Specify a parameter of type 'System.Boolean' and try again."},
    {"refuses a word behind a switch where there is a name already", "onprem",
     "Set-FederationTrust Microsoft* -RefreshMetadata now",
     "A positional parameter cannot be found that accepts argument 'now'."},
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
    {"refuses a second pipe", "exo", "Get-Mailbox | | fl",
     "'|' cannot stand behind a pipe: use a cmdlet, fl, ft or select."},
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
    {"refuses parentheses that are too deep", "onprem", "((((((((((Get-AuthConfig",
     "Parentheses cannot stand in each other more than 8 deep."},
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

static void refuses(void **state)
{
    const struct refusal *row = *state;
    CLEANUP(store_free) struct store *store = shell_rows_store();
    struct error error = {""};
    int swaps = 0;

    store_observe(store, shell_rows_count, &swaps);
    assert_false(shell_run(&(struct shell){.store = store}, row->at, row->command, &error));
    assert_string_equal(error.text, row->sentence);
    assert_int_equal(swaps, 0);
}

/* ---- a program under test ---- */

#define OF_LAB(noun) "The cmdlets of the lab itself (" noun ") are not for the program under test."
#define AT_LAB(place) "The place '" place "' is of the lab itself, and not for the program under test."

static const struct refusal for_tools[] = {
    {"a noun of the lab", "onprem", "Get-LabDnsRecord", OF_LAB("LabDnsRecord")},
    {"in lower case", "exo", "get-labdnsrecord", OF_LAB("LabDnsRecord")},
    {"to be changed", "exo", "Remove-LabDnsRecord mail.contoso.com", OF_LAB("LabDnsRecord")},
    {"to be made", "exo", "New-LabDnsRecord x.contoso.com -Party onprem", OF_LAB("LabDnsRecord")},
    {"before a pipe", "onprem", "Get-LabDnsRecord | Remove-LabDnsRecord", OF_LAB("LabDnsRecord")},
    {"as a value", "onprem", "(Get-LabDnsRecord).Name", OF_LAB("LabDnsRecord")},
    {"as an argument", "onprem", "Get-Mailbox (Get-LabDnsRecord).Name", OF_LAB("LabDnsRecord")},
    {"behind a semicolon", "onprem", "Get-Mailbox nobody*; Get-LabDnsRecord", OF_LAB("LabDnsRecord")},
    {"the lab's place", "lab", "Get-Mailbox", AT_LAB("lab")},
    {"the devices' place", "device", "Get-LabDnsRecord", AT_LAB("device")},
};

static void refuses_tools(void **state)
{
    const struct refusal *row = *state;
    CLEANUP(store_free) struct store *store = shell_rows_store();
    struct error error = {""};
    int swaps = 0;

    store_observe(store, shell_rows_count, &swaps);
    assert_false(shell_run(&(struct shell){.store = store, .without_lab = true}, row->at, row->command, &error));
    assert_string_equal(error.text, row->sentence);
    assert_int_equal(swaps, 0);
}

/* What an organisation can see and change is not refused. */
static void lets_tools_work(void **state)
{
    CLEANUP(store_free) struct store *store = shell_rows_store();
    const struct shell shell = {.store = store, .without_lab = true};
    struct error error = {""};

    (void)state;
    if (!shell_run(&shell, "onprem", "Get-Mailbox | Set-Mailbox -AccountDisabled $false", &error))
        fail_msg("%s", error.text);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(refusals)], tool_tests[ARRAY_SIZE(for_tools)];
    const struct CMUnitTest works[] = {cmocka_unit_test(lets_tools_work)};

    ROWS(tests, refusals, refuses);
    ROWS(tool_tests, for_tools, refuses_tools);
    return cmocka_run_group_tests_name("shell refusals", tests, NULL, NULL) +
           cmocka_run_group_tests_name("for a program under test", tool_tests, NULL, NULL) +
           cmocka_run_group_tests_name("for a program under test", works, NULL, NULL);
}
