/* SPDX-License-Identifier: MIT */
/* Test- and Get- cmdlets in a running lab: what they print of a scenario holds what the catalogue prints of its row, and
 * the classifier names the row from it. */
#include "base/cleanup.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"
#include "support/running_lab.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct bench {
    struct running_lab lab;
    struct library *library;
    struct classifier *classifier;
};

/* cmocka gives a test its row; the bench is of all. */
static struct bench *shared;

struct row {
    const char *name, *scenario, *at, *command;
    const char *says[4]; /* all of them are in what is printed */
    const char *row;     /* the classifier's first; NULL: not asked */
};

#define OAUTH_TO_PREMISES                                                                                              \
    "Test-OAuthConnectivity -Service EWS -TargetUri https://mail.contoso.com/EWS/Exchange.asmx -Mailbox "              \
    "ann@contoso.com -Verbose | fl"
#define OAUTH_TO_CLOUD                                                                                                 \
    "Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com/ews/exchange.asmx -Mailbox "         \
    "joe@contoso.com -Verbose | fl"
#define DISCOVERY_TO_PREMISES                                                                                          \
    "Test-OAuthConnectivity -Service AutoD -TargetUri "                                                                \
    "https://autodiscover.contoso.com/autodiscover/autodiscover.svc -Mailbox ann@contoso.com -Verbose | fl"
#define RELATIONSHIP_TO_PREMISES                                                                                       \
    "Test-OrganizationRelationship -Identity \"O365 to On-premises*\" -UserIdentity ann@contoso.com -Verbose"
#define RELATIONSHIP_TO_CLOUD                                                                                          \
    "Test-OrganizationRelationship -Identity \"On-premises to O365*\" -UserIdentity joe@contoso.com -Verbose"
#define MIGRATION                                                                                                      \
    "Test-MigrationServerAvailability -RemoteServer mail.contoso.com -ExchangeRemoteMove -Credentials "                \
    "(get-credential)"
#define UNAUTHORIZED "System.Net.WebException: The remote server returned an error: (401) Unauthorized."
#define GOOD                                                                                                           \
    {                                                                                                                  \
        "ResultType  : Success", "challenge from 'https://"                                                            \
    }

