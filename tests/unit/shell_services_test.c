/* SPDX-License-Identifier: MIT */
/* Commands that need a lab around the document: certificates, metadata, key roll-over, checks. The lab is one of the
 * test's own, which says what it was asked. */
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
#define APPLICATION "00000002-0000-0ff1-ce00-000000000000"
#define REALM "7d8a1c2e-5b3f-4e60-9a17-2c4d6f8b0e31"
#define METADATA_URL "https://accounts.accesscontrol.windows.net/" REALM "/metadata/json/1"
#define METADATA(issuer, keys)                                                                                         \
    "{\"issuer\":\"" issuer "\",\"keys\":[" keys "],\"endpoints\":[{\"location\":\"https://tokens.example/2\","        \
    "\"protocol\":\"OAuth2\",\"usage\":\"issuance\"}]}"
#define KEY(usage, value)                                                                                              \
    "{\"usage\":\"" usage "\",\"keyvalue\":{\"type\":\"x509Certificate\",\"value\":\"" value "\"}}"

/* What the lab of the test answers, and what it was asked last. */
struct bench {
    struct store *store;
    struct shell_services services;
    const char *document; /* what fetch gives; NULL: nothing answers */
    const char *lookup;   /* what a check finds, as saved evidence; NULL: all is well */
    unsigned step;
    int minted;
    char asked[512];
};

static bool mint(void *context, const char *subject, struct shell_certificate *certificate, struct error *error)
{
    struct bench *bench = context;
    const int number = ++bench->minted;

    if (text_equal(subject, "CN=Broken"))
        return error_set(error, "no key today");
    certificate->thumbprint = text_format("THUMB%d", number);
    certificate->base64 = text_format("BASE%d", number);
    certificate->not_before = text_copy("2026-01-05T08:00:00Z");
    certificate->not_after = text_copy("2031-01-05T08:00:00Z");
    certificate->certificate_file = text_format("/keys/%d.crt", number);
    certificate->key_file = text_format("/keys/%d.key", number);
    certificate->key_name = text_format("key-%d", number);
    snprintf(bench->asked, sizeof bench->asked, "%s", subject);
    return true;
}

static bool read_certificate(void *context, const char *base64, struct shell_certificate *certificate,
                             struct error *error)
{
    (void)context;
    if (!text_starts(base64, "MII"))
        return error_set(error, "The value is no certificate.");
    certificate->thumbprint = text_copy("UPLOADED");
    certificate->not_before = text_copy("2026-01-05T08:00:00Z");
    return true;
}

static char *fetch(void *context, const char *at, const char *url, struct error *error)
{
    struct bench *bench = context;

    snprintf(bench->asked, sizeof bench->asked, "%s %s", at, url);
    if (!bench->document)
        error_set(error, "Nobody answers.");
    return text_copy(bench->document);
}

/* A look-up that ended as the row says. */
static struct lookup *found(const struct bench *bench, const char *mailbox)
{
    struct lookup *lookup = lookup_new(mailbox, mailbox);
    struct evidence *record = lookup_add(lookup, HOP_AVAILABILITY, HOP_AVAILABILITY);

    lookup->ok = !bench->lookup;
    record->http_status = bench->lookup ? 401 : 200;
    record->outcome = bench->lookup ? OUTCOME_HTTP_STATUS : OUTCOME_OK;
    evidence_set(&record->url, "https://mail.contoso.com/EWS/Exchange.asmx");
    evidence_set(&record->reason, "OK");
    evidence_add_header(record, "WWW-Authenticate", "Bearer a");
    evidence_add_header(record, "WWW-Authenticate", "NTLM");
    evidence_set(&lookup->error_text, bench->lookup);
    return lookup;
}

static struct lookup *test_oauth(void *context, const char *at, enum hop service, const char *url, const char *mailbox)
{
    struct bench *bench = context;

    snprintf(bench->asked, sizeof bench->asked, "%s %s %s %s", at, hop_name(service), url, mailbox);
    return found(bench, mailbox);
}

