/* SPDX-License-Identifier: MIT */
/* Test- cmdlets, and what is refused where the lab around the document does not help. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/shell_bench.h"

#include <stdlib.h>
#include <string.h>

struct refusal {
    const char *name, *at, *command, *document, *sentence;
};

#define UNUSABLE                                                                                                       \
    "Cannot acquire auth metadata document from '" METADATA_URL "'. Error: it holds no issuer with a signing key."
#define REFRESH "Set-AuthServer ACS -RefreshAuthMetadata"

static const struct refusal refusals[] = {
    {"refuses a key that cannot be made", "onprem", "New-ExchangeCertificate -SubjectName CN=Broken", NULL,
     "no key today"},
    {"refuses to upload what is no certificate", "msol",
     "New-MsolServicePrincipalCredential -ServicePrincipalName " APPLICATION " -Value abc", NULL,
     "The value is no certificate."},
    {"refuses metadata that nobody gives", "onprem", REFRESH, NULL,
     "Cannot acquire auth metadata document from '" METADATA_URL "'. Error: Nobody answers."},
    {"refuses metadata that are no JSON", "onprem", REFRESH, "<html/>", UNUSABLE},
    {"refuses metadata that are no object", "onprem", REFRESH, "[1,2]", UNUSABLE},
    {"refuses metadata without keys", "onprem", REFRESH, METADATA("app@realm", ""), UNUSABLE},
    {"refuses metadata with keys of another kind", "onprem", REFRESH,
     METADATA("app@realm", KEY("encryption", "one") ",7,{\"usage\":\"signing\",\"keyvalue\":3}"), UNUSABLE},
    {"refuses metadata without issuer", "onprem", REFRESH, METADATA("@realm", KEY("signing", "one")), UNUSABLE},
    {"refuses metadata from nowhere", "onprem", "Set-AuthServer ACS -AuthMetadataUrl $null -RefreshAuthMetadata", NULL,
     "The authorization server 'ACS - 7d8a1c2e-5b3f-4e60-9a17-2c4d6f8b0e31' has no AuthMetadataUrl; give it one "
     "first."},
    {"refuses a new server without metadata", "onprem", "New-AuthServer New -AuthMetadataUrl https://a.example/m", NULL,
     "Cannot acquire auth metadata document from 'https://a.example/m'. Error: Nobody answers."},
    {"refuses a name that is not known", "server", "Resolve-DnsName none.contoso.com", NULL,
     "none.contoso.com : DNS name does not exist"},
    {"refuses no name", "onprem", "Resolve-DnsName", NULL,
     "Resolve-DnsName needs a name: Resolve-DnsName mail.contoso.com"},
    {"refuses a connection to nowhere", "onprem", "Test-NetConnection -Port 443", NULL,
     "Test-NetConnection needs a name and a port: Test-NetConnection mail.contoso.com -Port 443"},
    {"refuses a connection to no port", "onprem", "Test-NetConnection mail.contoso.com", NULL,
     "Cannot process command because of one or more missing mandatory parameters: Port."},
    {"refuses names in the cloud", "exo", "Resolve-DnsName mail.contoso.com", NULL,
     "The term 'Resolve-DnsName' is not recognized as the name of a cmdlet, function, script file, or operable "
     "program. "
     "It runs at onprem."},
    {"refuses a relationship that several names fit", "exo",
     "Test-OrganizationRelationship * -UserIdentity ann@contoso.com", NULL,
     "The operation couldn't be performed because '*' matches multiple entries."},
};

static void refuses(void **state)
{
    const struct refusal *row = *state;
    CLEANUP(bench_free) struct bench *bench = bench_new();
    struct error error = {""};
    int swaps = 0;

    if (text_contains(row->command, "* -UserIdentity"))
        assert_true(bench_run(bench, "exo", "New-OrganizationRelationship Other -DomainNames o.com", NULL, NULL));
    bench->document = row->document;
    store_observe(bench->store, shell_rows_count, &swaps);
    assert_false(bench_run(bench, row->at, row->command, NULL, &error));
    assert_string_equal(error.text, row->sentence);
    assert_int_equal(swaps, 0);
}

struct check {
    const char *name, *at, *command, *lookup;
    unsigned step;
    const char *asked, *printed;
};

#define EWS "https://mail.contoso.com/EWS/Exchange.asmx"
#define OAUTH(detail, result)                                                                                          \
    "\nTask        : Checking EWS API Call Under Oauth\nDetail      : Exchange Outbound Oauth Log:\n"                  \
    "              Information:[OAuthCredentials:Authenticate] entering\n" detail                                      \
    "              \nResultType  : " result                                                                            \
    "\nIdentity    : Microsoft.Exchange.Security.OAuth.ValidationResultNodeId\nIsValid     : True\n"                   \
    "ObjectState : New\n\n"
#define DETAILS(response)                                                                                              \
    "              \n              Exchange Response Details:\n              HTTP response message:" response

static const struct check checks[] = {
    {"OAuth succeeds", "exo", "Test-OAuthConnectivity -Service EWS -TargetUri " EWS " -Mailbox ann", NULL, 0,
     "exo availability " EWS " ann@contoso.com", OAUTH(DETAILS(" OK\n"), "Success")},
    {"OAuth fails", "exo", "Test-OAuthConnectivity -Service EWS -TargetUri " EWS " -Mailbox ann -Verbose | fl",
     "System.Net.WebException: No.\r\nMore.", 0, "exo availability " EWS " ann@contoso.com",
     OAUTH("              Information:[OAuthCredentials:Authenticate] challenge from '" EWS
           "' received: Bearer a,NTLM\n" DETAILS(
               " \n              Exception:\n              System.Net.WebException: No.\n              More.\n"),
           "Error")},
    {"OAuth at Autodiscover", "onprem",
     "Test-OAuthConnectivity -Service autod -TargetUri https://a.b/c -Mailbox joe | fl ResultType, Task", NULL, 0,
     "onprem autodiscover https://a.b/c joe@contoso.com",
     "\nResultType : Success\nTask       : Checking Autodiscover API Call Under Oauth\n\n"},
    {"a relationship, without -Verbose", "exo", "Test-OrganizationRelationship O365* -UserIdentity ann", NULL, 0,
     "exo O365 to On-premises - 8f4e2a1c ann@contoso.com",
     "\nBegin testing for organization relationship O365 to On-premises - 8f4e2a1c, enabled state True.\n"
     "\nExchange D-Auth Federation Authentication STS Client Identities are outlook.com/outlook.com;\n"
     "\nSTEP 1: Validating user configuration\n\nRESULT: Success.\n"
     "\nSTEP 2: Getting federation information from remote organization...\n\nRESULT: Success.\n"
     "\nSTEP 3: Validating consistency in returned federation information\n\nRESULT: Success.\n"
     "\nSTEP 4: Requesting delegation token from the STS...\n"
     "\nRetrieved token for target FYDIBOHF25SPDLT.contoso.com for offer "
     "Name=MSExchange.Autodiscover,Duration=28800(secs)\n\nRESULT: Success.\n"
     "\nSTEP 5: Getting organization relationship setting from remote partner...\n\nRESULT: Success.\n"
     "\nSTEP 6: Validating organization relationships returned from remote partner\n\nRESULT: Success.\n"
     "\nLAST STEP: Writing results...\nNo Significant Issues to Report\n\nCOMPLETE.\n"},
    {"a relationship whose token fails", "exo",
     "Test-OrganizationRelationship -Identity O365* -UserIdentity ann -Verbose", "No token.", 4,
     "exo O365 to On-premises - 8f4e2a1c ann@contoso.com",
     "\nBegin testing for organization relationship O365 to On-premises - 8f4e2a1c, enabled state True.\n"
     "\nExchange D-Auth Federation Authentication STS Client Identities are outlook.com/outlook.com;\n"
     "\nSTEP 1: Validating user configuration\n\nRESULT: Success.\n"
     "\nSTEP 2: Getting federation information from remote organization...\n\nRESULT: Success.\n"
     "\nSTEP 3: Validating consistency in returned federation information\n\nRESULT: Success.\n"
     "\nSTEP 4: Requesting delegation token from the STS...\n\nRESULT: Error.\n"
     "\nNo token.\n\nLAST STEP: Writing results...\n\nCOMPLETE.\n"
     "\nIdentity    : \nId          : TokenRequestFailed\nStatus      : Error\nDescription : No token.\n"
     "IsValid     : True\nObjectState : New\n\n"},
    {"a migration server", "exo",
     "Test-MigrationServerAvailability -RemoteServer mail.contoso.com -ExchangeRemoteMove -Credentials "
     "(get-credential) | fl Result",
     NULL, 0, "exo https://mail.contoso.com/EWS/mrsproxy.svc", "\nResult : Success\n\n"},
    {"a migration server that cannot be reached", "exo",
     "Test-MigrationServerAvailability -RemoteServer mail.contoso.com -ExchangeRemoteMove | fl Message, ErrorDetail",
     "Unable to connect to the remote server", 0, "exo https://mail.contoso.com/EWS/mrsproxy.svc",
     "\nMessage     : The connection to the server 'mail.contoso.com' could not be completed.\n"
     "ErrorDetail : internal error:Microsoft.Exchange.Migration.MigrationServerConnectionFailedException: The "
     "connection to the server 'mail.contoso.com' could not be completed. ---> The call to "
     "'https://mail.contoso.com/EWS/mrsproxy.svc' failed. Error details: Unable to connect to the remote server\n\n"},
    {"a name", "server", "Resolve-DnsName mail.contoso.com", NULL, 0, "",
     "\nName      : mail.contoso.com\nType      : A\nSection   : Answer\nIPAddress : 192.0.2.7\n\n"},
    {"a connection", "onprem", "Test-NetConnection mail.contoso.com -Port 443", NULL, 0, "",
     "\nComputerName            : mail.contoso.com\nRemoteAddress           : 192.0.2.7\nRemotePort              : "
     "443\n"
     "NameResolutionSucceeded : True\nTcpTestSucceeded        : True\n\n"},
    {"a connection that does not come about", "onprem",
     "(Test-NetConnection -ComputerName mail.contoso.com -Port 25).TcpTestSucceeded", NULL, 0, "", "False\n"},
    {"a connection with a name that is not known", "onprem",
     "Test-NetConnection none.contoso.com -Port 443 | fl NameR*, Tcp*", NULL, 0, "",
     "\nNameResolutionSucceeded : False\nTcpTestSucceeded        : False\n\n"},
};

static void prints(void **state)
{
    const struct check *row = *state;
    CLEANUP(bench_free) struct bench *bench = bench_new();
    char *text = NULL;
    size_t length = 0;
    FILE *output = open_memstream(&text, &length);
    struct error error = {""};

    bench->lookup = row->lookup;
    bench->step = row->step;
    bench_run(bench, row->at, row->command, output, &error);
    fclose(output);
    assert_string_equal(error.text, "");
    assert_string_equal(bench->asked, row->asked);
    assert_string_equal(text, row->printed);
    free(text);
}

int main(void)
{
    struct CMUnitTest refusal_tests[ARRAY_SIZE(refusals)], check_tests[ARRAY_SIZE(checks)];

    ROWS(refusal_tests, refusals, refuses);
    ROWS(check_tests, checks, prints);
    return cmocka_run_group_tests_name("refusals", refusal_tests, NULL, NULL) +
           cmocka_run_group_tests_name("checks", check_tests, NULL, NULL);
}
