/* SPDX-License-Identifier: MIT */
/* NTLM: the examples of [MS-NLMP] 4.2, and messages that prove nothing. */
#include "ntlm/ntlm.h"

#include "base/cleanup.h"

#include <openssl/evp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CHALLENGE "\x01\x23\x45\x67\x89\xab\xcd\xef"
#define PROOF "\x68\xcd\x0a\xb8\x51\xe5\x1c\x96\xaa\xbc\x92\x7b\xeb\xef\x6a\x1c"
/* Version, time 0, the client's challenge, and the names of the domain and the server. */
#define REST                                                                                                           \
    "\x01\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xaa\xaa\xaa\xaa\xaa\xaa\xaa\xaa\0\0\0\0\x02\0\x0c\0D\0o\0m\0a\0i\0n\0"       \
    "\x01\0\x0c\0S\0e\0r\0v\0e\0r\0\0\0\0\0\0\0\0\0"

enum { HEAD = 64, RESPONSE = sizeof(PROOF REST) - 1, DOMAIN = 12, USER = 8, WHOLE = HEAD + RESPONSE + DOMAIN + USER };

static void put_field(char *head, size_t length, size_t offset)
{
    const unsigned char bytes[] = {(unsigned char)length, (unsigned char)(length >> 8),
                                   (unsigned char)length, (unsigned char)(length >> 8),
                                   (unsigned char)offset, (unsigned char)(offset >> 8)};

    memcpy(head, bytes, sizeof bytes);
}

/* The authenticate message of the example. */
static void example(char message[WHOLE])
{
    memset(message, 0, WHOLE);
    memcpy(message, "NTLMSSP\0\x03", 9);
    put_field(message + 20, RESPONSE, HEAD);
    put_field(message + 28, DOMAIN, HEAD + RESPONSE);
    put_field(message + 36, USER, HEAD + RESPONSE + DOMAIN);
    message[60] = 1; /* UNICODE */
    memcpy(message + HEAD, PROOF REST, RESPONSE);
    memcpy(message + HEAD + RESPONSE, "D\0o\0m\0a\0i\0n\0", DOMAIN);
    memcpy(message + HEAD + RESPONSE + DOMAIN, "U\0s\0e\0r\0", USER);
}

static bool proves(const char *message, size_t length, const char *user, const char *password)
{
    return ntlm_proves(message, length, (const unsigned char *)CHALLENGE, user, password);
}

/* The examples of version 1, 4.2.2 and 4.2.3: without extended session security and with it. */
static void believes_the_older_examples(void **state)
{
    static const struct {
        uint32_t extended;
        const char *response;
    } examples[] = {
        {0, "\x67\xc4\x30\x11\xf3\x02\x98\xa2\xad\x35\xec\xe6\x4f\x16\x33\x1c\x44\xbd\xbe\xd9\x27\x84\x1f\x94"},
        {8, "\x75\x37\xf8\x03\xae\x36\x71\x28\xca\x45\x82\x04\xbd\xe7\xca\xf8\x1e\x97\xed\x26\x83\x26\x72\x32"},
    };
    enum { OLD = 24, NONCE = HEAD + OLD, NAME = NONCE + OLD, END = NAME + USER };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(examples); i++) {
        char message[END] = "NTLMSSP\0\x03";
        put_field(message + 12, OLD, NONCE);
        put_field(message + 20, OLD, HEAD);
        put_field(message + 36, USER, NAME);
        message[60] = 1;
        message[62] = (char)examples[i].extended;
        memcpy(message + HEAD, examples[i].response, OLD);
        memset(message + NONCE, 0xAA, 8);
        memcpy(message + NAME, "U\0s\0e\0r\0", USER);
        assert_true(proves(message, END, "User", "Password"));
        assert_false(proves(message, END, "User", "password"));
        assert_false(proves(message, END, "Other", "Password"));
        message[62] ^= 8;
        assert_false(proves(message, END, "User", "Password"));
        message[62] ^= 8;
        message[12] = 7; /* a nonce cut short */
        assert_int_equal(proves(message, END, "User", "Password"), examples[i].extended == 0);
    }
}

/* wget says UNICODE and sends bytes. */
static void believes_names_in_bytes(void **state)
{
    char message[WHOLE];

    (void)state;
    example(message);
    put_field(message + 28, DOMAIN / 2, HEAD + RESPONSE);
    put_field(message + 36, USER / 2, HEAD + RESPONSE + DOMAIN);
    memcpy(message + HEAD + RESPONSE, "Domain", DOMAIN / 2);
    memcpy(message + HEAD + RESPONSE + DOMAIN, "User", USER / 2);
    assert_true(proves(message, WHOLE, "User", "Password"));
    message[60] = 0;
    assert_true(proves(message, WHOLE, "User", "Password"));
}

static void believes_the_published_example(void **state)
{
    char message[WHOLE];

    (void)state;
    example(message);
    assert_true(proves(message, WHOLE, "User", "Password"));
    assert_true(proves(message, WHOLE, "uSER", "Password"));
    assert_false(proves(message, WHOLE, "User", "password"));
    assert_false(proves(message, WHOLE, "Use", "Password"));
    assert_false(
        ntlm_proves(message, WHOLE, (const unsigned char *)"\x01\x23\x45\x67\x89\xab\xcd\xee", "User", "Password"));
}

