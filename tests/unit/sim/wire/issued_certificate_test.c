/* SPDX-License-Identifier: MIT */
/* Everything that a client can read in a certificate, of each use and each defect; and what is said where none can be made. */
#include "wire/issued_certificate.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "wire/authority.h"
#include "wire/certificates.h"
#include "wire/pem.h"
#include "wire/revocation.h"

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/x509v3.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define ROOT "fblab throw-away authority"
#define BELOW "fblab throw-away issuing authority"
#define STRANGER "Contoso Issuing Authority 7"
#define SERVER_USES                                                                                                    \
    "X509v3 Basic Constraints!=CA:FALSE; X509v3 Key Usage!=Digital Signature; X509v3 Extended Key Usage=TLS Web "      \
    "Server Authentication; X509v3 Subject Key Identifier=@; X509v3 Authority Key Identifier=@; "
#define SERVER_NAMES "X509v3 Subject Alternative Name=DNS:mail.contoso.com, IP Address:127.0.0.1; "
#define OTHER_NAMES "X509v3 Subject Alternative Name=DNS:another-host.example.net; "
#define ONE_YEAR "-3600..31536000 "

static const char *const names[] = {"mail.contoso.com", "127.0.0.1", NULL};

static const struct row {
    const char *name;
    enum certificate_defect defect;
    const char *text;
} rows[] = {
    {"good", CERTIFICATE_GOOD, "mail.contoso.com < " ROOT " " ONE_YEAR "EC 256 " SERVER_USES SERVER_NAMES},
    {"with-intermediate", CERTIFICATE_WITH_INTERMEDIATE,
     "mail.contoso.com < " BELOW " " ONE_YEAR "EC 256 " SERVER_USES SERVER_NAMES},
    {"strong-rsa", CERTIFICATE_STRONG_RSA,
     "mail.contoso.com < " ROOT " " ONE_YEAR "RSA 2048 " SERVER_USES SERVER_NAMES},
    {"expired", CERTIFICATE_EXPIRED, "mail.contoso.com < " ROOT " -2592000..-86400 EC 256 " SERVER_USES SERVER_NAMES},
    {"not-yet-valid", CERTIFICATE_NOT_YET_VALID,
     "mail.contoso.com < " ROOT " 86400..2592000 EC 256 " SERVER_USES SERVER_NAMES},
    {"misnamed", CERTIFICATE_MISNAMED,
     "another-host.example.net < " ROOT " " ONE_YEAR "EC 256 " SERVER_USES OTHER_NAMES},
    {"self-signed", CERTIFICATE_SELF_SIGNED,
     "mail.contoso.com < mail.contoso.com " ONE_YEAR "EC 256 " SERVER_USES SERVER_NAMES},
    {"unknown-ca", CERTIFICATE_UNKNOWN_CA,
     "mail.contoso.com < " STRANGER " " ONE_YEAR "EC 256 " SERVER_USES SERVER_NAMES},
    {"missing-intermediate", CERTIFICATE_MISSING_INTERMEDIATE,
     "mail.contoso.com < " BELOW " " ONE_YEAR "EC 256 " SERVER_USES SERVER_NAMES},
    {"revoked", CERTIFICATE_REVOKED, "mail.contoso.com < " ROOT " " ONE_YEAR "EC 256 " SERVER_USES SERVER_NAMES},
    {"weak-key", CERTIFICATE_WEAK_KEY, "mail.contoso.com < " ROOT " " ONE_YEAR "RSA 768 " SERVER_USES SERVER_NAMES},
};

static void write_name(FILE *output, const X509_NAME *name)
{
    char text[256];

    assert_true(X509_NAME_get_text_by_NID(name, NID_commonName, text, sizeof text) > 0);
    assert_int_equal(X509_NAME_entry_count(name), 1);
    fputs(text, output);
}

