/* SPDX-License-Identifier: MIT */
/* Whatever needs a lab says so where there is only a document, and changes nothing there. */
#include "base/cleanup.h"
#include "base/text.h"
#include "shell/shell.h"
#include "support/shell_rows.h"

#include <stdlib.h>
#include <string.h>

static const struct row {
    const char *command, *at;
} rows[] = {
    {"Get-FederationInformation -DomainName contoso.com", "exo"},
    {"Test-OAuthConnectivity -Service AutoD -TargetUri https://a.b/c -Mailbox joe", "onprem"},
    {"Test-OrganizationRelationship 'On-premises to*' -UserIdentity joe", "onprem"},
    {"Test-FederationTrust", "onprem"},
    {"Test-MigrationServerAvailability -RemoteServer a.b -ExchangeRemoteMove", "exo"},
    {"New-ExchangeCertificate", "onprem"},
    {"New-AuthServer -Name a -AuthMetadataUrl https://a.b/c", "onprem"},
    {"Set-AuthServer ACS -RefreshAuthMetadata", "onprem"},
    {"Set-FederationTrust 'Microsoft Federation Gateway' -RefreshMetadata", "onprem"},
    {"Set-LabTokenService token-service -RolloverKey", "lab"},
    {"New-MsolServicePrincipalCredential -ServicePrincipalName 00000002-0000-0ff1-ce00-000000000000 -Value MIIx",
     "msol"},
    {"Get-EventLog System", "server"},
    {"Get-WinEvent -LogName System", "server"},
    {"Get-ChildItem C:\\inetpub", "server"},
    {"Get-Content C:\\inetpub\\x", "server"},
    {"Select-String x -Path C:\\inetpub\\*", "server"},
    {"Test-NetConnection mail.contoso.com -Port 443", "server"},
    {"Resolve-DnsName mail.contoso.com", "server"},
};

static char *document(struct store *store)
{
    CLEANUP(cleanup_string) char *premises = store_scope_text(store, "onprem");
    CLEANUP(cleanup_string) char *cloud = store_scope_text(store, "exo"), *tenant = store_scope_text(store, "msol");

    return text_format("%s%s%s", premises, cloud, tenant);
}

static void says_so(void **state)
{
    const struct row *const row = *state;
    CLEANUP(store_free) struct store *store = shell_rows_store();
    CLEANUP(cleanup_string) char *before = document(store), *printed = NULL;
    CLEANUP(cleanup_string)
    char *sentence = text_format("%.*s needs a running lab, and this is a document alone.",
                                 (int)strcspn(row->command, " "), row->command);
    size_t length = 0;
    FILE *const output = open_memstream(&printed, &length);
    struct error error = {""};

    assert_false(shell_run(&(struct shell){.store = store, .output = output}, row->at, row->command, &error));
    fclose(output);
    assert_string_equal(error.text, sentence);
    assert_string_equal(printed, "");
    CLEANUP(cleanup_string) char *after = document(store);
    assert_string_equal(after, before);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    ROWS(tests, rows, says_so);
    return cmocka_run_group_tests_name("a document alone", tests, NULL, NULL);
}
