/* SPDX-License-Identifier: MIT */
#include "token/token_keys.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "support/test_key.h"
#include "token/parsed_key.h"
#include "token/token.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

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

/* The same token by a key that was read anew, and by one that the store had. */
static void signs_alike_with_a_store(void **state)
{
    json_t *claims = json_pack("{s:s}", "iss", "issuer");
    CLEANUP(cleanup_string) char *anew = token_sign(NULL, claims, own->private_key, own->certificate, NULL);
    CLEANUP(cleanup_string) char *first = token_sign(keys, claims, own->private_key, own->base64, NULL);
    CLEANUP(cleanup_string) char *second = token_sign(keys, claims, own->private_key, own->base64, NULL);

    (void)state;
    assert_string_equal(first, anew);
    assert_string_equal(second, anew);
    json_decref(claims);
}

/* One file may hold both: what was read of it as the one must not stand for the other. */
static void tells_keys_from_certificates(void **state)
{
    CLEANUP(cleanup_string) char *both = text_format("%s%s", own->private_key, own->certificate);
    json_t *claims = json_object();
    CLEANUP(cleanup_string) char *token = token_sign(keys, claims, both, both, NULL);
    const char *certificate = own->base64;

    (void)state;
    assert_int_equal(token_verify(keys, token, &certificate, 1, NULL), TOKEN_GOOD);
    json_decref(claims);
}

static char *sign(void)
{
    json_t *claims = json_object();
    char *token = token_sign(NULL, claims, own->private_key, own->certificate, NULL);

    json_decref(claims);
    return token;
}

/* More texts than the store keeps, and the first of them again. */
static void outlives_a_full_store(void **state)
{
    CLEANUP(cleanup_string) char *token = sign();
    CLEANUP(token_keys_free) struct token_keys *small = token_keys_new();
    const char *certificate = own->base64;

    (void)state;
    assert_int_equal(token_verify(small, token, &certificate, 1, NULL), TOKEN_GOOD);
    for (int i = 0; i < 200; i++) {
        CLEANUP(cleanup_string) char *junk = text_format("junk %d", i);
        const char *list[] = {junk, certificate};
        assert_int_equal(token_verify(small, token, list, 1, NULL), TOKEN_UNKNOWN_KEY);
        if (i % 50 == 0)
            assert_int_equal(token_verify(small, token, list, 2, NULL), TOKEN_GOOD);
    }
    assert_int_equal(token_verify(small, token, &certificate, 1, NULL), TOKEN_GOOD);
}

/* What was read is lent again, each kind to whom asked for that kind; without a store it is read anew. */
static void reads_each_text_once(void **state)
{
    struct parsed_key (*const parse[])(struct token_keys *, const char *) = {parsed_private_key, parsed_certificate};
    const char *const texts[] = {own->private_key, own->base64};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(parse); i++) {
        struct parsed_key first = parse[i](keys, texts[i]), again = parse[i](keys, texts[i]);
        struct parsed_key anew = parse[i](NULL, texts[i]);
        assert_non_null(first.key);
        assert_ptr_equal(again.key, first.key);
        assert_ptr_not_equal(anew.key, first.key);
        parsed_key_close(&first);
        parsed_key_close(&again);
        parsed_key_close(&anew);
    }
}

static void *sign_and_verify(void *context)
{
    struct token_keys *shared = context;
    const char *certificate = own->base64;
    json_t *claims = json_object();
    bool good = true;

    for (int i = 0; i < 20; i++) {
        CLEANUP(cleanup_string) char *token = token_sign(shared, claims, own->private_key, own->certificate, NULL);
        good &= token && token_verify(shared, token, &certificate, 1, NULL) == TOKEN_GOOD;
    }
    json_decref(claims);
    return good ? shared : NULL;
}

static void serves_threads(void **state)
{
    CLEANUP(token_keys_free) struct token_keys *shared = token_keys_new();
    pthread_t threads[4];

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, sign_and_verify, shared), 0);
    for (size_t i = 0; i < ARRAY_SIZE(threads); i++) {
        void *result = NULL;
        pthread_join(threads[i], &result);
        assert_ptr_equal(result, shared);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_alike_with_a_store), cmocka_unit_test(tells_keys_from_certificates),
        cmocka_unit_test(outlives_a_full_store),    cmocka_unit_test(reads_each_text_once),
        cmocka_unit_test(serves_threads),
    };

    return cmocka_run_group_tests_name("token keys", tests, make_keys, free_keys);
}
