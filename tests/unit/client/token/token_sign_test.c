/* SPDX-License-Identifier: MIT */
#include "token/token.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "support/test_key.h"

#include <openssl/pem.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char needs_key[] =
    "cannot sign the token: the key must be an RSA private key of at least 2048 bits, as PEM";
static struct signing_key *own;
static struct token_keys *keys;

static int make_keys(void **state)
{
    (void)state;
    own = signing_key_new("Microsoft Exchange Server Auth Certificate");
    keys = token_keys_new();
    return 0;
}

static int free_keys(void **state)
{
    (void)state;
    signing_key_free(&own);
    token_keys_free(&keys);
    return 0;
}

static void refuses_to_sign_without_key(void **state)
{
    json_t *claims = json_object();
    struct error error = {""};

    (void)state;
    assert_null(token_sign(keys, claims, NULL, own->certificate, &error));
    assert_string_equal(error.text, "cannot sign the token: no signing key or certificate");
    assert_null(token_sign(keys, claims, "no key", own->certificate, &error));
    assert_string_equal(error.text, needs_key);
    error = (struct error){""};
    assert_null(token_sign(keys, claims, "", own->certificate, &error));
    assert_string_equal(error.text, needs_key);
    assert_null(token_sign(keys, claims, own->private_key, "no certificate", &error));
    assert_string_equal(error.text, "cannot read the signing certificate: give X.509 as PEM or as Base64 DER");
    json_decref(claims);
    claims = json_array();
    assert_null(token_sign(keys, claims, own->private_key, own->certificate, &error));
    assert_string_equal(error.text, "cannot put the claims into a token: they must be one JSON object");
    json_decref(claims);
}

/* PEM of the private key; takes the key. */
static char *write_key(EVP_PKEY *key)
{
    BIO *output = BIO_new(BIO_s_mem());
    char *bytes, *text;
    long size;

    assert_int_equal(PEM_write_bio_PrivateKey(output, key, NULL, NULL, 0, NULL, NULL), 1);
    size = BIO_get_mem_data(output, &bytes);
    text = text_format("%.*s", (int)size, bytes);
    BIO_free(output);
    EVP_PKEY_free(key);
    return text;
}

static void refuses_other_keys(void **state)
{
    CLEANUP(cleanup_string) char *small = write_key(EVP_RSA_gen(1024)), *curve = write_key(EVP_EC_gen("P-256"));
    const char *const all[] = {small, curve, own->public_key, own->certificate};
    json_t *claims = json_object();

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(all); i++) {
        struct error error = {""};
        assert_null(token_sign(keys, claims, all[i], own->certificate, &error));
        assert_string_equal(error.text, needs_key);
    }
    json_decref(claims);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_to_sign_without_key),
        cmocka_unit_test(refuses_other_keys),
    };

    return cmocka_run_group_tests_name("token sign", tests, make_keys, free_keys);
}
