/* SPDX-License-Identifier: MIT */
/* Which requests come in: by host, by the site that asks, by cookie. */
#include "room/room_door.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MOST_HEADERS 4

struct row {
    const char *name, *method, *path;
    const char *headers[MOST_HEADERS][2];
    int status; /* 0: let in */
};

static const struct row rows[] = {
    {"the printed address", "GET", "/", {{"Host", "127.0.0.1:8080"}}, 0},
    {"localhost", "GET", "/", {{"Host", "localhost:8080"}}, 0},
    {"the public address", "GET", "/", {{"Host", "lab.example.com"}}, 0},
    {"a name bound to our address", "GET", "/", {{"Host", "evil.example.com:8080"}}, 421},
    {"another port", "GET", "/", {{"Host", "127.0.0.1:8081"}}, 421},
    {"a name that begins like ours", "GET", "/", {{"Host", "lab.example.com.evil.example"}}, 421},
    {"no host", "GET", "/", {{NULL}}, 421},
    {"our own page asks", "GET", "/api/state", {{"Host", "127.0.0.1:8080"}, {"Sec-Fetch-Site", "same-origin"}}, 0},
    {"another site fetches", "GET", "/api/state", {{"Host", "127.0.0.1:8080"}, {"Sec-Fetch-Site", "cross-site"}}, 403},
    {"a neighbour fetches", "GET", "/api/state", {{"Host", "127.0.0.1:8080"}, {"Sec-Fetch-Site", "same-site"}}, 403},
    {"a link in a mail",
     "GET",
     "/",
     {{"Host", "127.0.0.1:8080"},
      {"Sec-Fetch-Site", "cross-site"},
      {"Sec-Fetch-Mode", "navigate"},
      {"Sec-Fetch-Dest", "document"}},
     0},
    {"a frame of another site",
     "GET",
     "/",
     {{"Host", "127.0.0.1:8080"},
      {"Sec-Fetch-Site", "cross-site"},
      {"Sec-Fetch-Mode", "navigate"},
      {"Sec-Fetch-Dest", "iframe"}},
     403},
    {"a link to more than the page",
     "GET",
     "/api/state",
     {{"Host", "127.0.0.1:8080"},
      {"Sec-Fetch-Site", "cross-site"},
      {"Sec-Fetch-Mode", "navigate"},
      {"Sec-Fetch-Dest", "document"}},
     403},
    {"our page posts", "POST", "/api/arm", {{"Host", "127.0.0.1:8080"}, {"Origin", "http://127.0.0.1:8080"}}, 0},
    {"the public page posts",
     "POST",
     "/api/arm",
     {{"Host", "lab.example.com"}, {"Origin", "https://lab.example.com"}},
     0},
    {"another site posts", "POST", "/api/arm", {{"Host", "127.0.0.1:8080"}, {"Origin", "http://evil.example"}}, 403},
    {"a sandboxed frame posts", "POST", "/api/arm", {{"Host", "127.0.0.1:8080"}, {"Origin", "null"}}, 403},
    {"our other name posts",
     "POST",
     "/api/arm",
     {{"Host", "127.0.0.1:8080"}, {"Origin", "http://localhost:8080"}},
     403},
    {"another scheme posts",
     "POST",
     "/api/arm",
     {{"Host", "127.0.0.1:8080"}, {"Origin", "https://127.0.0.1:8080"}},
     403},
    {"a head alone", "HEAD", "/", {{"Host", "127.0.0.1:8080"}}, 0},
    {"a head alone of another site", "HEAD", "/", {{"Host", "127.0.0.1:8080"}, {"Origin", "http://evil.example"}}, 403},
    {"typed into the address bar", "GET", "/api/state", {{"Host", "127.0.0.1:8080"}, {"Sec-Fetch-Site", "none"}}, 0},
    {"a script of another site that asks for the page",
     "GET",
     "/",
     {{"Host", "127.0.0.1:8080"},
      {"Sec-Fetch-Site", "cross-site"},
      {"Sec-Fetch-Mode", "cors"},
      {"Sec-Fetch-Dest", "document"}},
     403},
    {"a form of another site",
     "POST",
     "/",
     {{"Host", "127.0.0.1:8080"},
      {"Sec-Fetch-Site", "cross-site"},
      {"Sec-Fetch-Mode", "navigate"},
      {"Sec-Fetch-Dest", "document"}},
     403},
    {"our page deletes", "DELETE", "/", {{"Host", "127.0.0.1:8080"}, {"Origin", "http://127.0.0.1:8080"}}, 0},
    {"nobody deletes", "DELETE", "/", {{"Host", "127.0.0.1:8080"}}, 403},
    {"a part of our address", "GET", "/", {{"Host", "127.0.0.1"}}, 421},
    {"our address with more before it", "GET", "/", {{"Host", "x127.0.0.1:8080"}}, 421},
    {"an empty host", "GET", "/", {{"Host", ""}}, 421},
    {"our host in capitals", "GET", "/", {{"Host", "LOCALHOST:8080"}}, 0},
    {"nobody posts", "POST", "/api/arm", {{"Host", "127.0.0.1:8080"}}, 403},
};

static struct room_door *door;

static void judges(void **state)
{
    const struct row *const row = *state;
    struct request request = {.method = row->method, .path = row->path, .query = ""};
    const char *sentence;
    int status = 0;

    for (size_t i = 0; i < MOST_HEADERS && row->headers[i][0]; i++)
        headers_add(&request.headers, row->headers[i][0], row->headers[i][1]);
    sentence = room_door_refuses(door, &request, &status);
    headers_clear(&request.headers);
    assert_int_equal(sentence ? status : 0, row->status);
}