struct row {
    const char *name;
    size_t place;
    int byte;      /* put there */
    size_t length; /* of the message */
};

static const struct row rows[] = {
    {"a head cut short", 0, 'N', HEAD - 1},
    {"nothing behind the head", 0, 'N', HEAD},
    {"one bit of the proof", HEAD, 0x69, WHOLE},
    {"one bit of the rest", HEAD + 40, 1, WHOLE},
    {"another domain", HEAD + RESPONSE, 'd', WHOLE},
    {"another user", HEAD + RESPONSE + DOMAIN, 'L', WHOLE},
    {"a response behind the end", 24, 0xFF, WHOLE},
    {"a response that begins beyond memory", 27, 0xFF, WHOLE},
    {"a response as long as one of NTLMv1", 20, 24, WHOLE},
    {"an empty response", 20, 0, WHOLE},
    {"a user behind the end", 41, 0xFF, WHOLE},
    {"a user that is too long", 37, 0x03, WHOLE},
    {"a domain behind the end", 33, 0x7F, WHOLE},
    {"half a user", 36, 4, WHOLE},
};

static void believes_no(void **state)
{
    const struct row *row = *state;
    char message[WHOLE];
    CLEANUP(cleanup_string) char *exact = malloc(row->length); /* so that a sanitizer sees what is read behind it */

    example(message);
    message[row->place] = (char)row->byte;
    assert_non_null(exact);
    memcpy(exact, message, row->length);
    assert_false(proves(exact, row->length, "User", "Password"));
}

static void reads(void **state)
{
    static const struct {
        const char *base64;
        enum ntlm_message message;
    } texts[] = {
        {"TlRMTVNTUAABAAAABoIIAAAAAAAAAAAAAAAAAAAAAAA=", NTLM_NEGOTIATE},
        {"TlRMTVNTUAADAAAA", NTLM_AUTHENTICATE},
        {"TlRMTVNTUAACAAAA", NTLM_CHALLENGE},
        {"TlRMTVNTUAAEAAAA", NTLM_NONE},
        {"TlRMTVNTUAD/////", NTLM_NONE},
        {"TlRMTVNTUAAB", NTLM_NONE},
        {"YIIabcdefghijklm", NTLM_NONE},
        {"TlRM*VNTUAABAAAA", NTLM_NONE},
        {"TlRMTVNTUAABAAA", NTLM_NONE},
        {"", NTLM_NONE},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
        CLEANUP(cleanup_string) char *bytes = NULL;
        size_t length;
        assert_int_equal(ntlm_read(texts[i].base64, &bytes, &length), texts[i].message);
        assert_int_equal(bytes != NULL, texts[i].message != NTLM_NONE);
    }
}

static void challenges_each_connection_differently(void **state)
{
    unsigned char one[NTLM_CHALLENGE_SIZE], again[NTLM_CHALLENGE_SIZE], two[NTLM_CHALLENGE_SIZE];

    (void)state;
    ntlm_challenge("secret", 1, one);
    ntlm_challenge("secret", 1, again);
    ntlm_challenge("secret", 2, two);
    assert_memory_equal(one, again, NTLM_CHALLENGE_SIZE);
    assert_memory_not_equal(one, two, NTLM_CHALLENGE_SIZE);
    ntlm_challenge("other", 1, two);
    assert_memory_not_equal(one, two, NTLM_CHALLENGE_SIZE);
}

/* Signature, type, the domain's name, flags, challenge, and a list of names that ends. */
static void writes_the_challenge(void **state)
{
    CLEANUP(cleanup_string)
    char *base64 = ntlm_write_challenge("contoso.com", (const unsigned char *)CHALLENGE);
    unsigned char bytes[256];
    const int size = EVP_DecodeBlock(bytes, (const unsigned char *)base64, (int)strlen(base64));

    (void)state;
    assert_true(size >= 56 + 22 + 4 + 22 + 4);
    assert_memory_equal(bytes, "NTLMSSP\0\x02\0\0\0\x16\0\x16\0\x38\0\0\0\x05\x82\x89\x22" CHALLENGE, 32);
    assert_memory_equal(bytes + 40, "\x1e\0\x1e\0\x4e\0\0\0", 8);
    assert_memory_equal(bytes + 56, "c\0o\0n\0t\0o\0s\0o\0.\0c\0o\0m\0\x02\0\x16\0c\0o\0n", 31);
    assert_memory_equal(bytes + 56 + 22 + 26, "\0\0\0\0", 4);
}

int main(void)
{
    static const struct CMUnitTest first[] = {
        cmocka_unit_test(believes_the_published_example),
        cmocka_unit_test(believes_the_older_examples),
        cmocka_unit_test(believes_names_in_bytes),
        cmocka_unit_test(reads),
        cmocka_unit_test(challenges_each_connection_differently),
        cmocka_unit_test(writes_the_challenge),
    };
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(first)];

    memcpy(tests, first, sizeof first);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[ARRAY_SIZE(first) + i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = believes_no, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
