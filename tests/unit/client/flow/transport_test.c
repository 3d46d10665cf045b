/* SPDX-License-Identifier: MIT */
/* What happens on a socket, and what transport makes of it. Every row listens on a port of its own. */
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

struct row {
    const char *name;
    enum layer layer;
    void (*serve)(struct peer *peer);
    enum outcome outcome;
    enum hop hop;
    const char *os_error;
    long answer_ms;
    const char *certificate; /* common name; NULL: HOST */
    bool distrust;           /* the client does not know the certificate */
    int tls_alert;           /* 0: none */
};

static void serve_reset_on_accept(struct peer *peer)
{
    peer_reset(peer);
}

static void serve_reset(struct peer *peer)
{
    peer_read(peer);
    peer_reset(peer);
}

static void serve_fin(struct peer *peer)
{
    peer_read(peer);
    peer_hang_up(peer);
}

/* A FIN inside TLS without the closure alert, as devices send it. */
static void serve_bare_fin(struct peer *peer)
{
    peer_read(peer);
    close(peer->socket);
}

static void serve_silence(struct peer *peer)
{
    peer_wait(peer);
}

static void serve_plain_text(struct peer *peer)
{
    peer_read(peer);
    peer_send(peer, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    peer_hang_up(peer);
}

static void serve_cut(struct peer *peer)
{
    peer_read(peer);
    peer_send(peer, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    peer_hang_up(peer);
}

static void serve_cut_chunk(struct peer *peer)
{
    peer_read(peer);
    peer_send(peer, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nhalf");
    peer_hang_up(peer);
}

static void serve_cut_headers(struct peer *peer)
{
    peer_read(peer);
    peer_send(peer, "HTTP/1.1 200 OK\r\nContent-Le");
    peer_hang_up(peer);
}

static void serve_cut_status(struct peer *peer)
{
    peer_read(peer);
    peer_send(peer, "HTTP/1.");
    peer_hang_up(peer);
}

/* A RST may overtake bytes the client has not read. More than any socket buffers: by then it has read some. */
static void serve_reset_in_response(struct peer *peer)
{
    CLEANUP(cleanup_string) char *piece = text_format("%0*d", 1 << 20, 0);

    peer_read(peer);
    peer_send(peer, "HTTP/1.1 200 OK\r\nContent-Length: 4000000\r\n\r\n");
    peer_send(peer, piece);
    peer_reset(peer);
}

static void serve_garbage(struct peer *peer)
{
    peer_read(peer);
    peer_send(peer, "\x01\x02 this is no HTTP\r\n\r\n");
    peer_hang_up(peer);
}

static void serve_endless_header(struct peer *peer)
{
    CLEANUP(cleanup_string) char *line = text_format("X-Long: %0*d\r\n", 90000, 0);

    peer_read(peer);
    peer_send(peer, "HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 10; i++)
        peer_send(peer, line);
    peer_wait(peer);
}

static void serve_endless_body(struct peer *peer)
{
    CLEANUP(cleanup_string) char *piece = text_format("%0*d", 1 << 20, 0);

    peer_read(peer);
    peer_send(peer, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    for (int i = 0; i < 6; i++)
        peer_send(peer, piece);
    peer_hang_up(peer);
}

static const struct row rows[] = {
    {"a healthy answer in TLS 1.3", LAYER_TLS13, peer_serve_ok, OUTCOME_OK, .hop = HOP_AVAILABILITY},
    {"a healthy answer in TLS 1.2", LAYER_TLS12, peer_serve_ok, OUTCOME_OK, .hop = HOP_AVAILABILITY},
    {"a healthy answer in the clear", LAYER_CLEAR, peer_serve_ok, OUTCOME_OK, .hop = HOP_AVAILABILITY},
    {"RST on accept", LAYER_TCP, serve_reset_on_accept, OUTCOME_RESET_IN_HANDSHAKE, .hop = HOP_TLS,
     .os_error = "ECONNRESET"},
    {"RST in the handshake", LAYER_TCP, serve_reset, OUTCOME_RESET_IN_HANDSHAKE, .hop = HOP_TLS,
     .os_error = "ECONNRESET"},
    {"FIN in the handshake", LAYER_TCP, serve_fin, OUTCOME_CLOSED_IN_HANDSHAKE, .hop = HOP_TLS},
    {"silence in the handshake", LAYER_TCP, serve_silence, OUTCOME_TIMEOUT, .hop = HOP_TLS, .answer_ms = 200},
    {"plain text instead of TLS", LAYER_TCP, serve_plain_text, OUTCOME_TLS_FAILED, .hop = HOP_TLS},
    {"alert of a server without TLS 1.2", LAYER_TLS11, peer_serve_ok, OUTCOME_TLS_ALERT, .hop = HOP_TLS,
     .tls_alert = 70},
    {"certificate nobody knows", LAYER_TLS13, peer_serve_ok, OUTCOME_CERTIFICATE_UNTRUSTED, .hop = HOP_TLS,
     .distrust = true},
    {"certificate of another host", LAYER_TLS13, peer_serve_ok, OUTCOME_CERTIFICATE_MISNAMED, .hop = HOP_TLS,
     .certificate = "other.contoso.com"},
    {"RST after the request, TLS", LAYER_TLS13, serve_reset, OUTCOME_CONNECTION_RESET, .hop = HOP_AVAILABILITY,
     .os_error = "ECONNRESET"},
    {"FIN after the request, TLS", LAYER_TLS13, serve_fin, OUTCOME_CONNECTION_CLOSED, .hop = HOP_AVAILABILITY},
    {"bare FIN after the request, TLS 1.3", LAYER_TLS13, serve_bare_fin, OUTCOME_CONNECTION_CLOSED,
     .hop = HOP_AVAILABILITY},
    {"bare FIN after the request, TLS 1.2", LAYER_TLS12, serve_bare_fin, OUTCOME_CONNECTION_CLOSED,
     .hop = HOP_AVAILABILITY},
    {"FIN in the status line, TLS 1.3", LAYER_TLS13, serve_cut_status, OUTCOME_RESPONSE_CUT, .hop = HOP_AVAILABILITY},
    {"FIN in the status line, TLS 1.2", LAYER_TLS12, serve_cut_status, OUTCOME_RESPONSE_CUT, .hop = HOP_AVAILABILITY},
    {"RST in the body, TLS", LAYER_TLS13, serve_reset_in_response, OUTCOME_RESPONSE_RESET, .hop = HOP_AVAILABILITY,
     .os_error = "ECONNRESET"},
    {"silence after the request, TLS", LAYER_TLS13, serve_silence, OUTCOME_TIMEOUT, .hop = HOP_AVAILABILITY,
     .answer_ms = 200},
    {"RST after the request", LAYER_CLEAR, serve_reset, OUTCOME_CONNECTION_RESET, .hop = HOP_AVAILABILITY,
     .os_error = "ECONNRESET"},
    {"FIN after the request", LAYER_CLEAR, serve_fin, OUTCOME_CONNECTION_CLOSED, .hop = HOP_AVAILABILITY},
    {"silence after the request", LAYER_CLEAR, serve_silence, OUTCOME_TIMEOUT, .hop = HOP_AVAILABILITY,
     .answer_ms = 200},
    {"cut body", LAYER_CLEAR, serve_cut, OUTCOME_RESPONSE_CUT, .hop = HOP_AVAILABILITY},
    {"cut chunk", LAYER_CLEAR, serve_cut_chunk, OUTCOME_RESPONSE_CUT, .hop = HOP_AVAILABILITY},
    {"cut headers", LAYER_CLEAR, serve_cut_headers, OUTCOME_RESPONSE_CUT, .hop = HOP_AVAILABILITY},
    {"RST in the body", LAYER_CLEAR, serve_reset_in_response, OUTCOME_RESPONSE_RESET, .hop = HOP_AVAILABILITY,
     .os_error = "ECONNRESET"},
    {"garbage for a status line", LAYER_CLEAR, serve_garbage, OUTCOME_PROTOCOL_VIOLATION, .hop = HOP_AVAILABILITY},
    {"headers without end", LAYER_CLEAR, serve_endless_header, OUTCOME_PROTOCOL_VIOLATION, .hop = HOP_AVAILABILITY},
    {"a body without end", LAYER_CLEAR, serve_endless_body, OUTCOME_UNEXPECTED_ANSWER, .hop = HOP_AVAILABILITY},
};

static void write_file(const char *path, const char *text)
{
    assert_true(file_write(path, text, strlen(text), 0600, NULL));
}

static void ends_as_expected(void **state)
{
    const struct row *row = *state;
    CLEANUP(signing_key_free) struct signing_key *key = signing_key_new(row->certificate ? row->certificate : HOST);
    CLEANUP(signing_key_free) struct signing_key *other = row->distrust ? signing_key_new(HOST) : NULL;
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    CLEANUP(reply_clear) struct reply reply = {0};
    char ca_file[] = "/tmp/transport_test_XXXXXX";
    struct peer peer = {.layer = row->layer, .serve = row->serve, .key = key};
    const struct evidence *end;

    close(mkstemp(ca_file));
    write_file(ca_file, other ? other->certificate : key->certificate);
    end =
        peer_ask(lookup, (struct network){.ca_file = ca_file, .answer_ms = row->answer_ms},
                 row->layer == LAYER_CLEAR ? "http://" HOST "/EWS/Exchange.asmx" : "https://" HOST "/EWS/Exchange.asmx",
                 peer_start(&peer), &reply);
    peer_join(&peer);
    unlink(ca_file);
    assert_string_equal(outcome_name(end->outcome), outcome_name(row->outcome));
    assert_string_equal(hop_name(end->hop), hop_name(row->hop));
    assert_int_equal(end->step, HOP_AVAILABILITY);
    assert_string_equal(end->os_error ? end->os_error : "none", row->os_error ? row->os_error : "none");
    assert_int_equal(end->tls_alert, row->tls_alert ? row->tls_alert : -1);
    assert_string_equal(end->party, HOST);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    signal(SIGPIPE, SIG_IGN); /* the servers' OpenSSL writes without MSG_NOSIGNAL; libcurl does not */
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = ends_as_expected, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
