/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "base/text.h"
#include "wire/certificates.h"

#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const names[] = {"mail.contoso.com", "127.0.0.1", NULL};

enum { A_YEAR = 365 * 24 };

static const struct row {
    const char *name;
    enum certificate_defect defect;
    int error;        /* of X509_verify_cert() */
    int status;       /* in the OCSP response; -1: there is none */
    int begins, ends; /* in hours from now */
} rows[] = {
    {"good", CERTIFICATE_GOOD, X509_V_OK, V_OCSP_CERTSTATUS_GOOD, -1, A_YEAR},
    {"with-intermediate", CERTIFICATE_WITH_INTERMEDIATE, X509_V_OK, V_OCSP_CERTSTATUS_GOOD, -1, A_YEAR},
    {"strong-rsa", CERTIFICATE_STRONG_RSA, X509_V_OK, V_OCSP_CERTSTATUS_GOOD, -1, A_YEAR},
    {"expired", CERTIFICATE_EXPIRED, X509_V_ERR_CERT_HAS_EXPIRED, V_OCSP_CERTSTATUS_GOOD, -720, -24},
    {"not-yet-valid", CERTIFICATE_NOT_YET_VALID, X509_V_ERR_CERT_NOT_YET_VALID, V_OCSP_CERTSTATUS_GOOD, 24, 720},
    {"misnamed", CERTIFICATE_MISNAMED, X509_V_ERR_HOSTNAME_MISMATCH, V_OCSP_CERTSTATUS_GOOD, -1, A_YEAR},
    {"self-signed", CERTIFICATE_SELF_SIGNED, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, -1, -1, A_YEAR},
    {"unknown-ca", CERTIFICATE_UNKNOWN_CA, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, V_OCSP_CERTSTATUS_GOOD, -1,
     A_YEAR},
    {"missing-intermediate", CERTIFICATE_MISSING_INTERMEDIATE, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
     V_OCSP_CERTSTATUS_GOOD, -1, A_YEAR},
    {"revoked", CERTIFICATE_REVOKED, X509_V_OK, V_OCSP_CERTSTATUS_REVOKED, -1, A_YEAR},
    {"weak-key", CERTIFICATE_WEAK_KEY, X509_V_ERR_EE_KEY_TOO_SMALL, V_OCSP_CERTSTATUS_GOOD, -1, A_YEAR},
};

/* The authority's file, in a folder of this test. */
struct folder {
    char path[64], authority[96], certificate[96], key[96];
};

static int make_folder(void **state)
{
    struct folder *folder = calloc(1, sizeof *folder);

    strcpy(folder->path, "/tmp/certificates_test.XXXXXX");
    assert_non_null(mkdtemp(folder->path));
    snprintf(folder->authority, sizeof folder->authority, "%s/ca.pem", folder->path);
    snprintf(folder->certificate, sizeof folder->certificate, "%s/certificate.pem", folder->path);
    snprintf(folder->key, sizeof folder->key, "%s/key.pem", folder->path);
    *state = folder;
    return 0;
}

static int remove_folder(void **state)
{
    struct folder *folder = *state;

    unlink(folder->authority);
    unlink(folder->certificate);
    unlink(folder->key);
    rmdir(folder->path);
    free(folder);
    return 0;
}

static int note_error(int ok, X509_STORE_CTX *context)
{
    int *errors = X509_STORE_CTX_get_app_data(context);

    if (!ok)
        errors[X509_STORE_CTX_get_error(context)]++;
    return 1; /* go on: there must be no second error */
}

#define STRONG 2 /* security level: 112 bits */

/* Every error a strict verifier finds, counted by its number. */
static void verify(const char *authority_file, const struct identity *identity, int errors[128])
{
    X509 *sent_along = identity_sent_along(identity);
    STACK_OF(X509) *chain = sk_X509_new_null();
    X509_STORE *store = X509_STORE_new();
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    X509_VERIFY_PARAM *parameters;

    assert_int_equal(X509_STORE_load_file(store, authority_file), 1);
    if (sent_along)
        sk_X509_push(chain, sent_along);
    X509_STORE_CTX_init(context, store, identity_certificate(identity), chain);
    parameters = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_X509_STRICT);
    X509_VERIFY_PARAM_set_auth_level(parameters, STRONG);
    X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_SSL_SERVER);
    X509_VERIFY_PARAM_set1_host(parameters, "mail.contoso.com", 0);
    X509_STORE_CTX_set_app_data(context, errors);
    X509_STORE_CTX_set_verify_cb(context, note_error);
    X509_verify_cert(context);
    X509_STORE_CTX_free(context);
    X509_STORE_free(store);
    sk_X509_free(chain);
}

