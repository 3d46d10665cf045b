/* SPDX-License-Identifier: MIT */
/* Where a URL leads: its parts, the address that is asked in a lab and outside one, and the proxy in between. */
#include "base/cleanup.h"
#include "base/text.h"
#include "flow/transport/destination.h"
#include "flow/transport/url.h"
#include "flow/transport/web_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct part_row {
    const char *text, *parts; /* "host port https"; NULL: it is no URL */
} part_rows[] = {
    {"https://mail.contoso.com/EWS/Exchange.asmx", "mail.contoso.com 443 https"},
    {"http://mail.contoso.com/", "mail.contoso.com 80 http"},
    {"HTTPS://mail.contoso.com", "mail.contoso.com 443 https"},
    {"https://mail.contoso.com:444/", "mail.contoso.com 444 https"},
    {"http://mail.contoso.com:1/", "mail.contoso.com 1 http"},
    {"https://mail.contoso.com:65535/", "mail.contoso.com 65535 https"},
    {"https://mail.contoso.com:65536/", NULL},
    {"https://[::1]:8443/x", "::1 8443 https"},
    {"https://127.0.0.1/", "127.0.0.1 443 https"},
    {"https://", NULL},
    {"https:///x", NULL},
    {"ftp://mail.contoso.com/", NULL},
    {"mail.contoso.com", NULL},
    {"", NULL},
    {NULL, NULL},
};

static void parts_are_read(void **state)
{
    const struct part_row *const row = *state;
    CLEANUP(url_clear) struct url url = {.host = NULL, .port = 7, .secure = true};
    const bool read = url_read(row->text, &url);
    CLEANUP(cleanup_string)
    char *parts = text_format("%s %d %s", url.host ? url.host : "(none)", url.port, url.secure ? "https" : "http");
    CLEANUP(cleanup_string) char *host = url_host(row->text);

    assert_int_equal(read, row->parts != NULL);
    assert_string_equal(parts, row->parts ? row->parts : "(none) 0 http");
    if (row->parts)
        assert_memory_equal(row->parts, host, strlen(host));
    else
        assert_null(host);
}

static const struct cloud_row {
    const char *text;
    bool cloud;
} cloud_rows[] = {
    {"https://autodiscover-s.outlook.com/x", true},
    {"https://outlook.office365.com/EWS", true},
    {"https://graph.microsoft.com/v1.0", true},
    {"https://outlook.com/", false},
    {"https://outlook.com.contoso.com/", false},
    {"https://mail.contoso.com/outlook.office365.com", false},
    {"outlook.office365.com", false},
};

static void hosts_of_the_cloud_are_known(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cloud_rows); i++)
        if (url_is_cloud(cloud_rows[i].text) != cloud_rows[i].cloud)
            fail_msg("%s", cloud_rows[i].text);
}

static const struct flow_host hosts[] = {{"mail.contoso.com:443", "127.0.0.1:40001"},
                                         {"Mail.fabrikam.com:444", "127.0.0.1:40002"}};

static const struct place_row {
    const char *url;
    enum destination in_a_lab, outside;
    const char *address; /* NULL: none is set */
} place_rows[] = {
    {"https://mail.contoso.com/", DESTINATION_KNOWN, DESTINATION_KNOWN, "127.0.0.1:40001"},
    {"https://mail.fabrikam.com:444/", DESTINATION_KNOWN, DESTINATION_KNOWN, "127.0.0.1:40002"},
    {"https://mail.contoso.com:444/", DESTINATION_UNKNOWN, DESTINATION_ASK, NULL},
    {"https://www.contoso.com/", DESTINATION_UNKNOWN, DESTINATION_ASK, NULL},
    {"http://localhost/", DESTINATION_KNOWN, DESTINATION_KNOWN, "127.0.0.1:80"},
    {"http://LocalHost:81/", DESTINATION_KNOWN, DESTINATION_KNOWN, "127.0.0.1:81"},
    {"http://127.9.8.7:81/", DESTINATION_KNOWN, DESTINATION_KNOWN, "127.9.8.7:81"},
    {"https://192.0.2.1/", DESTINATION_UNREACHABLE, DESTINATION_KNOWN, "192.0.2.1:443"},
    {"https://[::1]/", DESTINATION_KNOWN, DESTINATION_KNOWN, "[::1]:443"},
    {"https://[2001:db8::1]:8443/", DESTINATION_UNREACHABLE, DESTINATION_KNOWN, "[2001:db8::1]:8443"},
};

static void leads_where_the_row_says(void **state)
{
    const struct place_row *const row = *state;

    for (int isolated = 0; isolated < 2; isolated++) {
        const struct network network = {.hosts = hosts, .host_count = ARRAY_SIZE(hosts), .isolated = isolated};
        CLEANUP(url_clear) struct url url = {0};
        CLEANUP(cleanup_string) char *address = NULL;
        assert_true(url_read(row->url, &url));
        assert_int_equal(destination_find(&network, &url, &address), isolated ? row->in_a_lab : row->outside);
        assert_string_equal(address ? address : "(none)", row->address ? row->address : "(none)");
    }
}

