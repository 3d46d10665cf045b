/* SPDX-License-Identifier: MIT */
/* What transport says where nobody listens, and what it keeps of an answer. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/peer.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static void refused(void **state)
{
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    CLEANUP(reply_clear) struct reply reply = {0};
    CLEANUP(cleanup_string) char *address = NULL;
    const struct evidence *end;
    int port;
    const int listener = peer_listen(-1, &port); /* bound, so nobody else gets the port; not listening */

    (void)state;
    address = text_format("127.0.0.1:%d", port);
    end = peer_ask(lookup, (struct network){0}, "https://" HOST "/", port, &reply);
    close(listener);
    assert_string_equal(outcome_name(end->outcome), "connection-refused");
    assert_string_equal(hop_name(end->hop), "connect");
    assert_string_equal(end->os_error, "ECONNREFUSED");
    assert_string_equal(end->address, address);
    assert_int_equal(lookup->evidence_count, 2);
    assert_int_equal(lookup->evidence[0].hop, HOP_RESOLVE);
}

/* With its queue full, a listener answers no SYN. */
static void unanswered(void **state)
{
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    CLEANUP(reply_clear) struct reply reply = {0};
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const struct evidence *end;
    int port, waiting[4];
    const int listener = peer_listen(0, &port);

    (void)state;
    to.sin_port = htons((uint16_t)port);
    for (size_t i = 0; i < ARRAY_SIZE(waiting); i++) {
        waiting[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        (void)!connect(waiting[i], (struct sockaddr *)&to, sizeof to);
    }
    end = peer_ask(lookup, (struct network){.connect_ms = 300}, "https://" HOST "/", port, &reply);
    for (size_t i = 0; i < ARRAY_SIZE(waiting); i++)
        close(waiting[i]);
    close(listener);
    assert_string_equal(outcome_name(end->outcome), "connect-timeout");
    assert_string_equal(hop_name(end->hop), "connect");
    assert_int_equal(end->step, HOP_AVAILABILITY);
    assert_string_equal(end->os_error, "ETIMEDOUT");
    assert_true(text_starts(end->address, "127.0.0.1:"));
    assert_true(end->elapsed_ms >= 250 && end->elapsed_ms < 4000);
}

struct place_row {
    const char *name, *url, *outcome, *hop;
};

/* In a lab none of these may cause a packet, not even to a resolver. */
static const struct place_row place_rows[] = {
    {"a name that is not in hosts", "https://nobody.contoso.com/EWS/Exchange.asmx", "name-not-resolved", "resolve"},
    {"a port that is not in hosts", "https://" HOST ":444/EWS/Exchange.asmx", "name-not-resolved", "resolve"},
    {"an address outside", "https://192.0.2.1/EWS/Exchange.asmx", "connect-timeout", "connect"},
    {"no URL", "mail.contoso.com", "name-not-resolved", "resolve"},
    {"an empty URL", "", "name-not-resolved", "resolve"},
    {"another scheme", "ftp://" HOST "/x", "name-not-resolved", "resolve"},
};

static void leads_nowhere(void **state)
{
    const struct place_row *row = *state;
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    CLEANUP(reply_clear) struct reply reply = {0};
    const struct evidence *end = peer_ask(lookup, (struct network){0}, row->url, 9, &reply);

    assert_string_equal(outcome_name(end->outcome), row->outcome);
    assert_string_equal(hop_name(end->hop), row->hop);
}

static void serve_text(struct peer *peer, const char *text)
{
    peer_read(peer);
    peer_send(peer, text);
    peer_hang_up(peer);
}

static void serve_tmg(struct peer *peer)
{
    serve_text(
        peer, "HTTP/1.1 403 Forbidden ( The server denied the specified Uniform Resource Locator (URL). "
              "Contact the server administrator.  )\r\nVia: 1.1 TMG\r\nVia:  twice \r\nContent-Length: 5\r\n\r\n<br/>");
}

static void serve_large(struct peer *peer)
{
    CLEANUP(cleanup_string) char *line = text_format("X-Large: %0*d\r\n", 10000, 0);

    peer_read(peer);
    peer_send(peer, "HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 10; i++)
        peer_send(peer, line);
    peer_send(peer, "Content-Length: 2\r\n\r\nok");
    peer_hang_up(peer);
}

static void serve_no_reason(struct peer *peer)
{
    serve_text(peer, "HTTP/1.1 503\r\nContent-Length: 0\r\n\r\n");
}

static void serve_twice(struct peer *peer)
{
    peer_read(peer);
    peer_send(peer, OK_ANSWER);
    peer_read(peer);
    peer_send(peer, OK_ANSWER);
    peer_hang_up(peer);
}

static const struct evidence *ask_server(void (*serve)(struct peer *peer), struct lookup *lookup, struct reply *reply)
{
    struct peer peer = {.layer = LAYER_CLEAR, .serve = serve};
    const struct evidence *end =
        peer_ask(lookup, (struct network){0}, "http://" HOST "/EWS/Exchange.asmx", peer_start(&peer), reply);

    peer_join(&peer);
    return end;
}

static void keeps_the_reason_phrase(void **state)
{
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    CLEANUP(reply_clear) struct reply reply = {0};
    const struct evidence *end = ask_server(serve_tmg, lookup, &reply);

    (void)state;
    assert_int_equal(end->outcome, OUTCOME_OK);
    assert_int_equal(end->http_status, 403);
    assert_string_equal(end->reason, "Forbidden ( The server denied the specified Uniform Resource Locator (URL). "
                                     "Contact the server administrator.  )");
    assert_int_equal(end->header_count, 3);
    assert_string_equal(end->headers[0].name, "Via");
    assert_string_equal(end->headers[1].value, "twice ");
    assert_string_equal(reply.body, "<br/>");
}

static void keeps_large_headers(void **state)
{
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    CLEANUP(reply_clear) struct reply reply = {0};
    const struct evidence *end = ask_server(serve_large, lookup, &reply);

    (void)state;
    assert_int_equal(end->outcome, OUTCOME_OK);
    assert_int_equal(end->header_count, 11);
    assert_int_equal(strlen(end->headers[9].value), 10000);
    assert_null(evidence_header(end, "X-Early"));
    assert_string_equal(reply.body, "ok");
}

static void takes_no_reason(void **state)
{
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    CLEANUP(reply_clear) struct reply reply = {0};
    const struct evidence *end = ask_server(serve_no_reason, lookup, &reply);

    (void)state;
    assert_int_equal(end->http_status, 503);
    assert_string_equal(end->reason, "");
    assert_int_equal(reply.length, 0);
}

static void keeps_connections_alive(void **state)
{
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    CLEANUP(reply_clear) struct reply first = {0}, second = {0};
    CLEANUP(transport_free) struct transport *transport = NULL;
    struct peer peer = {.layer = LAYER_CLEAR, .serve = serve_twice};
    char address[32];
    const struct flow_host host = {HOST ":80", address};
    const struct network network = {.hosts = &host, .host_count = 1, .isolated = true};
    const struct transport_query query = {.step = HOP_TOKEN, .url = "http://" HOST "/", .agent = "test", .body = "b"};

    (void)state;
    snprintf(address, sizeof address, "127.0.0.1:%d", peer_start(&peer));
    transport = transport_new(&network);
    transport_ask(transport, lookup, &query, &first);
    transport_ask(transport, lookup, &query, &second);
    peer_join(&peer);
    assert_int_equal(lookup->evidence_count, 4); /* resolve, connect, and two requests */
    assert_int_equal(lookup->evidence[3].outcome, OUTCOME_OK);
    assert_string_equal(second.body, "<a/>");
}

int main(void)
{
    static const struct CMUnitTest first[] = {
        cmocka_unit_test(refused),
        cmocka_unit_test(unanswered),
        cmocka_unit_test(keeps_the_reason_phrase),
        cmocka_unit_test(keeps_large_headers),
        cmocka_unit_test(takes_no_reason),
        cmocka_unit_test(keeps_connections_alive),
    };
    struct CMUnitTest tests[ARRAY_SIZE(place_rows) + ARRAY_SIZE(first)];

    signal(SIGPIPE, SIG_IGN);

    memcpy(tests, first, sizeof first);
    for (size_t i = 0; i < ARRAY_SIZE(place_rows); i++)
        tests[ARRAY_SIZE(first) + i] = (struct CMUnitTest){
            .name = place_rows[i].name, .test_func = leads_nowhere, .initial_state = (void *)(uintptr_t)&place_rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
