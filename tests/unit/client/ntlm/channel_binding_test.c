/* SPDX-License-Identifier: MIT */
/* Channel bindings: the published example of a certificate's hash, and which hash a certificate has. */
#include "ntlm/channel_binding.h"

#include "base/cleanup.h"

#include <openssl/evp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* From Microsoft's article on NTLM and the channel binding hash. */
#define HASH                                                                                                           \
    "\xea\x05\xfe\xfe\xcc\x6b\x0b\xd5\x71\xdb\xbc\x5b\xaa\x3e\xd4\x53\x86\xd0\x44\x68\x35\xf7\xb7\x4c\x85\x62\x1b\x99" \
    "\x83\x47\x5f\x95"
#define BINDING "\x65\x86\xe9\x9d\x81\xc2\xfc\x98\x4e\x47\x17\x2f\xd4\xdd\x03\x10"

static void binds_the_published_hash(void **state)
{
    unsigned char binding[CHANNEL_BINDING_SIZE];

    (void)state;
    assert_true(channel_binding_of_hash((const unsigned char *)HASH, sizeof HASH - 1, binding));
    assert_memory_equal(binding, BINDING, sizeof binding);
    assert_false(channel_binding_is_none(binding));
    assert_true(channel_binding_of_hash((const unsigned char *)HASH, sizeof HASH - 2, binding));
    assert_memory_not_equal(binding, BINDING, sizeof binding);
}

static void refuses_what_is_no_hash(void **state)
{
    static const unsigned char long_one[EVP_MAX_MD_SIZE + 1];
    unsigned char binding[CHANNEL_BINDING_SIZE] = {1};

    (void)state;
    assert_false(channel_binding_of_hash(long_one, sizeof long_one, binding));
    assert_true(channel_binding_is_none(binding));
    assert_true(channel_binding_of_hash(long_one, EVP_MAX_MD_SIZE, binding));
    binding[0] = 1;
    assert_false(channel_binding_of(NULL, binding));
    assert_true(channel_binding_is_none(binding));
    binding[CHANNEL_BINDING_SIZE - 1] = 1;
    assert_false(channel_binding_is_none(binding));
}

struct row {
    const char *name;
    const EVP_MD *(*signed_with)(void), *(*hashed_with)(void);
};

/* RFC 5929, 4.1: as the signature says, but SHA-256 where that is MD5 or SHA-1. */
static const struct row rows[] = {
    {"SHA-256", EVP_sha256, EVP_sha256}, {"SHA-384", EVP_sha384, EVP_sha384}, {"SHA-512", EVP_sha512, EVP_sha512},
    {"SHA-1", EVP_sha1, EVP_sha256},     {"none is named", NULL, EVP_sha256},
};

/* The caller frees it. */
static X509 *make(const struct row *row)
{
    X509 *certificate = X509_new();
    EVP_PKEY *key = row->signed_with ? EVP_EC_gen("P-256") : EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");

    assert_non_null(key);
    assert_true(X509_set_pubkey(certificate, key));
    X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 60);
    assert_true(X509_sign(certificate, key, row->signed_with ? row->signed_with() : NULL) > 0);
    EVP_PKEY_free(key);
    return certificate;
}

static void hashes(void **state)
{
    const struct row *row = *state;
    X509 *certificate = make(row);
    unsigned char hash[EVP_MAX_MD_SIZE], wanted[CHANNEL_BINDING_SIZE], binding[CHANNEL_BINDING_SIZE];
    unsigned length;

    assert_true(X509_digest(certificate, row->hashed_with(), hash, &length));
    assert_true(channel_binding_of_hash(hash, length, wanted));
    assert_true(channel_binding_of(certificate, binding));
    assert_memory_equal(binding, wanted, sizeof binding);
    X509_free(certificate);
}

int main(void)
{
    static const struct CMUnitTest first[] = {cmocka_unit_test(binds_the_published_hash),
                                              cmocka_unit_test(refuses_what_is_no_hash)};
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(first)];

    memcpy(tests, first, sizeof first);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[ARRAY_SIZE(first) + i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = hashes, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