static void addresses_are_written_with_their_port(void **state)
{
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons(443)};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons(8443), .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    char text[80];

    (void)state;
    four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    destination_name((const struct sockaddr *)&four, sizeof four, text);
    assert_string_equal(text, "127.0.0.1:443");
    destination_name((const struct sockaddr *)&six, sizeof six, text);
    assert_string_equal(text, "[::1]:8443");
}

static const struct proxy_row {
    const char *name, *url, *proxy, *bypass;
    const char *found; /* NULL: it is asked directly */
} proxy_rows[] = {
    {"none", "https://a.b/", NULL, NULL, NULL},
    {"an empty one", "https://a.b/", "", "", NULL},
    {"one for all", "https://a.b/", "proxy:8080", NULL, "proxy:8080"},
    {"without a port", "https://a.b/", "proxy", NULL, "proxy:80"},
    {"with a scheme before it", "https://a.b/", "http://proxy:3128", NULL, "proxy:3128"},
    {"for https, and https is asked", "https://a.b/", "http=one:1;https=two:2", NULL, "two:2"},
    {"for http, and http is asked", "http://a.b/", "https=two:2 http=one:1", NULL, "one:1"},
    {"for https alone, and http is asked", "http://a.b/", "https=two:2", NULL, NULL},
    {"for http alone, and https is asked", "https://a.b/", "http=one:1", NULL, NULL},
    {"with a scheme for https", "https://a.b/", "https=http://two:2", NULL, "two:2"},
    {"the first of two", "https://a.b/", ";; one:1;two:2", NULL, "one:1"},
    {"passed by", "https://a.b/", "proxy:8080", "a.b", NULL},
    {"passed by, by a pattern", "https://x.a.b/", "proxy:8080", "c.d;*.a.b", NULL},
    {"another is passed by", "https://x.a.c/", "proxy:8080", "c.d;*.a.b", "proxy:8080"},
    {"local names are passed by", "https://exchange/", "proxy:8080", "<LOCAL>", NULL},
    {"a name with a dot is not local", "https://ex.change/", "proxy:8080", "<local>", "proxy:8080"},
    {"nor is an address", "https://[::1]/", "proxy:8080", "<local>", "proxy:8080"},
};

static void asks_the_proxy_of_the_row(void **state)
{
    const struct proxy_row *const row = *state;
    const struct network network = {.proxy = row->proxy, .proxy_bypass = row->bypass};
    CLEANUP(url_clear) struct url url = {0};

    assert_true(url_read(row->url, &url));
    CLEANUP(cleanup_string) char *proxy = web_proxy_for(&network, &url);
    assert_string_equal(proxy ? proxy : "(none)", row->found ? row->found : "(none)");
}

static void patience_is_known_where_nobody_has_said(void **state)
{
    const struct network nothing = {0}, said = {.connect_ms = 1, .answer_ms = 2},
                         less = {.connect_ms = -1, .answer_ms = -1};

    (void)state;
    assert_int_equal(network_connect_ms(&nothing), 5000);
    assert_int_equal(network_answer_ms(&nothing), 10000);
    assert_int_equal(network_connect_ms(&said), 1);
    assert_int_equal(network_answer_ms(&said), 2);
    assert_int_equal(network_connect_ms(&less), 5000);
    assert_int_equal(network_answer_ms(&less), 10000);
}

#define ROW(table, i, title, function)                                                                                 \
    (struct CMUnitTest)                                                                                                \
    {                                                                                                                  \
        .name = (table)[i].title, .test_func = (function), .initial_state = (void *)(uintptr_t) & (table)[i]           \
    }

int main(void)
{
    enum { OTHERS = 3 };
    struct CMUnitTest tests[OTHERS + ARRAY_SIZE(part_rows) + ARRAY_SIZE(place_rows) + ARRAY_SIZE(proxy_rows)] = {
        cmocka_unit_test(hosts_of_the_cloud_are_known),
        cmocka_unit_test(addresses_are_written_with_their_port),
        cmocka_unit_test(patience_is_known_where_nobody_has_said),
    };
    size_t count = OTHERS;

    for (size_t i = 0; i < ARRAY_SIZE(part_rows); i++) {
        tests[count] = ROW(part_rows, i, text, parts_are_read);
        tests[count].name = tests[count].name ? tests[count].name : "no text";
        count++;
    }
    for (size_t i = 0; i < ARRAY_SIZE(place_rows); i++)
        tests[count++] = ROW(place_rows, i, url, leads_where_the_row_says);
    for (size_t i = 0; i < ARRAY_SIZE(proxy_rows); i++)
        tests[count++] = ROW(proxy_rows, i, name, asks_the_proxy_of_the_row);
    return cmocka_run_group_tests_name("url", tests, NULL, NULL);
}
