/* SPDX-License-Identifier: MIT */
#include "token.h"

#include "cleanup.h"
#include "signing_key.h"
#include "text.h"

#include <jwt.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct signing_key *own, *other;

static int make_keys(void **state)
{
    (void)state;
    own = signing_key_new("Microsoft Exchange Server Auth Certificate");
    other = signing_key_new("somebody else");
    return 0;
}

static int free_keys(void **state)
{
    (void)state;
    signing_key_free(&own);
    signing_key_free(&other);
    return 0;
}

static char *signed_by(const struct signing_key *key, const char *named_for)
{
    json_t *claims = json_pack("{s:s,s:i,s:{s:[s]}}", "iss", "issuer", "nbf", 7, "nested", "list", "x");
    char *token = token_sign(claims, key->private_key, named_for, NULL);

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

/* A token that names the right certificate and another way to check it. */
static char *swapped(jwt_alg_t algorithm, const char *secret)
{
    CLEANUP(cleanup_string) char *token = good();
    json_t *header = NULL;
    char *text;
    jwt_t *jwt = NULL;

    token_read(token, &header, NULL);
    jwt_new(&jwt);
    jwt_add_header(jwt, "x5t", json_string_value(json_object_get(header, "x5t")));
    jwt_set_alg(jwt, algorithm, (const unsigned char *)secret, secret ? (int)strlen(secret) : 0);
    text = jwt_encode_str(jwt);
    jwt_free(jwt);
    json_decref(header);
    return text;
}

/* The classic: the public key, which everybody knows, as the shared secret. */
static char *swapped_to_hs256(void)
{
    return swapped(JWT_ALG_HS256, own->public_key);
}

static char *swapped_to_none(void)
{
    return swapped(JWT_ALG_NONE, NULL);
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
    json_t *claims = NULL;

    assert_int_equal(token_verify(token, certificates, ARRAY_SIZE(certificates), &claims), row->verdict);
    assert_true((claims != NULL) == (row->verdict != TOKEN_UNREADABLE));
    json_decref(claims);
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

static void refuses_to_sign_without_key(void **state)
{
    json_t *claims = json_object();
    struct error error = {""};

    (void)state;
    assert_null(token_sign(claims, NULL, own->certificate, &error));
    assert_string_equal(error.text, "cannot sign the token: no signing key or certificate");
    assert_null(token_sign(claims, "no key", own->certificate, &error));
    assert_true(text_starts(error.text, "cannot sign the token: the key must be an RSA private key"));
    assert_null(token_sign(claims, own->private_key, "no certificate", &error));
    assert_true(text_starts(error.text, "cannot read the signing certificate"));
    json_decref(claims);
    claims = json_array();
    assert_null(token_sign(claims, own->private_key, own->certificate, &error));
    assert_true(text_starts(error.text, "cannot put the claims into a token"));
    json_decref(claims);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 3] = {
        [ARRAY_SIZE(rows)] = cmocka_unit_test(reads_what_was_signed),
        cmocka_unit_test(writes_outer_token),
        cmocka_unit_test(refuses_to_sign_without_key),
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = gives_verdict, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("token", tests, make_keys, free_keys);
}