/* What the only single response says. */
static int stapled_status(const struct identity *identity)
{
    int length, reason, status = -1;
    const unsigned char *bytes = identity_status(identity, &length);
    OCSP_RESPONSE *response = bytes ? d2i_OCSP_RESPONSE(NULL, &bytes, length) : NULL;
    OCSP_BASICRESP *basic = response ? OCSP_response_get1_basic(response) : NULL;

    if (basic) {
        assert_int_equal(OCSP_resp_count(basic), 1);
        status = OCSP_single_get0_status(OCSP_resp_get0(basic, 0), &reason, NULL, NULL, NULL);
    }
    OCSP_BASICRESP_free(basic);
    OCSP_RESPONSE_free(response);
    return status;
}

/* Without an issuer OpenSSL also says that the signature could not be checked: the same complaint twice. */
static void has_exactly_this_error(void **state)
{
    const struct row *row = *state;
    void *own = NULL;
    int errors[128] = {0}, count = 0;
    CLEANUP(authority_free) struct authority *authority = authority_new(NULL);
    CLEANUP(identity_free) struct identity *identity = identity_new(authority, names, row->defect, NULL);

    make_folder(&own);
    assert_true(authority_write(authority, ((struct folder *)own)->authority, NULL));
    verify(((struct folder *)own)->authority, identity, errors);
    remove_folder(&own);
    for (size_t i = 0; i < ARRAY_SIZE(errors); i++)
        count += errors[i];
    assert_int_equal(stapled_status(identity), row->status);
    assert_int_equal(errors[row->error], row->error == X509_V_OK ? 0 : 1);
    assert_int_equal(count, row->error == X509_V_OK ? 0 : 1 + (errors[X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE] > 0));
}

/* Hours from now; what the making took is rounded away. */
static int hours_until(const ASN1_TIME *time)
{
    int days = 0, seconds = 0;

    assert_true(ASN1_TIME_diff(&days, &seconds, NULL, time));
    seconds += days * 86400;
    return (seconds + (seconds < 0 ? -1800 : 1800)) / 3600;
}

static void lives_so_long(void **state)
{
    CLEANUP(authority_free) struct authority *authority = authority_new(NULL);

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        CLEANUP(identity_free) struct identity *identity = identity_new(authority, names, rows[i].defect, NULL);
        const X509 *const certificate = identity_certificate(identity);
        assert_int_equal(hours_until(X509_get0_notBefore(certificate)), rows[i].begins);
        assert_int_equal(hours_until(X509_get0_notAfter(certificate)), rows[i].ends);
    }
}

static void has_a_name_of_its_own_without_any(void **state)
{
    static const char *const none[] = {NULL};
    CLEANUP(authority_free) struct authority *authority = authority_new(NULL);
    CLEANUP(identity_free) struct identity *identity = identity_new(authority, none, CERTIFICATE_GOOD, NULL);
    char name[64];

    (void)state;
    X509_NAME_get_text_by_NID(X509_get_subject_name(identity_certificate(identity)), NID_commonName, name, sizeof name);
    assert_string_equal(name, "fblab");
}

static void defect_names_both_ways(void **state)
{
    (void)state;
    assert_int_equal(ARRAY_SIZE(rows), CERTIFICATE_DEFECT_COUNT);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        assert_string_equal(certificate_defect_name(rows[i].defect), rows[i].name);
        assert_int_equal(certificate_defect_from_name(rows[i].name), rows[i].defect);
    }
    assert_int_equal(certificate_defect_from_name("bad"), CERTIFICATE_DEFECT_COUNT);
    assert_int_equal(certificate_defect_from_name(NULL), CERTIFICATE_DEFECT_COUNT);
}

static void names_and_addresses_match(void **state)
{
    CLEANUP(authority_free) struct authority *authority = authority_new(NULL);
    CLEANUP(identity_free) struct identity *identity = identity_new(authority, names, CERTIFICATE_GOOD, NULL);
    X509 *certificate = identity_certificate(identity);

    (void)state;
    assert_int_equal(X509_check_host(certificate, "mail.contoso.com", 0, 0, NULL), 1);
    assert_int_equal(X509_check_ip_asc(certificate, "127.0.0.1", 0), 1);
    assert_int_equal(X509_check_host(certificate, "autodiscover.contoso.com", 0, 0, NULL), 0);
}

static void hostile_names_stay_names(void **state)
{
    static const char *const hostile[] = {"a.example,IP:10.0.0.1", NULL};
    CLEANUP(authority_free) struct authority *authority = authority_new(NULL);
    CLEANUP(identity_free) struct identity *identity = identity_new(authority, hostile, CERTIFICATE_GOOD, NULL);

    (void)state;
    assert_int_equal(X509_check_ip_asc(identity_certificate(identity), "10.0.0.1", 0), 0);
}