static const struct row rows[] = {
    {"OAuth to the premises", "00", "exo", OAUTH_TO_PREMISES, GOOD, NULL},
    {"OAuth to the cloud", "00", "onprem", OAUTH_TO_CLOUD, GOOD, NULL},
    {"OAuth to Autodiscover", "00", "exo", DISCOVERY_TO_PREMISES, GOOD, NULL},
    {"a relationship with the premises",
     "00",
     "exo",
     RELATIONSHIP_TO_PREMISES,
     {"STEP 6: Validating organization relationships returned from remote partner\n\nRESULT: Success.",
      "No Significant Issues to Report"},
     NULL},
    {"a relationship with the cloud",
     "00",
     "onprem",
     RELATIONSHIP_TO_CLOUD,
     {"Duration=28800(secs)\n\nRESULT: Success.", "No Significant Issues to Report"},
     NULL},
    {"the migration proxy answers", "00", "exo", MIGRATION, {"Result          : Success"}, NULL},

    {"10: the device refuses the challenge",
     "10a",
     "exo",
     OAUTH_TO_PREMISES,
     {UNAUTHORIZED, "ResultType  : Error"},
     "10"},
    {"10: the device answers for the migration proxy, too",
     "10a",
     "exo",
     MIGRATION,
     {"Result          : Success"},
     NULL},
    {"17: nothing to sign with",
     "17a",
     "onprem",
     OAUTH_TO_CLOUD,
     {"Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: Missing signing certificate."},
     "17"},
    {"17: as the catalogue tests it",
     "17c",
     "exo",
     DISCOVERY_TO_PREMISES,
     {"Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: Missing signing certificate."},
     "17"},
    {"17: armed by the row alone, it is the catalogue's direction",
     "17",
     "exo",
     DISCOVERY_TO_PREMISES,
     {"Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: Missing signing certificate."},
     "17"},
    {"17: no thumbprint", "17a", "onprem", "(Get-AuthConfig).CurrentCertificateThumbprint", {""}, NULL},
    {"25: the key is unknown",
     "25a",
     "exo",
     OAUTH_TO_PREMISES,
     {UNAUTHORIZED " Boolean reloadConfig, diagnostics: 2000000;reason=\"The token has an invalid signature.\";"
                   "error_category=\"invalid_signature\""},
     "25"},
    {"26: the key was not found",
     "26a",
     "onprem",
     OAUTH_TO_CLOUD,
     {UNAUTHORIZED,
      "Error:Unable to get token from Auth Server. Error code: 'invalid_client'. Description: 'AADSTS70002:",
      "Error validating credentials. AADSTS50012: Client assertion contains an invalid signature. [Reason - The key "
      "was "
      "not found., Thumbprint of key used by client: '"},
     "26"},
    {"26: the credentials",
     "26a",
     "msol",
     "Get-MsolServicePrincipalCredential -ServicePrincipalName \"00000002-0000-0ff1-ce00-000000000000\" "
     "-ReturnKeyValues $true",
     {"StartDate            : 20", "EndDate              : 20", "Value                : {MII"},
     NULL},
    {"26: the certificate in use",
     "26a",
     "onprem",
     "Get-ExchangeCertificate -Thumbprint (Get-AuthConfig).CurrentCertificateThumbprint | fl",
     {"Subject            : CN=Microsoft Exchange Server Auth Certificate", "CertificateDomains : {contoso.com}",
      "NotAfter           : 20"},
     NULL},
    {"33: nobody of that name",
     "33a",
     "onprem",
     OAUTH_TO_CLOUD,
     {"2000005;reason=\"The user specified by the user-context in the token does not exist.\";"
      "error_category=\"invalid_user\""},
     "33"},
    {"34: http instead of https",
     "34a",
     "exo",
     OAUTH_TO_PREMISES,
     {"The hostname component of the audience claim value 'https://mail.contoso.com' is invalid"},
     "34"},
    {"xToken: an issuer nobody stands for",
     "xTokenb",
     "exo",
     OAUTH_TO_PREMISES,
     {"diagnostics: 2000009;reason=\"The issuer of the token is unknown."},
     "xToken"},
    {"06: two of that name", "06a", "exo", OAUTH_TO_PREMISES, {"user-context in the token is ambiguous"}, "06"},
    {"29: the name does not resolve",
     "29a",
     "exo",
     DISCOVERY_TO_PREMISES,
     {"System.Net.WebException: The remote name could not be resolved: 'autodiscover.contoso.com'"},
     "29"},
    {"29: nor for the relationship",
     "29a",
     "exo",
     RELATIONSHIP_TO_PREMISES,
     {"STEP 2: Getting federation information from remote organization...\n\nRESULT: Error.",
      "Id          : AutodiscoverServiceCallFailed"},
     "29"},
    {"04: the firewall drops",
     "04a",
     "exo",
     MIGRATION,
     {"Result          : Failed", "The connection to the server 'mail.contoso.com' could not be completed.",
      "System.Net.WebException: Unable to connect to the remote server"},
     "04"},
    {"28: the premises do not reach the gateway",
     "28b",
     "onprem",
     RELATIONSHIP_TO_CLOUD,
     {"STEP 4: Requesting delegation token from the STS...\n\nRESULT: Error.", "actively refused it"},
     NULL},
    {"28: the cloud does, whose firewall it is not",
     "28b",
     "exo",
     RELATIONSHIP_TO_PREMISES,
     {"Duration=28800(secs)\n\nRESULT: Success.", "No Significant Issues to Report"},
     NULL},
    {"28: what is dropped is dropped on its way out, too",
     "28a",
     "exo",
     RELATIONSHIP_TO_PREMISES,
     {"Duration=28800(secs)\n\nRESULT: Success.", "No Significant Issues to Report"},
     NULL},
    {"22: the gateway stalls, says the trust",
     "22e",
     "onprem",
     "Test-FederationTrust -UserIdentity joe@contoso.com -Verbose",
     {"The operation has timed out", "Failed to request delegation token."},
     NULL},
    {"22: the gateway stalls, says the relationship",
     "22e",
     "onprem",
     RELATIONSHIP_TO_CLOUD,
     {"STEP 4: Requesting delegation token from the STS...\n\nRESULT: Error.", "The operation has timed out"},
     NULL},
    {"01: a defect of the build",
     "01a",
     "exo",
     OAUTH_TO_PREMISES,
     {"System.Net.WebException: The remote server returned an error: (500) Internal Server Error."},
     NULL},
};