static struct lookup *test_relationship(void *context, const char *at, const char *name, const char *mailbox,
                                        unsigned *failed)
{
    struct bench *bench = context;

    snprintf(bench->asked, sizeof bench->asked, "%s %s %s", at, name, mailbox);
    *failed = bench->step;
    return found(bench, mailbox);
}

static struct lookup *test_endpoint(void *context, const char *at, const char *url)
{
    struct bench *bench = context;

    snprintf(bench->asked, sizeof bench->asked, "%s %s", at, url);
    return found(bench, "");
}

static struct bench *bench_new(void)
{
    struct bench *bench = calloc(1, sizeof *bench);
    struct error error;

    assert_non_null(bench);
    bench->store = store_load(HEALTHY, SCHEMA, &error);
    if (!bench->store)
        fail_msg("%s", error.text);
    bench->services = (struct shell_services){.context = bench,
                                              .mint = mint,
                                              .read = read_certificate,
                                              .fetch = fetch,
                                              .test_oauth = test_oauth,
                                              .test_relationship = test_relationship,
                                              .test_endpoint = test_endpoint};
    return bench;
}

static void bench_free(struct bench **bench)
{
    store_free(&(*bench)->store);
    free(*bench);
    *bench = NULL;
}

static bool run(struct bench *bench, const char *at, const char *command, FILE *output, struct error *error)
{
    const struct shell shell = {.store = bench->store, .output = output, .services = &bench->services};

    return shell_run(&shell, at, command, error);
}

static char *values(const struct bench *bench, const char *scope, const char *noun, const char *property)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = store_snapshot(bench->store);
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);

    for (const struct object *object = NULL; (object = snapshot_next(snapshot, scope, noun, object));)
        for (size_t i = 0; i < object_count(object, property); i++)
            fprintf(memory, "%s|", object_item(object, property, i));
    fclose(memory);
    return text;
}

/* After the commands, one at a place, all values of a property of all objects of a noun. */
struct effect {
    const char *name;
    const char *commands[6][2];
    const char *scope, *noun, *property, *values;
    const char *document;
};

#define NEW_CERTIFICATE                                                                                                \
    "New-ExchangeCertificate -KeySize 2048 -PrivateKeyExportable $true -SubjectName \"CN=Auth\" -FriendlyName Auth "   \
    "-DomainName contoso.com -Services smtp"
#define USE_IT                                                                                                         \
    "Set-AuthConfig -NewCertificateThumbprint (Get-ExchangeCertificate -DomainName contoso.com).Thumbprint "           \
    "-NewCertificateEffectiveDate (Get-Date)"
#define CREDENTIALS "msol", "MsolServicePrincipalCredential"
#define OLD "{onprem-auth:thumbprint}"

