/* SPDX-License-Identifier: MIT */
/* The client's side of NTLM, against the server's; and challenges that are none. */
#include "ntlm/ntlm.h"

#include "base/base64.h"
#include "base/cleanup.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NONCE "\x01\x23\x45\x67\x89\xab\xcd\xef"
#define CHANNEL "0123456789abcdef"

static char long_name[300], longest_name[257];

static const struct ntlm_client ann = {.user = "ann",
                                       .password = "Secret-1",
                                       .seconds = 1767600000,
                                       .nonce = {1, 2, 3, 4, 5, 6, 7, 8},
                                       .channel = (const unsigned char *)CHANNEL,
                                       .service = "HTTP/mail.contoso.com"};

static char *challenge(void)
{
    return ntlm_write_challenge("contoso.com", (const unsigned char *)NONCE);
}

/* What a client answers, read. The caller frees it. */
static char *answer_of(const struct ntlm_client *client, size_t *length)
{
    CLEANUP(cleanup_string) char *asked = challenge();
    CLEANUP(cleanup_string) char *answer = ntlm_answer(client, asked);
    char *bytes = NULL;

    assert_non_null(answer);
    assert_int_equal(ntlm_read(answer, &bytes, length), NTLM_AUTHENTICATE);
    return bytes;
}

static bool is_known(const struct ntlm_client *client, const char *nonce, const char *user, const char *password)
{
    size_t length;
    CLEANUP(cleanup_string) char *bytes = answer_of(client, &length);

    return ntlm_proves(bytes, length, (const unsigned char *)nonce, user, password);
}

static void proves_who_it_is(void **state)
{
    (void)state;
    assert_true(is_known(&ann, NONCE, "ann", "Secret-1"));
    assert_true(is_known(&ann, NONCE, "Ann", "Secret-1"));
    assert_false(is_known(&ann, NONCE, "ann", "secret-1"));
    assert_false(is_known(&ann, NONCE, "bob", "Secret-1"));
    assert_false(is_known(&ann, "\x01\x23\x45\x67\x89\xab\xcd\xee", "ann", "Secret-1"));
}

static void proves_with_a_domain_behind(void **state)
{
    struct ntlm_client client = ann;

    (void)state;
    client.user = "ann@contoso.com";
    assert_true(is_known(&client, NONCE, "ann", "Secret-1"));
    assert_false(is_known(&client, NONCE, "an", "Secret-1"));
}

static void says_what_it_is_connected_to(void **state)
{
    size_t length;
    CLEANUP(cleanup_string) char *bytes = answer_of(&ann, &length);
    struct ntlm_bound bound;

    (void)state;
    ntlm_bound_read(bytes, length, &bound);
    assert_memory_equal(bound.channel, CHANNEL, CHANNEL_BINDING_SIZE);
    assert_string_equal(bound.service, "HTTP/mail.contoso.com");
}

static void says_nothing_of_a_connection_in_clear(void **state)
{
    struct ntlm_client client = ann;
    struct ntlm_bound bound = {.service = "x"};
    size_t length;

    (void)state;
    client.channel = NULL;
    client.service = "";
    CLEANUP(cleanup_string) char *bytes = answer_of(&client, &length);
    memset(bound.channel, 1, sizeof bound.channel);
    ntlm_bound_read(bytes, length, &bound);
    assert_true(channel_binding_is_none(bound.channel));
    assert_string_equal(bound.service, "");
    assert_true(ntlm_proves(bytes, length, (const unsigned char *)NONCE, "ann", "Secret-1"));
}

/* A name of a service is ASCII, or none. */
static void reads_names_of_services(void **state)
{
    static const struct {
        unsigned char low, high;
        const char *service;
    } letters[] = {{' ', 0, "HTTP/ ail.contoso.com"},
                   {'~', 0, "HTTP/~ail.contoso.com"},
                   {0x1F, 0, ""},
                   {0x7F, 0, ""},
                   {'m', 1, ""},
                   {0, 0, ""}};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(letters); i++) {
        size_t length;
        CLEANUP(cleanup_string) char *bytes = answer_of(&ann, &length);
        char *const letter = (char *)memmem(bytes, length, "/\0m\0a\0", 6) + 2;
        struct ntlm_bound bound;

        letter[0] = (char)letters[i].low;
        letter[1] = (char)letters[i].high;
        ntlm_bound_read(bytes, length, &bound);
        assert_string_equal(bound.service, letters[i].service);
    }
}

static void proves_names_of_a_letter(void **state)
{
    struct ntlm_client client = ann;

    (void)state;
    client.user = "a";
    assert_true(is_known(&client, NONCE, "a", "Secret-1"));
}

