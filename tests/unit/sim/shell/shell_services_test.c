/* SPDX-License-Identifier: MIT */
/* Commands that need a lab around the document: certificates, metadata, key roll-over, the sync. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/shell_bench.h"

#include <stdlib.h>
#include <string.h>

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
     "BASE1|{federation-gateway:base64}|BASE1|{federation-gateway:base64}|", /* both trusts */
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
        if (!bench_run(bench, row->commands[i][0], row->commands[i][1], NULL, &error))
            fail_msg("%s: %s", row->commands[i][1], error.text);
    }
    assert_true(bench_run(bench, "server", "iisreset", NULL, NULL)); /* what is delayed, too */
    text = bench_values(bench, row->scope, row->noun, row->property);
    assert_string_equal(text, row->values);
}

static void a_sync_of_the_healthy_lab_changes_nothing(void **state)
{
    CLEANUP(bench_free) struct bench *bench = bench_new();
    CLEANUP(cleanup_string) char *before = store_scope_text(bench->store, "exo");
    CLEANUP(cleanup_string) char *after = NULL;

    (void)state;
    assert_true(bench_run(bench, "sync", "Start-ADSyncSyncCycle -PolicyType Initial", NULL, NULL));
    after = store_scope_text(bench->store, "exo");
    assert_string_equal(before, after);
}

static void a_certificate_is_dated_by_the_clock_of_its_maker(void **state)
{
    static const struct {
        const char *at;
        int64_t age;
    } rows[] = {{"onprem", 5000}, {"exo", 0}};
    CLEANUP(bench_free) struct bench *bench = bench_new();

    (void)state;
    assert_true(bench_run(bench, "lab", "Set-LabClock onprem -OffsetSeconds -5000", NULL, NULL));
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        assert_true(bench_run(bench, rows[i].at, "New-ExchangeCertificate", NULL, NULL));
        assert_int_equal(bench->age, rows[i].age);
    }
}

int main(void)
{
    static const struct CMUnitTest fixed[] = {cmocka_unit_test(a_sync_of_the_healthy_lab_changes_nothing),
                                              cmocka_unit_test(a_certificate_is_dated_by_the_clock_of_its_maker)};
    struct CMUnitTest tests[ARRAY_SIZE(effects)];

    ROWS(tests, effects, changes);
    return cmocka_run_group_tests_name("effects", tests, NULL, NULL) +
           cmocka_run_group_tests_name("other", fixed, NULL, NULL);
}