static const struct effect effects[] = {
    {"a new certificate is installed",
     {{"onprem", NEW_CERTIFICATE}},
     "onprem",
     "ExchangeCertificate",
     "Thumbprint",
     OLD "|{onprem-federation:thumbprint}|THUMB1|",
     NULL},
    {"a new certificate has its subject",
     {{"onprem", "New-ExchangeCertificate"}},
     "onprem",
     "ExchangeCertificate",
     "Subject",
     "CN=Microsoft Exchange Server Auth Certificate|CN=Federation|CN=Microsoft Exchange|",
     NULL},
    {"a new certificate has its files",
     {{"onprem", NEW_CERTIFICATE}},
     "onprem",
     "ExchangeCertificate",
     "PrivateKeyFile",
     "{onprem-auth:key-file}|{onprem-federation:key-file}|/keys/1.key|",
     NULL},
    {"a certificate of one's own needs no key",
     {{"onprem", "New-ExchangeCertificate -Thumbprint 00AA"}},
     "onprem",
     "ExchangeCertificate",
     "Thumbprint",
     OLD "|{onprem-federation:thumbprint}|00AA|",
     NULL},
    {"without a date a new certificate waits",
     {{"onprem", NEW_CERTIFICATE},
      {"onprem",
       "Set-AuthConfig -NewCertificateThumbprint (Get-ExchangeCertificate -DomainName contoso.com).Thumbprint"}},
     "onprem",
     "AuthConfig",
     "CurrentCertificateThumbprint",
     OLD "|",
     NULL},
    {"with its date a new certificate is in use",
     {{"onprem", NEW_CERTIFICATE}, {"onprem", USE_IT}},
     "onprem",
     "AuthConfig",
     "CurrentCertificateThumbprint",
     "THUMB1|",
     NULL},
    {"the former certificate is remembered",
     {{"onprem", NEW_CERTIFICATE}, {"onprem", USE_IT}},
     "onprem",
     "AuthConfig",
     "PreviousCertificateThumbprint",
     OLD "|",
     NULL},
    {"being in use is not being registered",
     {{"onprem", NEW_CERTIFICATE}, {"onprem", USE_IT}},
     CREDENTIALS,
     "KeyId",
     OLD "|{exo-auth:thumbprint}|",
     NULL},
    {"publishing registers",
     {{"onprem", NEW_CERTIFICATE}, {"onprem", USE_IT}, {"onprem", "Set-AuthConfig -PublishCertificate"}},
     CREDENTIALS,
     "Value",
     "{onprem-auth:base64}|{exo-auth:base64}|BASE1|",
     NULL},
    {"publishing takes what waits into use",
     {{"onprem", NEW_CERTIFICATE},
      {"onprem",
       "Set-AuthConfig -NewCertificateThumbprint (Get-ExchangeCertificate -DomainName contoso.com).Thumbprint "
       "-PublishCertificate"}},
     "onprem",
     "AuthConfig",
     "CurrentCertificateThumbprint",
     "THUMB1|",
     NULL},
    {"publishing twice registers once",
     {{"onprem", "Set-AuthConfig -PublishCertificate"}, {"onprem", "Set-AuthConfig -PublishCertificate"}},
     CREDENTIALS,
     "KeyId",
     OLD "|{exo-auth:thumbprint}|",
     NULL},
    {"what is registered names application and realm",
     {{"msol", "Remove-MsolServicePrincipalCredential -ServicePrincipalName " APPLICATION},
      {"onprem", "Set-AuthConfig -PublishCertificate"}},
     CREDENTIALS,
     "Realm",
     REALM "|",
     NULL},
    {"back to the former certificate",
     {{"onprem", NEW_CERTIFICATE},
      {"onprem", USE_IT},
      {"onprem", "Set-AuthConfig -NewCertificateThumbprint (Get-AuthConfig).PreviousCertificateThumbprint "
                 "-NewCertificateEffectiveDate (Get-Date)"}},
     "onprem",
     "AuthConfig",
     "CurrentCertificateThumbprint",
     OLD "|",
     NULL},
    {"the reference to the former goes",
     {{"onprem", NEW_CERTIFICATE}, {"onprem", USE_IT}, {"onprem", "Set-AuthConfig -ClearPreviousCertificate"}},
     "onprem",
     "AuthConfig",
     "PreviousCertificateThumbprint",
     "",
     NULL},
    {"an uploaded certificate gets its key id",
     {{"msol", "New-MsolServicePrincipalCredential -ServicePrincipalName " APPLICATION
               " -Type asymmetric -Usage Verify -Value MIIxyz"}},
     CREDENTIALS,
     "KeyId",
     OLD "|{exo-auth:thumbprint}|UPLOADED|",
     NULL},
    {"an uploaded certificate gets the tenant's realm",
     {{"msol", "New-MsolServicePrincipalCredential -ServicePrincipalName " APPLICATION " -Value MIIxyz"}},
     CREDENTIALS,
     "Realm",
     REALM "|" REALM "|" REALM "|",
     NULL},

    {"metadata bring the keys",
     {{"onprem", "Set-AuthServer ACS -RefreshAuthMetadata"}},
     "onprem",
     "AuthServer",
     "CertificateStrings",
     "one|two|",
     METADATA("app@realm", KEY("signing", "one") "," KEY("encryption", "three") "," KEY("signing", "two"))},
    {"metadata bring the issuer",
     {{"onprem", "Set-AuthServer ACS -RefreshAuthMetadata"}},
     "onprem",
     "AuthServer",
     "IssuerIdentifier",
     "app|",
     METADATA("app@realm", KEY("signing", "one"))},
    {"metadata bring the realm",
     {{"onprem", "Set-AuthServer ACS -RefreshAuthMetadata"}},
     "onprem",
     "AuthServer",
     "Realm",
     "realm|",
     METADATA("app@realm", KEY("signing", "one"))},
    {"metadata bring the endpoint",
     {{"onprem", "Set-AuthServer ACS -RefreshAuthMetadata"}},
     "onprem",
     "AuthServer",
     "TokenIssuingEndpoint",
     "https://tokens.example/2|",
     METADATA("app@realm", KEY("signing", "one"))},
    {"a new server is made of its metadata",
     {{"onprem", "Remove-AuthServer ACS"}, {"onprem", "New-AuthServer New -AuthMetadataUrl https://a.example/m"}},
     "onprem",
     "AuthServer",
     "Realm",
     "realm|",
     METADATA("app@realm", KEY("signing", "one"))},
    {"a new server that is told all reads nothing",
     {{"onprem", "New-AuthServer New -AuthMetadataUrl https://a.example/m -IssuerIdentifier other"}},
     "onprem",
     "AuthServer",
     "IssuerIdentifier",
     "00000001-0000-0000-c000-000000000000|other|",
     NULL},

    {"a new key is published beside the old",
     {{"lab", "Set-LabTokenService token-service -RolloverKey"}},
     "msol",
     "MsolCompany",
     "Certificate",
     "BASE1|{token-service:base64}|{federation-gateway:base64}|",
     NULL},
    {"the new key signs",
     {{"lab", "Set-LabTokenService token-service -RolloverKey"}},
     "msol",
     "MsolCompany",
     "SigningKey",
     "key-1|federation-gateway|",
     NULL},
    {"the cloud follows a new key",
     {{"lab", "Set-LabTokenService token-service -RolloverKey"}},
     "exo",
     "AuthServer",
     "CertificateStrings",
     "BASE1|{token-service:base64}|",
     NULL},
    {"the premises do not",
     {{"lab", "Set-LabTokenService token-service -RolloverKey"}},
     "onprem",
     "AuthServer",
     "CertificateStrings",
     "{token-service:base64}|",
     NULL},
    {"the cloud follows a new key of the gateway",
     {{"lab", "Set-LabTokenService federation-gateway -RolloverKey"}},
     "exo",
     "FederationTrust",
     "TokenIssuerCertificate",
     "BASE1|{federation-gateway:base64}|",
     NULL},
    {"of three keys two are published",
     {{"lab", "Set-LabTokenService token-service -RolloverKey"},
      {"lab", "Set-LabTokenService token-service -RolloverKey"}},
     "exo",
     "AuthServer",
     "CertificateStrings",
     "BASE2|BASE1|",
     NULL},

    {"a sync makes mail users",
     {{"exo", "Remove-MailUser joe"}, {"sync", "Start-ADSyncSyncCycle -PolicyType Delta"}},
     "exo",
     "MailUser",
     "ExternalEmailAddress",
     "kim@contoso.com|joe@contoso.com|",
     NULL},
    {"a sync carries addresses",
     {{"onprem", "Set-Mailbox joe -EmailAddresses @{add='smtp:hill@contoso.com'}"}, {"sync", "Start-ADSyncSyncCycle"}},
     "exo",
     "MailUser",
     "EmailAddresses",
     "SMTP:joe@contoso.com|smtp:joe@contoso.mail.onmicrosoft.com|smtp:hill@contoso.com|SMTP:kim@contoso.com|"
     "smtp:kim@contoso.mail.onmicrosoft.com|",
     NULL},
    {"a sync takes away what is gone",
     {{"onprem", "Set-RemoteMailbox ann -ImmutableID ann@contoso.com"},
      {"sync", "Start-ADSyncSyncCycle -PolicyType Delta"},
      {"onprem", "Set-RemoteMailbox ann -ImmutableID $null"},
      {"sync", "Start-ADSyncSyncCycle -PolicyType Delta"}},
     "exo",
     "Mailbox",
     "ImmutableId",
     "",
     NULL},
    {"a sync gives nobody's address to a second one",
     {{"onprem", "New-Mailbox Twin -PrimarySmtpAddress ann@contoso.com"}, {"sync", "Start-ADSyncSyncCycle"}},
     "exo",
     "MailUser",
     "PrimarySmtpAddress",
     "joe@contoso.com|kim@contoso.com|",
     NULL},
};