/* Seconds from when it was made; it took at most some. */
static void write_moment(FILE *output, const ASN1_TIME *moment, time_t made)
{
    enum { PATIENCE = 30 };
    int days = 0, seconds = 0;
    ASN1_TIME *now = ASN1_TIME_set(NULL, made);

    assert_int_equal(ASN1_TIME_diff(&days, &seconds, now, moment), 1);
    ASN1_TIME_free(now);
    const long off = days * 86400L + seconds, rest = ((off % 3600) + 3600) % 3600;
    fprintf(output, "%ld", rest < PATIENCE ? off - rest : off);
}

/* Not the identifiers of keys, which are others each time. */
static void write_extension(FILE *output, X509_EXTENSION *extension)
{
    const int kind = OBJ_obj2nid(X509_EXTENSION_get_object(extension));
    BIO *const memory = BIO_new(BIO_s_mem());
    char *text;

    fprintf(output, "%s%s=", OBJ_nid2ln(kind), X509_EXTENSION_get_critical(extension) ? "!" : "");
    if (kind == NID_subject_key_identifier || kind == NID_authority_key_identifier) {
        fputs("@; ", output);
    } else {
        assert_int_equal(X509V3_EXT_print(memory, extension, 0, 0), 1);
        const long length = BIO_get_mem_data(memory, &text);
        fprintf(output, "%.*s; ", (int)length, text);
    }
    BIO_free(memory);
}

/* The caller frees it. */
static char *text_of(X509 *certificate, time_t made)
{
    char *text = NULL;
    size_t length;
    FILE *output = text_stream(&text, &length);
    EVP_PKEY *const key = X509_get0_pubkey(certificate);

    write_name(output, X509_get_subject_name(certificate));
    fputs(" < ", output);
    write_name(output, X509_get_issuer_name(certificate));
    fputc(' ', output);
    write_moment(output, X509_get0_notBefore(certificate), made);
    fputs("..", output);
    write_moment(output, X509_get0_notAfter(certificate), made);
    fprintf(output, " %s %d ", EVP_PKEY_get0_type_name(key), EVP_PKEY_get_bits(key));
    for (int i = 0; i < X509_get_ext_count(certificate); i++)
        write_extension(output, X509_get_ext(certificate, i));
    text_stream_close(output);
    return text;
}

static void reads(X509 *certificate, time_t made, const char *wanted)
{
    CLEANUP(cleanup_string) char *text = text_of(certificate, made);
    BIGNUM *const serial = ASN1_INTEGER_to_BN(X509_get_serialNumber(certificate), NULL);

    assert_string_equal(text, wanted);
    assert_int_equal(X509_get_version(certificate), X509_VERSION_3);
    assert_int_equal(X509_get_signature_nid(certificate) == NID_ecdsa_with_SHA256 ||
                         X509_get_signature_nid(certificate) == NID_sha256WithRSAEncryption,
                     true);
    assert_int_equal(BN_num_bits(serial), 127);
    BN_free(serial);
}

static void reads_as_the_row_says(void **state)
{
    const struct row *const row = *state;
    const time_t now = time(NULL);
    CLEANUP(authority_free) struct authority *authority = authority_new(NULL);
    CLEANUP(identity_free) struct identity *identity = identity_new(authority, names, row->defect, NULL);

    reads(identity_certificate(identity), now, row->text);
}

#define AUTHORITY_USES(length)                                                                                         \
    "X509v3 Basic Constraints!=CA:TRUE, pathlen:" length "; X509v3 Key Usage!=Certificate Sign, CRL Sign; X509v3 "     \
    "Subject Key Identifier=@; X509v3 Authority Key Identifier=@; "

static void authorities_read_so(void **state)
{
    const time_t now = time(NULL);
    CLEANUP(authority_free) struct authority *root = authority_new(NULL);
    CLEANUP(authority_free) struct authority *below = authority_new_below(root, NULL);

    (void)state;
    reads(root->certificate, now, ROOT " < " ROOT " -3600..63072000 EC 256 " AUTHORITY_USES("1"));
    reads(below->certificate, now, BELOW " < " ROOT " -3600..63072000 EC 256 " AUTHORITY_USES("0"));
    assert_int_equal(X509_verify(below->certificate, root->key), 1);
    assert_null(root->server_key);
}

