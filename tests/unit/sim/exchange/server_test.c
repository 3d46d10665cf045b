/* SPDX-License-Identifier: MIT */
/* What a server calls itself, down to names of one letter, and the URL under which it was asked. */
#include "exchange/common/server.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "origin/origin.h"
#include "support/exchange_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct lab *lab;

#define CONFIG "onprem/OrganizationConfig/ServerName"
#define FRONT "onprem/ExchangeServer/FrontEndServer"

static const struct named {
    const char *name;
    struct lab_edit edits[3];
    const char *server, *front_end;
} named[] = {
    {"as shipped", {{0}}, "EX01", "EX01"},
    {"a name of one letter", {{CONFIG, "E"}}, "E", "EX01"},
    {"no name", {{CONFIG, NULL}}, "EXCHANGE", "EX01"},
    {"a front end of one letter", {{FRONT, "F"}}, "EX01", "F"},
    {"no front end", {{FRONT, NULL}}, "EX01", "EX01"},
    {"one letter without a front end", {{CONFIG, "E"}, {FRONT, NULL}}, "E", "E"},
    {"neither", {{CONFIG, NULL}, {FRONT, NULL}}, "EXCHANGE", "EXCHANGE"},
};

static void is_called(void **state)
{
    const struct named *const row = *state;
    const struct origin origin = {.party = "onprem"};
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab_snapshot(lab, row->edits);
    struct request request = lab_request(&origin, "/EWS/Exchange.asmx", "");
    const struct exchange_call call = lab_call(lab, snapshot, "onprem", &request, NULL);

    assert_string_equal(server_name(&call), row->server);
    assert_string_equal(server_front_end(&call), row->front_end);
    headers_clear(&request.headers);
}

static const struct asked {
    const char *name, *host; /* NULL: no header */
    size_t length;           /* of as many letters; 0: `host` */
    const char *url;         /* NULL: the host's own */
} asked[] = {
    {"a host", "mail.contoso.com", 0, "https://mail.contoso.com"},
    {"a host of one letter", "m", 0, "https://m"},
    {"a host and a port", "[::1]:444", 0, "https://[::1]:444"},
    {"no host", NULL, 0, "https://localhost"},
    {"an empty host", "", 0, "https://localhost"},
    {"a host with more in it", "a/b", 0, "https://localhost"},
    {"the longest host", NULL, 255, NULL},
    {"a host that is too long", NULL, 256, "https://localhost"},
};

static void repeats_the_host(void **state)
{
    const struct asked *const row = *state;
    const struct origin origin = {.party = "onprem"};
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab_snapshot(lab, NULL);
    struct request request = lab_request(&origin, "/EWS/Exchange.asmx", "");
    const struct exchange_call call = lab_call(lab, snapshot, "onprem", &request, NULL);
    char letters[300] = "";

    memset(letters, 'a', row->length);
    CLEANUP(cleanup_string) char *own = text_format("https://%s", letters);
    if (row->host || row->length)
        headers_add(&request.headers, "Host", row->host ? row->host : letters);
    CLEANUP(cleanup_string) char *url = server_asked_url(&call);
    assert_string_equal(url, row->url ? row->url : own);
    headers_clear(&request.headers);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(named) + ARRAY_SIZE(asked)];
    size_t count = 0;
    int failed;

    for (size_t i = 0; i < ARRAY_SIZE(named); i++)
        tests[count++] = (struct CMUnitTest){named[i].name, is_called, NULL, NULL, (void *)(uintptr_t)&named[i]};
    for (size_t i = 0; i < ARRAY_SIZE(asked); i++)
        tests[count++] = (struct CMUnitTest){asked[i].name, repeats_the_host, NULL, NULL, (void *)(uintptr_t)&asked[i]};
    lab = lab_new();
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    lab_free(&lab);
    return failed;
}