/* A proof covers the binding: nobody in between can put another there. */
static void proves_what_it_is_connected_to(void **state)
{
    size_t length;
    CLEANUP(cleanup_string) char *bytes = answer_of(&ann, &length);
    char *const channel = memmem(bytes, length, CHANNEL, CHANNEL_BINDING_SIZE);

    (void)state;
    assert_non_null(channel);
    channel[0] ^= 1;
    assert_false(ntlm_proves(bytes, length, (const unsigned char *)NONCE, "ann", "Secret-1"));
    channel[0] ^= 1;
    assert_true(ntlm_proves(bytes, length, (const unsigned char *)NONCE, "ann", "Secret-1"));
}

/* Of [MS-NLMP] 2.2.2.7: version, no time before 1601, and the time in steps of 100 ns. */
static void writes_version_and_time(void **state)
{
    size_t length;
    CLEANUP(cleanup_string) char *bytes = answer_of(&ann, &length);
    const char *const part = memmem(bytes, length, "\x01\x01\0\0\0\0\0\0", 8);
    uint64_t ticks = 0;

    (void)state;
    assert_non_null(part);
    for (size_t i = 8; i-- > 0;)
        ticks = ticks << 8 | (unsigned char)part[8 + i];
    assert_int_equal(ticks, (11644473600u + ann.seconds) * 10000000u);
    assert_memory_equal(part + 16, ann.nonce, sizeof ann.nonce);
    assert_memory_equal(part + 24, "\0\0\0\0\x02\0\x16\0c\0o\0", 12);
    assert_memory_equal(bytes + length - 8, "\0\0\0\0\0\0\0\0", 8);
    assert_int_equal(bytes + length - part, 28 + (4 + 22) + (4 + CHANNEL_BINDING_SIZE) + (4 + 42) + 4 + 4);
}

static void begins(void **state)
{
    CLEANUP(cleanup_string) char *text = ntlm_write_negotiate(), *bytes = NULL;
    size_t length;

    (void)state;
    assert_int_equal(ntlm_read(text, &bytes, &length), NTLM_NEGOTIATE);
    assert_int_equal(length, 32);
    assert_memory_equal(bytes + 12, "\x05\x82\x88\x20", 4);
}

struct row {
    const char *name;
    size_t place;
    int byte;      /* put there */
    size_t length; /* of the challenge; 0: all of it */
    bool answered;
};

static const struct row rows[] = {
    {"as it is", 0, 'N', 0, true},
    {"another signature", 0, 'n', 0, false},
    {"another type", 8, 3, 0, false},
    {"a head cut short", 0, 'N', 47, false},
    {"a head without a version", 0, 'N', 48, true},
    {"attributes behind the end", 45, 0xFF, 0, true},
    {"more attributes than there are", 41, 0x7F, 0, true},
    {"an attribute longer than the list", 80, 0xFF, 0, true},
    {"attributes that never end", 78, 7, 0, true},
    {"no attributes", 40, 0, 0, true},
};

static void answers(void **state)
{
    const struct row *row = *state;
    CLEANUP(cleanup_string) char *whole = challenge(), *bytes = NULL, *text = NULL, *answer = NULL;
    size_t length;

    assert_int_equal(ntlm_read(whole, &bytes, &length), NTLM_CHALLENGE);
    bytes[row->place] = (char)row->byte;
    text = base64_encode(bytes, row->length ? row->length : length);
    answer = ntlm_answer(&ann, text);
    assert_int_equal(answer != NULL, row->answered);
}

static void refuses_names_without_room(void **state)
{
    CLEANUP(cleanup_string) char *asked = challenge(), *longest = NULL;
    struct ntlm_client clients[] = {ann, ann, ann};

    (void)state;
    memset(long_name, 'x', sizeof long_name - 1);
    memset(longest_name, 'x', sizeof longest_name - 1);
    clients[0].user = long_name;
    clients[1].password = long_name;
    clients[2].service = longest_name;
    for (size_t i = 0; i < ARRAY_SIZE(clients); i++)
        assert_null(ntlm_answer(&clients[i], asked));
    clients[2].service = longest_name + 1;
    clients[2].user = clients[2].password = longest_name;
    longest = ntlm_answer(&clients[2], asked);
    assert_non_null(longest);
}

int main(void)
{
    static const struct CMUnitTest first[] = {
        cmocka_unit_test(proves_who_it_is),
        cmocka_unit_test(proves_with_a_domain_behind),
        cmocka_unit_test(says_what_it_is_connected_to),
        cmocka_unit_test(says_nothing_of_a_connection_in_clear),
        cmocka_unit_test(reads_names_of_services),
        cmocka_unit_test(proves_names_of_a_letter),
        cmocka_unit_test(proves_what_it_is_connected_to),
        cmocka_unit_test(writes_version_and_time),
        cmocka_unit_test(begins),
        cmocka_unit_test(refuses_names_without_room),
    };
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(first)];

    memcpy(tests, first, sizeof first);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[ARRAY_SIZE(first) + i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = answers, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