static void signing_identity_is_as_exchange_has_it(void **state)
{
    CLEANUP(identity_free)
    struct identity *identity = identity_new_signing("Microsoft Exchange Server Auth Certificate", 0, NULL, NULL);
    EVP_PKEY *key = identity_key(identity);
    X509 *certificate = identity_certificate(identity);

    (void)state;
    assert_int_equal(EVP_PKEY_get_base_id(key), EVP_PKEY_RSA);
    assert_int_equal(EVP_PKEY_get_bits(key), 2048);
    assert_int_equal(X509_verify(certificate, key), 1);
    assert_int_equal(strlen(identity_thumbprint(identity)), 40);
    assert_int_equal(strspn(identity_thumbprint(identity), "0123456789ABCDEF"), 40);
}

static void signing_identity_may_be_old(void **state)
{
    CLEANUP(identity_free) struct identity *identity = identity_new_signing("lab", 400 * 86400, NULL, NULL);
    const X509 *certificate = identity_certificate(identity);
    time_t then = time(NULL) - 400L * 24 * 3600;

    (void)state;
    assert_true(X509_cmp_time(X509_get0_notBefore(certificate), &then) < 0);
    assert_int_equal(hours_until(X509_get0_notBefore(certificate)), -400 * 24 - 1);
    assert_int_equal(hours_until(X509_get0_notAfter(certificate)), (1826 - 400) * 24 - 1);
}

static void base64_is_one_line_of_der(void **state)
{
    CLEANUP(identity_free) struct identity *identity = identity_new_signing("lab", 0, NULL, NULL);
    const char *text = identity_base64(identity);
    unsigned char der[4096];
    const unsigned char *cursor = der;
    const int length = EVP_DecodeBlock(der, (const unsigned char *)text, (int)strlen(text));
    X509 *read = d2i_X509(NULL, &cursor, length);

    (void)state;
    assert_null(strpbrk(text, "\r\n "));
    assert_non_null(read);
    assert_int_equal(X509_cmp(read, identity_certificate(identity)), 0);
    X509_free(read);
}

static void files_are_read_back(void **state)
{
    const struct folder *folder = *state;
    CLEANUP(identity_free) struct identity *identity = identity_new_signing("lab", 0, NULL, NULL);
    struct error error;
    struct stat status;
    CLEANUP(cleanup_file) FILE *file = NULL;
    EVP_PKEY *key;

    assert_true(identity_write(identity, folder->certificate, folder->key, &error));
    assert_int_equal(stat(folder->key, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    file = fopen(folder->key, "r");
    key = PEM_read_PrivateKey(file, NULL, NULL, NULL);
    assert_int_equal(X509_verify(identity_certificate(identity), key), 1);
    EVP_PKEY_free(key);
    assert_false(identity_write(identity, "/nowhere/at/all.pem", folder->key, &error));
    assert_non_null(strstr(error.text, "/nowhere/at/all.pem"));
}

static void *make_signing(void *unused)
{
    (void)unused;
    return identity_new_signing("lab", 0, NULL, NULL);
}

static void several_threads_make_keys(void **state)
{
    pthread_t threads[4];
    void *made[4];
    struct identity *identities[4];

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, make_signing, NULL), 0);
    for (size_t i = 0; i < ARRAY_SIZE(threads); i++)
        pthread_join(threads[i], &made[i]);
    for (size_t i = 0; i < ARRAY_SIZE(threads); i++) {
        identities[i] = made[i];
        assert_non_null(identities[i]);
        if (i > 0)
            assert_string_not_equal(identity_thumbprint(identities[i]), identity_thumbprint(identities[0]));
    }
    for (size_t i = 0; i < ARRAY_SIZE(threads); i++)
        identity_free(&identities[i]);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 10] = {
        [ARRAY_SIZE(rows)] = cmocka_unit_test(defect_names_both_ways),
        cmocka_unit_test(lives_so_long),
        cmocka_unit_test(has_a_name_of_its_own_without_any),
        cmocka_unit_test(names_and_addresses_match),
        cmocka_unit_test(hostile_names_stay_names),
        cmocka_unit_test(signing_identity_is_as_exchange_has_it),
        cmocka_unit_test(signing_identity_may_be_old),
        cmocka_unit_test(base64_is_one_line_of_der),
        cmocka_unit_test_setup_teardown(files_are_read_back, make_folder, remove_folder),
        cmocka_unit_test(several_threads_make_keys),
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = has_exactly_this_error, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