static void signing_ones_read_so(void **state)
{
    const time_t now = time(NULL);
    CLEANUP(identity_free) struct identity *young = identity_new_signing("lab", 0, NULL, NULL);
    CLEANUP(identity_free) struct identity *old = identity_new_signing("lab", 86400, NULL, NULL);
    static const char uses[] =
        "X509v3 Basic Constraints!=CA:FALSE; X509v3 Key Usage!=Digital Signature, Key Encipherment; "
        "X509v3 Extended Key Usage=TLS Web Server Authentication; X509v3 Subject Key Identifier=@; ";
    CLEANUP(cleanup_string) char *of_young = text_format("lab < lab -3600..157762800 RSA 2048 %s", uses);
    CLEANUP(cleanup_string) char *of_old = text_format("lab < lab -90000..157676400 RSA 2048 %s", uses);

    (void)state;
    reads(identity_certificate(young), now, of_young);
    reads(identity_certificate(old), now, of_old);
}

static void a_key_that_is_given_is_used(void **state)
{
    EVP_PKEY *const own = EVP_RSA_gen(2048);
    EVP_PKEY *const lasting = EVP_RSA_gen(2048);
    CLEANUP(authority_free) struct authority *made = authority_new(NULL);
    X509 *certificate;
    EVP_PKEY *key;

    (void)state;
    authority_share(made, &certificate, &key);
    assert_ptr_equal(certificate, made->certificate);
    assert_ptr_equal(key, made->key);
    CLEANUP(authority_free) struct authority *shared = authority_of(certificate, key, lasting);
    CLEANUP(identity_free) struct identity *server = identity_new(shared, names, CERTIFICATE_STRONG_RSA, NULL);
    CLEANUP(identity_free) struct identity *signing = identity_new_signing("lab", 0, own, NULL);
    assert_ptr_equal(identity_key(server), lasting);
    assert_ptr_equal(identity_key(signing), own);
}

static void names_that_do_not_fit_are_left_out(void **state)
{
    static const char *const none[] = {NULL};
    static const char longest[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bcd";
    static const char longer[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bcde";
    const char *const fits[] = {longest, NULL}, *const does_not[] = {longer, NULL};
    const struct {
        const char *const *names;
        const char *name;
    } cases[] = {{none, "fblab"}, {fits, longest}, {does_not, "fblab"}};
    CLEANUP(authority_free) struct authority *authority = authority_new(NULL);

    (void)state;
    assert_int_equal(strlen(longest), 64);
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        CLEANUP(identity_free)
        struct identity *identity = identity_new(authority, cases[i].names, CERTIFICATE_GOOD, NULL);
        X509 *const certificate = identity_certificate(identity);
        char text[256];
        X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, text, sizeof text);
        assert_string_equal(text, cases[i].name);
        assert_int_equal(X509_get_ext_by_NID(certificate, NID_subject_alt_name, -1) >= 0, *cases[i].names != NULL);
    }
}

/* This update, the next, and when and why a revoked one was. */
static void status_lasts_a_month(void **state)
{
    static const enum certificate_defect defects[] = {CERTIFICATE_GOOD, CERTIFICATE_REVOKED};
    const time_t now = time(NULL);
    CLEANUP(authority_free) struct authority *authority = authority_new(NULL);

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(defects); i++) {
        CLEANUP(identity_free) struct identity *identity = identity_new(authority, names, defects[i], NULL);
        int length, reason = -1;
        const unsigned char *bytes = identity_status(identity, &length);
        OCSP_RESPONSE *const response = d2i_OCSP_RESPONSE(NULL, &bytes, length);
        OCSP_BASICRESP *const basic = OCSP_response_get1_basic(response);
        ASN1_GENERALIZEDTIME *revoked = NULL, *this_update, *next_update;
        CLEANUP(cleanup_string) char *text = NULL;
        size_t size;
        FILE *output = text_stream(&text, &size);
        OCSP_single_get0_status(OCSP_resp_get0(basic, 0), &reason, &revoked, &this_update, &next_update);
        write_moment(output, this_update, now);
        fputc(' ', output);
        write_moment(output, next_update, now);
        fputs(revoked ? " " : "", output);
        if (revoked)
            write_moment(output, revoked, now);
        text_stream_close(output);
        assert_string_equal(text, i ? "-3600 2592000 -3600" : "-3600 2592000");
        assert_int_equal(reason, i ? OCSP_REVOKED_STATUS_KEYCOMPROMISE : -1);
        assert_int_equal(OCSP_response_status(response), OCSP_RESPONSE_STATUS_SUCCESSFUL);
        OCSP_BASICRESP_free(basic);
        OCSP_RESPONSE_free(response);
    }
}

