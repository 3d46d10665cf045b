/* SPDX-License-Identifier: MIT */
#include "token/token.h"

#include "base/base64.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "support/test_key.h"

#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct signing_key *own, *other;
static struct token_keys *keys;

static int make_keys(void **state)
{
    (void)state;
    own = signing_key_new("Microsoft Exchange Server Auth Certificate");
    other = signing_key_new("somebody else");
    keys = token_keys_new();
    return 0;
}

static int free_keys(void **state)
{
    (void)state;
    signing_key_free(&own);
    signing_key_free(&other);
    token_keys_free(&keys);
    return 0;
}

static char *signed_by(const struct signing_key *key, const char *named_for)
{
    json_t *claims = json_pack("{s:s,s:i,s:{s:[s]}}", "iss", "issuer", "nbf", 7, "nested", "list", "x");
    char *token = token_sign(keys, claims, key->private_key, named_for, NULL);

    json_decref(claims);
    return token;
}

static char *good(void)
{
    return signed_by(own, own->certificate);
}

static char *by_other(void)
{
    return signed_by(other, other->certificate);
}

/* Names the right certificate, signed with another key. */
static char *forged(void)
{
    return signed_by(other, own->certificate);
}

static char *changed(void)
{
    char *token = good(), *claims = strchr(token, '.') + 1;

    claims[strlen("eyJpc3MiOiJp")] ^= 1;
    return token;
}

static char *without_signature(void)
{
    char *token = good();

    strrchr(token, '.')[1] = '\0';
    return token;
}

/* A token that names the right certificate, and another way to check it. */
static char *swapped(const char *algorithm)
{
    CLEANUP(cleanup_string) char *thumbprint = token_certificate_thumbprint(own->certificate);
    CLEANUP(cleanup_string)
    char *header = text_format("{\"alg\":\"%s\",\"typ\":\"JWT\",\"x5t\":\"%s\"}", algorithm, thumbprint);
    CLEANUP(cleanup_string) char *encoded = base64url_encode(header, strlen(header));

    return text_format("%s.e30.", encoded);
}

/* The classic: the public key, which everybody knows, as the shared secret. */
static char *swapped_to_hs256(void)
{
    CLEANUP(cleanup_string) char *token = swapped("HS256"), *signature = NULL;
    unsigned char bytes[32];

    HMAC(EVP_sha256(), own->public_key, (int)strlen(own->public_key), (const unsigned char *)token, strlen(token) - 1,
         bytes, NULL);
    signature = base64url_encode(bytes, sizeof bytes);
    return text_format("%s%s", token, signature);
}

static char *swapped_to_none(void)
{
    return swapped("none");
}

/* RS256 by the right key, under a header that calls it something else. */
static char *renamed(const char *algorithm)
{
    CLEANUP(cleanup_string) char *token = swapped(algorithm), *encoded = NULL;
    BIO *input = BIO_new_mem_buf(own->private_key, -1);
    EVP_PKEY *key = PEM_read_bio_PrivateKey(input, NULL, NULL, NULL);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    unsigned char bytes[256];
    size_t size = sizeof bytes;

    assert_int_equal(EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key), 1);
    assert_int_equal(EVP_DigestSign(context, bytes, &size, (const unsigned char *)token, strlen(token) - 1), 1);
    encoded = base64url_encode(bytes, size);
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    BIO_free(input);
    return text_format("%s%s", token, encoded);
}

static char *renamed_to_itself(void)
{
    return renamed("RS256");
}

static char *renamed_in_small_letters(void)
{
    return renamed("rs256");
}

static char *renamed_to_rs384(void)
{
    return renamed("RS384");
}

static char *unknown_algorithm(void)
{
    return swapped("RS1024");
}

static char *typed(const char *header)
{
    CLEANUP(cleanup_string) char *encoded = base64url_encode(header, strlen(header));

    return text_format("%s.e30.", encoded);
}

static char *no_algorithm(void)
{
    return typed("{\"typ\":\"JWT\"}");
}

static char *algorithm_no_text(void)
{
    return typed("{\"alg\":256}");
}

static char *other_type(void)
{
    return typed("{\"alg\":\"RS256\",\"typ\":\"JOSE\"}");
}

static char *list_for_header(void)
{
    return typed("[\"alg\"]");
}

static char *no_thumbprint(void)
{
    return typed("{\"alg\":\"RS256\"}");
}

static char *thumbprint_no_text(void)
{
    return typed("{\"alg\":\"RS256\",\"x5t\":[]}");
}

static char *signature_of_one_letter(void)
{
    CLEANUP(cleanup_string) char *token = swapped("RS256");

    return text_format("%sA", token);
}