static void finds_its_own_cookie(void **state)
{
    struct request request = {.method = "GET", .path = "/", .query = ""};
    CLEANUP(cleanup_string) char *set = room_door_set_cookie(door, "secret");
    CLEANUP(cleanup_string) char *pair = text_copy_part(set, strcspn(set, ";"));
    CLEANUP(cleanup_string) char *sent = text_format("fblab-other=foreign; %s; last=1", pair);
    char *found;

    (void)state;
    assert_non_null(strstr(set, "; HttpOnly"));
    assert_non_null(strstr(set, "; SameSite=Strict"));
    assert_non_null(strstr(set, "; Secure"));
    assert_null(room_door_cookie(door, &request));
    headers_add(&request.headers, "Cookie", sent);
    found = room_door_cookie(door, &request);
    headers_clear(&request.headers);
    assert_string_equal(found, "secret");
    free(found);
}

#define OURS "fblab-8e0c5b61-0000"

static const struct cookie {
    const char *name, *sent, *found; /* found NULL: none */
} cookies[] = {
    {"alone", OURS "=v", "v"},
    {"with blanks before it", "  ;  " OURS "=v", "v"},
    {"behind another", "a=b; " OURS "=v", "v"},
    {"without blanks", "a=b;" OURS "=v;c=d", "v"},
    {"twice: the first", OURS "=v; " OURS "=w", "v"},
    {"of no value", OURS "=", ""},
    {"a value with a sign", OURS "=a=b", "a=b"},
    {"a longer name", OURS "x=v", NULL},
    {"a shorter name", "fblab-8e0c5b61-000=v", NULL},
    {"a name alone", OURS, NULL},
    {"inside another's value", "a=" OURS "=v", NULL},
    {"nothing", "", NULL},
    {"semicolons", ";;;", NULL},
};

static void reads_cookies(void **state)
{
    const struct cookie *const row = *state;
    struct request request = {.method = "GET", .path = "/", .query = ""};

    headers_add(&request.headers, "Cookie", row->sent);
    CLEANUP(cleanup_string) char *found = room_door_cookie(door, &request);
    headers_clear(&request.headers);
    assert_int_equal(found != NULL, row->found != NULL);
    if (found)
        assert_string_equal(found, row->found);
}

/* What is printed, whatever was said at the command line. */
static const struct address {
    const char *name, *public_url, *url, *cookie;
} addresses[] = {
    {"none", NULL, "http://127.0.0.1:8080", "fblab-0123456789abc=s; Path=/; HttpOnly; SameSite=Strict"},
    {"empty", "", "http://127.0.0.1:8080", "fblab-0123456789abc=s; Path=/; HttpOnly; SameSite=Strict"},
    {"slashes alone", "//", "http://127.0.0.1:8080", "fblab-0123456789abc=s; Path=/; HttpOnly; SameSite=Strict"},
    {"with TLS", "https://lab.example.com//", "https://lab.example.com",
     "fblab-0123456789abc=s; Path=/; HttpOnly; SameSite=Strict; Secure"},
    {"in clear", "http://lab.example.com", "http://lab.example.com",
     "fblab-0123456789abc=s; Path=/; HttpOnly; SameSite=Strict"},
};

static void has_its_address(void **state)
{
    const struct address *const row = *state;
    CLEANUP(room_door_free) struct room_door *other = room_door_new(8080, row->public_url, "0123456789abcdef");
    CLEANUP(cleanup_string) char *cookie = room_door_set_cookie(other, "s");

    assert_string_equal(room_door_url(other), row->url);
    assert_string_equal(cookie, row->cookie);
}

static void two_rooms_have_two_cookies(void **state)
{
    CLEANUP(room_door_free) struct room_door *other = room_door_new(8081, NULL, "0fd1d7a2-0000-4000-8000-000000000000");
    CLEANUP(cleanup_string) char *one = room_door_set_cookie(door, "s");
    CLEANUP(cleanup_string) char *two = room_door_set_cookie(other, "s");

    (void)state;
    assert_int_not_equal(strncmp(one, two, strcspn(one, "=")), 0);
    assert_null(strstr(two, "; Secure")); /* on loopback without TLS it would never come back */
}

static void no_secret_equals_nothing(void **state)
{
    (void)state;
    assert_true(room_secret_equal("abc", "abc"));
    assert_false(room_secret_equal("abc", "abd"));
    assert_false(room_secret_equal("abc", "ab"));
    assert_false(room_secret_equal("", ""));
    assert_false(room_secret_equal("abc", NULL));
    assert_false(room_secret_equal(NULL, NULL));
}

#define ADD(rows, function)                                                                                            \
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)                                                                      \
        tests[count++] = (struct CMUnitTest)                                                                           \
        {                                                                                                              \
            .name = (rows)[i].name, .test_func = (function), .initial_state = (void *)(uintptr_t) & (rows)[i]          \
        }

int main(void)
{
    struct CMUnitTest tests[3 + ARRAY_SIZE(rows) + ARRAY_SIZE(cookies) + ARRAY_SIZE(addresses)] = {
        cmocka_unit_test(finds_its_own_cookie), cmocka_unit_test(two_rooms_have_two_cookies),
        cmocka_unit_test(no_secret_equals_nothing)};
    size_t count = 3;
    int failures;

    ADD(rows, judges);
    ADD(cookies, reads_cookies);
    ADD(addresses, has_its_address);
    door = room_door_new(8080, "https://lab.example.com/", "8e0c5b61-0000-4000-8000-000000000000");
    failures = cmocka_run_group_tests(tests, NULL, NULL);
    room_door_free(&door);
    return failures;
}