static void changes(void **state)
{
    const struct effect *row = *state;
    CLEANUP(bench_free) struct bench *bench = bench_new();
    CLEANUP(cleanup_string) char *text = NULL;
    struct error error;

    bench->document = row->document;
    for (size_t i = 0; i < ARRAY_SIZE(row->commands) && row->commands[i][0]; i++) {
        assert_true(shell_check(row->commands[i][0], row->commands[i][1], NULL));
        if (!run(bench, row->commands[i][0], row->commands[i][1], NULL, &error))
            fail_msg("%s: %s", row->commands[i][1], error.text);
    }
    assert_true(run(bench, "server", "iisreset", NULL, NULL)); /* what is delayed, too */
    text = values(bench, row->scope, row->noun, row->property);
    assert_string_equal(text, row->values);
}

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
     "The authorization server 'ACS' has no AuthMetadataUrl; give it one first."},
    {"refuses a new server without metadata", "onprem", "New-AuthServer New -AuthMetadataUrl https://a.example/m", NULL,
     "Cannot acquire auth metadata document from 'https://a.example/m'. Error: Nobody answers."},
    {"refuses a relationship that several names fit", "exo",
     "Test-OrganizationRelationship * -UserIdentity ann@contoso.com", NULL,
     "The operation couldn't be performed because '*' matches multiple entries."},
};