static void thumbprint_is_the_digest(void **state)
{
    CLEANUP(identity_free) struct identity *identity = identity_new_signing("lab", 0, NULL, NULL);
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length;
    char text[64] = "";

    (void)state;
    X509_digest(identity_certificate(identity), EVP_sha1(), digest, &length);
    for (unsigned i = 0; i < length; i++)
        snprintf(text + strlen(text), 3, "%02X", digest[i]);
    assert_string_equal(identity_thumbprint(identity), text);
}

static void what_cannot_be_made_is_said(void **state)
{
    struct error error = {""};
    CLEANUP(authority_free) struct authority *authority = authority_new(NULL);
    X509 *const empty = X509_new();
    EVP_PKEY *const no_key = EVP_PKEY_new();
    unsigned char *bytes;

    (void)state;
    ERR_clear_error();
    assert_null(identity_new_signing("", 0, NULL, &error));
    assert_string_equal(error.text, "a certificate cannot be made: string too short");
    ERR_clear_error();
    assert_false(certificate_error(&error, "this"));
    assert_string_equal(error.text, "this: out of memory");
    assert_int_equal(revocation_response(empty, authority->certificate, no_key, false, &bytes, &error), 0);
    assert_true(text_starts(error.text, "the status of a certificate cannot be signed: "));
    assert_false(pem_write_certificate(empty, "/nowhere/c.pem", &error));
    assert_string_equal(error.text, "/nowhere/c.pem cannot be written: the certificate has no PEM form");
    assert_false(pem_write_key(no_key, "/nowhere/k.pem", &error));
    assert_string_equal(error.text, "/nowhere/k.pem cannot be written: the key has no PEM form");
    X509_free(empty);
    EVP_PKEY_free(no_key);
}

static void files_are_for_those_who_may_read_them(void **state)
{
    char folder[] = "/tmp/issued_certificate_test.XXXXXX";
    CLEANUP(authority_free) struct authority *authority = authority_new(NULL);
    CLEANUP(identity_free) struct identity *identity = identity_new(authority, names, CERTIFICATE_GOOD, NULL);
    const mode_t before = umask(022);

    (void)state;
    assert_non_null(mkdtemp(folder));
    CLEANUP(cleanup_string) char *certificate = text_format("%s/c.pem", folder);
    CLEANUP(cleanup_string) char *key = text_format("%s/k.pem", folder);
    struct stat status;
    assert_true(identity_write(identity, certificate, key, NULL));
    assert_int_equal(stat(certificate, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0644);
    assert_int_equal(stat(key, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    unlink(certificate);
    unlink(key);
    rmdir(folder);
    umask(before);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 8] = {
        [ARRAY_SIZE(rows)] = cmocka_unit_test(authorities_read_so),
        cmocka_unit_test(signing_ones_read_so),
        cmocka_unit_test(a_key_that_is_given_is_used),
        cmocka_unit_test(names_that_do_not_fit_are_left_out),
        cmocka_unit_test(status_lasts_a_month),
        cmocka_unit_test(thumbprint_is_the_digest),
        cmocka_unit_test(what_cannot_be_made_is_said),
        cmocka_unit_test(files_are_for_those_who_may_read_them),
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = reads_as_the_row_says, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("issued_certificate", tests, NULL, NULL);
}
