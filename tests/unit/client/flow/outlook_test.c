/* SPDX-License-Identifier: MIT */
/* What a web server without TLS may tell Outlook. It is the only one there; nothing it names resolves. */
#include "base/cleanup.h"
#include "base/text.h"
#include "flow/flow.h"
#include "support/canned_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HEAD(status) "HTTP/1.1 " status "\r\nConnection: close\r\nContent-Length: 0\r\n"
#define MOVED(location) HEAD("302 Found") "Location: " location "\r\n\r\n"
#define PATH "/autodiscover/autodiscover.xml"

struct row {
    const char *name, *answer;
    const char *url;     /* the record behind that of the question */
    const char *outcome; /* of it; NULL: there is no other URL */
};

static const struct row rows[] = {
    {"302 is followed", MOVED("https://mail.contoso.com" PATH), "https://mail.contoso.com" PATH, "name-not-resolved"},
    {"301 is followed", HEAD("301 Moved") "Location: https://mail.contoso.com" PATH "\r\n\r\n",
     "https://mail.contoso.com" PATH, "name-not-resolved"},
    {"to the domain itself, in capitals", MOVED("https://CONTOSO.COM/x"), "https://CONTOSO.COM/x", "name-not-resolved"},
    {"to Microsoft", MOVED("https://autodiscover-s.outlook.com" PATH), "https://autodiscover-s.outlook.com" PATH,
     "name-not-resolved"},
    {"to what has been asked already", MOVED("https://autodiscover.contoso.com" PATH), NULL, NULL},
    {"refused: not to TLS", MOVED("http://mail.contoso.com" PATH), "http://mail.contoso.com" PATH, "no-url"},
    {"refused: another domain", MOVED("https://mail.adatum.com/"), "https://mail.adatum.com/", "no-url"},
    {"refused: a domain that ends alike", MOVED("https://notcontoso.com/"), "https://notcontoso.com/", "no-url"},
    {"refused: a domain that begins alike", MOVED("https://contoso.com.adatum.com/"), "https://contoso.com.adatum.com/",
     "no-url"},
    {"refused: a user name that looks like a host", MOVED("https://mail.contoso.com@adatum.com/"),
     "https://mail.contoso.com@adatum.com/", "no-url"},
    {"refused: an address", MOVED("https://192.0.2.1/"), "https://192.0.2.1/", "no-url"},
    {"refused: no URL", MOVED("/" PATH), "/" PATH, "no-url"},
    {"refused: 302 to nowhere", HEAD("302 Found") "\r\n", NULL, NULL},
    {"refused: 307", HEAD("307 Moved") "Location: https://mail.contoso.com" PATH "\r\n\r\n", NULL, NULL},
    {"refused: settings without TLS", HEAD("200 OK") "\r\n", NULL, NULL},
    {"refused: 404", HEAD("404 Not Found") "\r\n", NULL, NULL},
    {"refused: nothing is said", "", NULL, NULL},
};

/* The last record of a URL other than the standard candidates'. */
static const struct evidence *named(const struct lookup *lookup)
{
    for (size_t i = lookup->evidence_count; i-- > 0;) {
        const char *url = lookup->evidence[i].url;
        if (url && !text_equal(url, "https://contoso.com" PATH) && !text_ends(url, "://autodiscover.contoso.com" PATH))
            return &lookup->evidence[i];
    }
    return NULL;
}

static struct lookup *look_up(struct canned_server *server)
{
    const struct flow_host host = {"autodiscover.contoso.com:80", canned_server_url(server) + strlen("http://")};
    const struct flow_settings settings = {
        .hosts = &host, .host_count = 1, .isolated = true, .user = "joe", .password = "secret"};
    struct lookup *lookup = flow_ask_outlook(&settings, "joe@contoso.com", "ann@contoso.com");

    canned_server_join(server);
    return lookup;
}

static void is_told(void **state)
{
    const struct row *row = *state;
    CLEANUP(canned_server_free) struct canned_server *server = canned_server_new(&row->answer, 1);
    CLEANUP(lookup_free) struct lookup *lookup = look_up(server);
    const struct evidence *record = named(lookup);

    assert_non_null(canned_server_request(server, 0));
    assert_non_null(strstr(canned_server_request(server, 0), "GET " PATH " HTTP/1.1"));
    assert_null(strstr(canned_server_request(server, 0), "Authorization"));
    assert_string_equal(record ? record->url : "(none)", row->url ? row->url : "(none)");
    if (row->outcome)
        assert_string_equal(record ? outcome_name(record->outcome) : "(none)", row->outcome);
    assert_string_equal(lookup->error_text, "Failed to get ASURL. Error 8004010F");
    assert_int_equal(lookup_failure(lookup)->outcome, OUTCOME_NO_URL);
    assert_string_equal(lookup_failure(lookup)->party, "contoso.com");
}

static void needs_an_address(void **state)
{
    const struct flow_settings settings = {.isolated = true};
    CLEANUP(lookup_free) struct lookup *lookup = flow_ask_outlook(&settings, "joe", "ann@contoso.com");

    (void)state;
    assert_false(lookup->ok);
    assert_int_equal(lookup->evidence_count, 1);
    assert_int_equal(lookup_failure(lookup)->outcome, OUTCOME_NO_URL);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {cmocka_unit_test(needs_an_address)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i + 1] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = is_told, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