static char *huge(void)
{
    return text_format("%0*d.a.a", TOKEN_LIMIT * 4, 0);
}

static char *just_too_long(void)
{
    return text_format("%0*d.a.a", TOKEN_LIMIT - 3, 0);
}

static char *empty(void)
{
    return text_copy("");
}

static char *two_parts(void)
{
    return text_copy("eyJhbGciOiJub25lIn0.eyJhIjoxfQ");
}

static char *five_parts(void)
{
    return text_copy("eyJhbGciOiJub25lIn0.eyJhIjoxfQ.a.b.c");
}

static char *not_base64url(void)
{
    return text_copy("eyJhbGciOiJub25lIn0.eyJh Ijo+fQ.");
}

static char *not_json(void)
{
    return text_copy("eyJhbGciOiJub25lIn0.AAAA.");
}

static char *list_for_claims(void) /* [1] */
{
    return text_copy("eyJhbGciOiJub25lIn0.WzFd.");
}

/* A JSON document of 20,000 brackets: "[[[[..." is "W1tbW1tb..." */
static char *deep(void)
{
    char *token = text_format("eyJhbGciOiJub25lIn0.%0*d.", 26664, 0);

    for (size_t i = strlen("eyJhbGciOiJub25lIn0."); token[i] == '0'; i++)
        token[i] = "W1tb"[(i - strlen("eyJhbGciOiJub25lIn0.")) % 4];
    return token;
}

static const struct row {
    const char *name;
    char *(*token)(void);
    enum token_verdict verdict;
} rows[] = {
    {"good", good, TOKEN_GOOD},
    {"signed by a certificate that is not listed", by_other, TOKEN_UNKNOWN_KEY},
    {"signed by another key than it names", forged, TOKEN_BAD_SIGNATURE},
    {"claims changed afterwards", changed, TOKEN_BAD_SIGNATURE},
    {"signature cut off", without_signature, TOKEN_BAD_SIGNATURE},
    {"algorithm swapped to HS256", swapped_to_hs256, TOKEN_BAD_SIGNATURE},
    {"algorithm swapped to none", swapped_to_none, TOKEN_BAD_SIGNATURE},
    {"made by hand", renamed_to_itself, TOKEN_GOOD},
    {"RS256 that is called rs256", renamed_in_small_letters, TOKEN_BAD_SIGNATURE},
    {"RS256 that is called RS384", renamed_to_rs384, TOKEN_BAD_SIGNATURE},
    {"signature of one letter", signature_of_one_letter, TOKEN_BAD_SIGNATURE},
    {"no thumbprint", no_thumbprint, TOKEN_UNKNOWN_KEY},
    {"thumbprint that is no text", thumbprint_no_text, TOKEN_UNKNOWN_KEY},
    {"an algorithm nobody has", unknown_algorithm, TOKEN_UNREADABLE},
    {"no algorithm", no_algorithm, TOKEN_UNREADABLE},
    {"algorithm that is no text", algorithm_no_text, TOKEN_UNREADABLE},
    {"signed, of another type", other_type, TOKEN_UNREADABLE},
    {"a list where the header belongs", list_for_header, TOKEN_UNREADABLE},
    {"huge", huge, TOKEN_UNREADABLE},
    {"one byte too long", just_too_long, TOKEN_UNREADABLE},
    {"empty", empty, TOKEN_UNREADABLE},
    {"two parts", two_parts, TOKEN_UNREADABLE},
    {"five parts", five_parts, TOKEN_UNREADABLE},
    {"not Base64url", not_base64url, TOKEN_UNREADABLE},
    {"not JSON", not_json, TOKEN_UNREADABLE},
    {"a list where claims belong", list_for_claims, TOKEN_UNREADABLE},
    {"nested too deeply", deep, TOKEN_UNREADABLE},
};

static void gives_verdict(void **state)
{
    const struct row *row = *state;
    CLEANUP(cleanup_string) char *token = row->token();
    const char *certificates[] = {"not a certificate", own->base64};
    struct token_keys *stores[] = {NULL, keys, keys}; /* read anew, read once, and found again */

    for (size_t i = 0; i < ARRAY_SIZE(stores); i++) {
        json_t *claims = NULL;
        assert_int_equal(token_verify(stores[i], token, certificates, ARRAY_SIZE(certificates), &claims), row->verdict);
        assert_true((claims != NULL) == (row->verdict != TOKEN_UNREADABLE));
        json_decref(claims);
    }
}