static char *run(const struct row *row)
{
    char *text = NULL;
    size_t length;
    FILE *output = open_memstream(&text, &length);
    struct error error = {""};

    assert_non_null(output);
    if (!lab_run(shared->lab.running, row->at, row->command, output, &error))
        print_error("%s\n", error.text);
    fclose(output);
    assert_string_equal(error.text, "");
    return text;
}

static void prints(void **state)
{
    const struct row *row = *state;
    CLEANUP(cleanup_string) char *text = NULL;
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = NULL;

    running_lab_arm(&shared->lab, row->scenario);
    text = run(row);
    for (size_t i = 0; i < ARRAY_SIZE(row->says) && row->says[i]; i++)
        if (!text_contains(text, row->says[i]))
            fail_msg("%s\nis not in what is printed:\n%s", row->says[i], text);
    diagnoses = classify_text(shared->classifier, text, strlen(text));
    if (row->row && (diagnoses->count == 0 || strcmp(diagnoses->items[0].id, row->row) != 0))
        fail_msg("the classifier says %s of:\n%s", diagnoses->count ? diagnoses->items[0].id : "nothing", text);
}

static void refuses(void **state)
{
    static const char *const commands[][2] = {
        {"Test-OAuthConnectivity -Service EWS -TargetUri https://mail.contoso.com/x -Mailbox eve@contoso.com",
         "The operation couldn't be performed because object 'eve@contoso.com' couldn't be found."},
        {"Test-OrganizationRelationship Nobody* -UserIdentity ann@contoso.com",
         "The operation couldn't be performed because object 'Nobody*' couldn't be found."},
        {"New-AuthServer Other -AuthMetadataUrl https://nowhere.contoso.com/x",
         "Cannot acquire auth metadata document from 'https://nowhere.contoso.com/x'. Error: System.Net.WebException: "
         "The "
         "remote name could not be resolved: 'nowhere.contoso.com'"},
        {"New-AuthServer Other -AuthMetadataUrl https://mail.contoso.com/x",
         "Cannot acquire auth metadata document from 'https://mail.contoso.com/x'. Error: System.Net.WebException: The "
         "remote server returned an error: (404) Not Found."},
    };
    struct error error = {""};

    (void)state;
    running_lab_arm(&shared->lab, "00");
    for (size_t i = 0; i < ARRAY_SIZE(commands); i++) {
        assert_false(lab_run(shared->lab.running, "exo", commands[i][0], NULL, &error));
        assert_string_equal(error.text, commands[i][1]);
    }
}

static int start(void **state)
{
    struct error error = {""};

    (void)state;
    shared = calloc(1, sizeof *shared);
    assert_non_null(shared);
    running_lab_start(&shared->lab);
    shared->library = library_load(NULL, &error);
    shared->classifier = shared->library ? classifier_new(shared->library, &error) : NULL;
    if (!shared->classifier)
        fail_msg("%s", error.text);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    classifier_free(&shared->classifier);
    library_free(&shared->library);
    running_lab_stop(&shared->lab);
    free(shared);
    return 0;
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {cmocka_unit_test(refuses)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i + 1] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = prints, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("checks", tests, start, stop);
}
