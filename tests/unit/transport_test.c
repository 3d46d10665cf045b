/* SPDX-License-Identifier: MIT */
/* What happens on a socket, and what transport makes of it. Every row listens on a port of its own. */
#include "cleanup.h"
#include "signing_key.h"
#include "text.h"
#include "transport.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#define HOST "mail.contoso.com"
#define OK_ANSWER "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 4\r\n\r\n<a/>"

struct server;

/* How far the server plays along before it misbehaves. */
enum layer {
    LAYER_CLEAR, /* http */
    LAYER_TCP,   /* https, and the server knows no TLS */
    LAYER_TLS11,
    LAYER_TLS12,
    LAYER_TLS13
};

struct row {
    const char *name;
    enum layer layer;
    void (*serve)(struct server *server);
    enum outcome outcome;
    enum hop hop;
    const char *os_error;
    long answer_ms;
    const char *certificate; /* common name; NULL: HOST */
    bool distrust;           /* the client does not know the certificate */
    int tls_alert;           /* 0: none */
};

struct server {
    const struct row *row;
    int listener, socket;
    SSL *ssl;
    struct signing_key *key;
    pthread_t thread;
};

/* How a server behaves: server->socket is a fresh connection. */

static void reset(struct server *server)
{
    const struct linger now = {.l_onoff = 1, .l_linger = 0};

    setsockopt(server->socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(server->socket);
}

static void read_some(struct server *server)
{
    char bytes[16384];

    if (server->ssl)
        SSL_read(server->ssl, bytes, sizeof bytes);
    else if (recv(server->socket, bytes, sizeof bytes, 0) < 0)
        return;
}

static void send_text(struct server *server, const char *text)
{
    if (server->ssl)
        SSL_write(server->ssl, text, (int)strlen(text));
    else if (send(server->socket, text, strlen(text), MSG_NOSIGNAL) < 0)
        return; /* the client has hung up: as some rows want it */
}

static void hang_up(struct server *server)
{
    if (server->ssl)
        SSL_shutdown(server->ssl);
    close(server->socket);
}

static void wait_for_end(struct server *server)
{
    char bytes[4096];

    while (recv(server->socket, bytes, sizeof bytes, 0) > 0)
        continue;
    close(server->socket);
}

static void serve_reset_on_accept(struct server *server)
{
    reset(server);
}

static void serve_reset(struct server *server)
{
    read_some(server);
    reset(server);
}

static void serve_fin(struct server *server)
{
    read_some(server);
    hang_up(server);
}

/* A FIN inside TLS without the closure alert, as devices send it. */
static void serve_bare_fin(struct server *server)
{
    read_some(server);
    close(server->socket);
}

static void serve_silence(struct server *server)
{
    wait_for_end(server);
}

static void serve_plain_text(struct server *server)
{
    read_some(server);
    send_text(server, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    hang_up(server);
}

static void serve_ok(struct server *server)
{
    read_some(server);
    send_text(server, OK_ANSWER);
    hang_up(server);
}

static void serve_cut(struct server *server)
{
    read_some(server);
    send_text(server, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    hang_up(server);
}

static void serve_cut_chunk(struct server *server)
{
    read_some(server);
    send_text(server, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nhalf");
    hang_up(server);
}

static void serve_cut_headers(struct server *server)
{
    read_some(server);
    send_text(server, "HTTP/1.1 200 OK\r\nContent-Le");
    hang_up(server);
}

static void serve_cut_status(struct server *server)
{
    read_some(server);
    send_text(server, "HTTP/1.");
    hang_up(server);
}

/* A RST may overtake bytes the client has not read. More than any socket buffers: by then it has read some. */
static void serve_reset_in_response(struct server *server)
{
    CLEANUP(cleanup_string) char *piece = text_format("%0*d", 1 << 20, 0);

    read_some(server);
    send_text(server, "HTTP/1.1 200 OK\r\nContent-Length: 4000000\r\n\r\n");
    send_text(server, piece);
    reset(server);
}

static void serve_garbage(struct server *server)
{
    read_some(server);
    send_text(server, "\x01\x02 this is no HTTP\r\n\r\n");
    hang_up(server);
}

static void serve_endless_header(struct server *server)
{
    CLEANUP(cleanup_string) char *line = text_format("X-Long: %0*d\r\n", 90000, 0);

    read_some(server);
    send_text(server, "HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 10; i++)
        send_text(server, line);
    wait_for_end(server);
}

static void serve_endless_body(struct server *server)
{
    CLEANUP(cleanup_string) char *piece = text_format("%0*d", 1 << 20, 0);

    read_some(server);
    send_text(server, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    for (int i = 0; i < 6; i++)
        send_text(server, piece);
    hang_up(server);
}

static const struct row rows[] = {
    {"a healthy answer in TLS 1.3", LAYER_TLS13, serve_ok, OUTCOME_OK, .hop = HOP_AVAILABILITY},
    {"a healthy answer in TLS 1.2", LAYER_TLS12, serve_ok, OUTCOME_OK, .hop = HOP_AVAILABILITY},
    {"a healthy answer in the clear", LAYER_CLEAR, serve_ok, OUTCOME_OK, .hop = HOP_AVAILABILITY},
    {"RST on accept", LAYER_TCP, serve_reset_on_accept, OUTCOME_RESET_IN_HANDSHAKE, .hop = HOP_TLS,
     .os_error = "ECONNRESET"},
    {"RST in the handshake", LAYER_TCP, serve_reset, OUTCOME_RESET_IN_HANDSHAKE, .hop = HOP_TLS,
     .os_error = "ECONNRESET"},
    {"FIN in the handshake", LAYER_TCP, serve_fin, OUTCOME_CLOSED_IN_HANDSHAKE, .hop = HOP_TLS},
    {"silence in the handshake", LAYER_TCP, serve_silence, OUTCOME_TIMEOUT, .hop = HOP_TLS, .answer_ms = 200},
    {"plain text instead of TLS", LAYER_TCP, serve_plain_text, OUTCOME_TLS_FAILED, .hop = HOP_TLS},
    {"alert of a server without TLS 1.2", LAYER_TLS11, serve_ok, OUTCOME_TLS_ALERT, .hop = HOP_TLS, .tls_alert = 70},
    {"certificate nobody knows", LAYER_TLS13, serve_ok, OUTCOME_CERTIFICATE_UNTRUSTED, .hop = HOP_TLS,
     .distrust = true},
    {"certificate of another host", LAYER_TLS13, serve_ok, OUTCOME_CERTIFICATE_MISNAMED, .hop = HOP_TLS,
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

/* A server with one connection to give. */

static bool shake_hands(struct server *server)
{
    static const int versions[] = {
        [LAYER_TLS11] = TLS1_1_VERSION, [LAYER_TLS12] = TLS1_2_VERSION, [LAYER_TLS13] = TLS1_3_VERSION};
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    BIO *key = BIO_new_mem_buf(server->key->private_key, -1),
        *certificate = BIO_new_mem_buf(server->key->certificate, -1);
    EVP_PKEY *pair = PEM_read_bio_PrivateKey(key, NULL, NULL, NULL);
    X509 *own = PEM_read_bio_X509(certificate, NULL, NULL, NULL);
    bool agreed;

    SSL_CTX_set_min_proto_version(context, TLS1_1_VERSION);
    SSL_CTX_set_max_proto_version(context, versions[server->row->layer]);
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_use_PrivateKey(context, pair);
    SSL_CTX_use_certificate(context, own);
    server->ssl = SSL_new(context);
    SSL_set_fd(server->ssl, server->socket);
    agreed = SSL_accept(server->ssl) > 0;
    SSL_CTX_free(context);
    EVP_PKEY_free(pair);
    X509_free(own);
    BIO_free(key);
    BIO_free(certificate);
    return agreed;
}

static void *serve(void *context)
{
    struct server *server = context;

    server->socket = accept(server->listener, NULL, NULL);
    if (server->row->layer < LAYER_TLS11 || shake_hands(server))
        server->row->serve(server);
    else
        close(server->socket);
    SSL_free(server->ssl);
    return NULL;
}

static int listen_on(int backlog, int *port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_int_equal(bind(listener, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(backlog < 0 ? 0 : listen(listener, backlog), 0);
    getsockname(listener, (struct sockaddr *)&address, &size);
    *port = ntohs(address.sin_port);
    return listener;
}

/* Asks HOST, which is at that port of this machine. */
static const struct evidence *ask(struct lookup *lookup, struct flow_settings settings, const char *url, int port,
                                  struct reply *reply)
{
    CLEANUP(cleanup_string) char *secure = text_format(HOST ":443"), *clear = text_format(HOST ":80");
    CLEANUP(cleanup_string) char *address = text_format("127.0.0.1:%d", port);
    const struct flow_host hosts[] = {{secure, address}, {clear, address}};
    const struct query query = {
        .step = HOP_AVAILABILITY, .url = url, .content_type = "text/xml", .agent = "test", .body = "<b/>"};
    CLEANUP(transport_free) struct transport *transport = NULL;

    settings.hosts = hosts;
    settings.host_count = ARRAY_SIZE(hosts);
    settings.isolated = true;
    transport = transport_new(&settings);
    return transport_ask(transport, lookup, &query, reply);
}

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
    struct server server = {.row = row, .key = key};
    const struct evidence *end;
    int port;

    close(mkstemp(ca_file));
    write_file(ca_file, other ? other->certificate : key->certificate);
    server.listener = listen_on(1, &port);
    assert_int_equal(pthread_create(&server.thread, NULL, serve, &server), 0);
    end = ask(lookup, (struct flow_settings){.ca_file = ca_file, .answer_ms = row->answer_ms},
              row->layer == LAYER_CLEAR ? "http://" HOST "/EWS/Exchange.asmx" : "https://" HOST "/EWS/Exchange.asmx",
              port, &reply);
    pthread_join(server.thread, NULL);
    close(server.listener);
    unlink(ca_file);
    assert_string_equal(outcome_name(end->outcome), outcome_name(row->outcome));
    assert_string_equal(hop_name(end->hop), hop_name(row->hop));
    assert_int_equal(end->step, HOP_AVAILABILITY);
    assert_string_equal(end->os_error ? end->os_error : "none", row->os_error ? row->os_error : "none");
    assert_int_equal(end->tls_alert, row->tls_alert ? row->tls_alert : -1);
    assert_string_equal(end->party, HOST);
}

/* What is not a row: nobody listens, or the answer itself is looked at. */

static void refused(void **state)
{
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    CLEANUP(reply_clear) struct reply reply = {0};
    CLEANUP(cleanup_string) char *address = NULL;
    const struct evidence *end;
    int port;
    const int listener = listen_on(-1, &port); /* bound, so nobody else gets the port; not listening */

    (void)state;
    address = text_format("127.0.0.1:%d", port);
    end = ask(lookup, (struct flow_settings){0}, "https://" HOST "/", port, &reply);
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
    const int listener = listen_on(0, &port);

    (void)state;
    to.sin_port = htons((uint16_t)port);
    for (size_t i = 0; i < ARRAY_SIZE(waiting); i++) {
        waiting[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        (void)!connect(waiting[i], (struct sockaddr *)&to, sizeof to);
    }
    end = ask(lookup, (struct flow_settings){.connect_ms = 300}, "https://" HOST "/", port, &reply);
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
    const struct evidence *end = ask(lookup, (struct flow_settings){0}, row->url, 9, &reply);

    assert_string_equal(outcome_name(end->outcome), row->outcome);
    assert_string_equal(hop_name(end->hop), row->hop);
}

static void serve_text(struct server *server, const char *text)
{
    read_some(server);
    send_text(server, text);
    hang_up(server);
}

static void serve_tmg(struct server *server)
{
    serve_text(
        server,
        "HTTP/1.1 403 Forbidden ( The server denied the specified Uniform Resource Locator (URL). "
        "Contact the server administrator.  )\r\nVia: 1.1 TMG\r\nVia:  twice \r\nContent-Length: 5\r\n\r\n<br/>");
}

static void serve_large(struct server *server)
{
    CLEANUP(cleanup_string) char *line = text_format("X-Large: %0*d\r\n", 10000, 0);

    read_some(server);
    send_text(server, "HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 10; i++)
        send_text(server, line);
    send_text(server, "Content-Length: 2\r\n\r\nok");
    hang_up(server);
}

static void serve_no_reason(struct server *server)
{
    serve_text(server, "HTTP/1.1 503\r\nContent-Length: 0\r\n\r\n");
}

static void serve_twice(struct server *server)
{
    read_some(server);
    send_text(server, OK_ANSWER);
    read_some(server);
    send_text(server, OK_ANSWER);
    hang_up(server);
}

static const struct evidence *ask_server(const struct row *row, struct lookup *lookup, struct reply *reply)
{
    struct server server = {.row = row};
    const struct evidence *end;
    int port;

    server.listener = listen_on(1, &port);
    assert_int_equal(pthread_create(&server.thread, NULL, serve, &server), 0);
    end = ask(lookup, (struct flow_settings){0}, "http://" HOST "/EWS/Exchange.asmx", port, reply);
    pthread_join(server.thread, NULL);
    close(server.listener);
    return end;
}

static void keeps_the_reason_phrase(void **state)
{
    static const struct row row = {.layer = LAYER_CLEAR, .serve = serve_tmg};
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    CLEANUP(reply_clear) struct reply reply = {0};
    const struct evidence *end = ask_server(&row, lookup, &reply);

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
    static const struct row row = {.layer = LAYER_CLEAR, .serve = serve_large};
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    CLEANUP(reply_clear) struct reply reply = {0};
    const struct evidence *end = ask_server(&row, lookup, &reply);

    (void)state;
    assert_int_equal(end->outcome, OUTCOME_OK);
    assert_int_equal(end->header_count, 11);
    assert_int_equal(strlen(end->headers[9].value), 10000);
    assert_null(evidence_header(end, "X-Early"));
    assert_string_equal(reply.body, "ok");
}

static void takes_no_reason(void **state)
{
    static const struct row row = {.layer = LAYER_CLEAR, .serve = serve_no_reason};
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    CLEANUP(reply_clear) struct reply reply = {0};
    const struct evidence *end = ask_server(&row, lookup, &reply);

    (void)state;
    assert_int_equal(end->http_status, 503);
    assert_string_equal(end->reason, "");
    assert_int_equal(reply.length, 0);
}

static void keeps_connections_alive(void **state)
{
    static const struct row row = {.layer = LAYER_CLEAR, .serve = serve_twice};
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    CLEANUP(reply_clear) struct reply first = {0}, second = {0};
    CLEANUP(transport_free) struct transport *transport = NULL;
    struct server server = {.row = &row};
    char address[32];
    int port;
    const struct flow_host host = {HOST ":80", address};
    const struct flow_settings settings = {.hosts = &host, .host_count = 1, .isolated = true};
    const struct query query = {.step = HOP_TOKEN, .url = "http://" HOST "/", .agent = "test", .body = "b"};

    (void)state;
    server.listener = listen_on(1, &port);
    snprintf(address, sizeof address, "127.0.0.1:%d", port);
    assert_int_equal(pthread_create(&server.thread, NULL, serve, &server), 0);
    transport = transport_new(&settings);
    transport_ask(transport, lookup, &query, &first);
    transport_ask(transport, lookup, &query, &second);
    pthread_join(server.thread, NULL);
    close(server.listener);
    assert_int_equal(lookup->evidence_count, 4); /* resolve, connect, and two requests */
    assert_int_equal(lookup->evidence[3].outcome, OUTCOME_OK);
    assert_string_equal(second.body, "<a/>");
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(place_rows) + 6] = {
        cmocka_unit_test(refused),
        cmocka_unit_test(unanswered),
        cmocka_unit_test(keeps_the_reason_phrase),
        cmocka_unit_test(keeps_large_headers),
        cmocka_unit_test(takes_no_reason),
        cmocka_unit_test(keeps_connections_alive),
    };
    struct CMUnitTest *next = tests + 6;

    signal(SIGPIPE, SIG_IGN); /* the servers' OpenSSL writes without MSG_NOSIGNAL; libcurl does not */
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        *next++ = (struct CMUnitTest){
            .name = rows[i].name, .test_func = ends_as_expected, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(place_rows); i++)
        *next++ = (struct CMUnitTest){
            .name = place_rows[i].name, .test_func = leads_nowhere, .initial_state = (void *)(uintptr_t)&place_rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