static void count_swaps(void *context, const struct snapshot *snapshot)
{
    (void)snapshot;
    ++*(int *)context;
}

static void refuses(void **state)
{
    const struct refusal *row = *state;
    CLEANUP(bench_free) struct bench *bench = bench_new();
    struct error error = {""};
    int swaps = 0;

    if (text_contains(row->command, "* -UserIdentity"))
        assert_true(run(bench, "exo", "New-OrganizationRelationship Other -DomainNames o.com", NULL, NULL));
    bench->document = row->document;
    store_observe(bench->store, count_swaps, &swaps);
    assert_false(run(bench, row->at, row->command, NULL, &error));
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
     "exo O365 to On-premises - 8f4e2a1c ann@contoso.com", ""},
    {"a relationship whose token fails", "exo",
     "Test-OrganizationRelationship -Identity O365* -UserIdentity ann -Verbose", "No token.", 4,
     "exo O365 to On-premises - 8f4e2a1c ann@contoso.com",
     "\nBegin testing for organization relationship O365 to On-premises - 8f4e2a1c, enabled state True.\n"
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
    run(bench, row->at, row->command, output, &error);
    fclose(output);
    assert_string_equal(error.text, "");
    assert_string_equal(bench->asked, row->asked);
    assert_string_equal(text, row->printed);
    free(text);
}

static void a_sync_of_the_healthy_lab_changes_nothing(void **state)
{
    CLEANUP(bench_free) struct bench *bench = bench_new();
    CLEANUP(cleanup_string) char *before = store_scope_text(bench->store, "exo");
    CLEANUP(cleanup_string) char *after = NULL;

    (void)state;
    assert_true(run(bench, "sync", "Start-ADSyncSyncCycle -PolicyType Initial", NULL, NULL));
    after = store_scope_text(bench->store, "exo");
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
    static const struct CMUnitTest fixed[] = {cmocka_unit_test(a_sync_of_the_healthy_lab_changes_nothing)};
    struct CMUnitTest effect_tests[ARRAY_SIZE(effects)], refusal_tests[ARRAY_SIZE(refusals)],
        check_tests[ARRAY_SIZE(checks)];

    ROWS(effect_tests, effects, changes);
    ROWS(refusal_tests, refusals, refuses);
    ROWS(check_tests, checks, prints);
    return cmocka_run_group_tests_name("effects", effect_tests, NULL, NULL) +
           cmocka_run_group_tests_name("refusals", refusal_tests, NULL, NULL) +
           cmocka_run_group_tests_name("checks", check_tests, NULL, NULL) +
           cmocka_run_group_tests_name("sync", fixed, NULL, NULL);
}