static void reads_what_was_signed(void **state)
{
    CLEANUP(cleanup_string) char *token = good();
    CLEANUP(cleanup_string) char *thumbprint = NULL;
    json_t *header = NULL, *claims = NULL;

    (void)state;
    assert_true(token_read(token, &header, &claims));
    assert_string_equal(json_string_value(json_object_get(header, "alg")), "RS256");
    assert_string_equal(json_string_value(json_object_get(header, "typ")), "JWT");
    assert_true(json_equal(json_object_get(header, "x5t"), json_object_get(header, "kid")));
    thumbprint = token_thumbprint(header);
    assert_string_equal(thumbprint, own->thumbprint);
    assert_int_equal(json_integer_value(json_object_get(claims, "nbf")), 7);
    json_decref(header);
    json_decref(claims);
}

static void writes_outer_token(void **state)
{
    json_t *claims = json_pack("{s:s}", "smtp", "ann@contoso.com"), *header = NULL;
    CLEANUP(cleanup_string) char *token = token_unsigned(claims, NULL);

    (void)state;
    assert_true(token[strlen(token) - 1] == '.');
    assert_true(token_read(token, &header, NULL));
    assert_string_equal(json_string_value(json_object_get(header, "alg")), "none");
    assert_string_equal(json_string_value(json_object_get(header, "typ")), "JWT");
    assert_null(token_thumbprint(header));
    json_decref(claims);
    json_decref(header);
}

static bool is_readable(const char *header, const char *claims)
{
    CLEANUP(cleanup_string) char *first = base64url_encode(header, strlen(header));
    CLEANUP(cleanup_string) char *second = base64url_encode(claims, strlen(claims));
    CLEANUP(cleanup_string) char *token = text_format("%s.%s.", first, second);

    return token_read(token, NULL, NULL);
}

/* Every algorithm of RFC 7518 that signs, in any case; what is signed says JWT or nothing. */
static void knows_algorithms_and_types(void **state)
{
    static const char *const algorithms[] = {"none",  "HS256", "HS384", "HS512", "RS256", "RS384",
                                             "RS512", "ES256", "ES384", "ES512", "rs256", "None"};
    static const char *const others[] = {"HS257", "RS25", "RS2566", "", "PS256", "xnone"};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(algorithms); i++) {
        CLEANUP(cleanup_string) char *bare = text_format("{\"alg\":\"%s\"}", algorithms[i]);
        CLEANUP(cleanup_string) char *typed = text_format("{\"alg\":\"%s\",\"typ\":\"jwt\"}", algorithms[i]);
        CLEANUP(cleanup_string) char *odd = text_format("{\"alg\":\"%s\",\"typ\":\"JOSE\"}", algorithms[i]);
        assert_true(is_readable(bare, "{}"));
        assert_true(is_readable(typed, "{}"));
        assert_int_equal(is_readable(odd, "{}"), strcasecmp(algorithms[i], "none") == 0);
    }
    for (size_t i = 0; i < ARRAY_SIZE(others); i++) {
        CLEANUP(cleanup_string) char *header = text_format("{\"alg\":\"%s\"}", others[i]);
        assert_false(is_readable(header, "{}"));
    }
}

static void certificates_come_back(void **state)
{
    CLEANUP(cleanup_string) char *again = token_certificate_base64(own->certificate);
    CLEANUP(cleanup_string) char *thumbprint = token_certificate_thumbprint(own->base64);
    CLEANUP(cleanup_string) char *of_pem = token_certificate_thumbprint(own->certificate);

    (void)state;
    assert_string_equal(again, own->base64);
    assert_string_equal(thumbprint, of_pem);
    assert_null(token_certificate_base64("no certificate"));
    assert_null(token_certificate_thumbprint("no certificate"));
    assert_null(token_certificate_base64(NULL));
    assert_null(token_certificate_thumbprint(""));
}

/* As most readers of JSON have it: of two claims of one name the last counts. */
static void takes_the_last_of_two_claims(void **state)
{
    json_t *claims = NULL;

    (void)state;
    assert_true(token_read("eyJhbGciOiJub25lIn0.eyJhIjoxLCJhIjoyfQ.", NULL, &claims)); /* {"a":1,"a":2} */
    assert_int_equal(json_integer_value(json_object_get(claims, "a")), 2);
    json_decref(claims);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 5] = {
        [ARRAY_SIZE(rows)] = cmocka_unit_test(reads_what_was_signed),
        cmocka_unit_test(writes_outer_token),
        cmocka_unit_test(knows_algorithms_and_types),
        cmocka_unit_test(takes_the_last_of_two_claims),
        cmocka_unit_test(certificates_come_back),
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = gives_verdict, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("token", tests, make_keys, free_keys);
}
