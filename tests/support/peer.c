/* SPDX-License-Identifier: MIT */
/* The other end of a connection, driven by the test. */
#include "peer.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <arpa/inet.h>
#include <openssl/pem.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

void peer_reset(struct peer *peer)
{
    const struct linger now = {.l_onoff = 1, .l_linger = 0};

    setsockopt(peer->socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(peer->socket);
}

void peer_read(struct peer *peer)
{
    char bytes[16384];

    if (peer->ssl)
        SSL_read(peer->ssl, bytes, sizeof bytes);
    else if (recv(peer->socket, bytes, sizeof bytes, 0) < 0)
        return;
}

void peer_send(struct peer *peer, const char *text)
{
    if (peer->ssl)
        SSL_write(peer->ssl, text, (int)strlen(text));
    else if (send(peer->socket, text, strlen(text), MSG_NOSIGNAL) < 0)
        return; /* the client has hung up: as some rows want it */
}

void peer_hang_up(struct peer *peer)
{
    if (peer->ssl)
        SSL_shutdown(peer->ssl);
    close(peer->socket);
}

void peer_wait(struct peer *peer)
{
    char bytes[4096];

    while (recv(peer->socket, bytes, sizeof bytes, 0) > 0)
        continue;
    close(peer->socket);
}

void peer_serve_ok(struct peer *peer)
{
    peer_read(peer);
    peer_send(peer, OK_ANSWER);
    peer_hang_up(peer);
}

static bool shake_hands(struct peer *peer)
{
    static const int versions[] = {
        [LAYER_TLS11] = TLS1_1_VERSION, [LAYER_TLS12] = TLS1_2_VERSION, [LAYER_TLS13] = TLS1_3_VERSION};
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    BIO *key = BIO_new_mem_buf(peer->key->private_key, -1), *certificate = BIO_new_mem_buf(peer->key->certificate, -1);
    EVP_PKEY *pair = PEM_read_bio_PrivateKey(key, NULL, NULL, NULL);
    X509 *own = PEM_read_bio_X509(certificate, NULL, NULL, NULL);
    bool agreed;

    SSL_CTX_set_min_proto_version(context, TLS1_1_VERSION);
    SSL_CTX_set_max_proto_version(context, versions[peer->layer]);
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_use_PrivateKey(context, pair);
    SSL_CTX_use_certificate(context, own);
    peer->ssl = SSL_new(context);
    SSL_set_fd(peer->ssl, peer->socket);
    agreed = SSL_accept(peer->ssl) > 0;
    SSL_CTX_free(context);
    EVP_PKEY_free(pair);
    X509_free(own);
    BIO_free(key);
    BIO_free(certificate);
    return agreed;
}

static void *serve(void *context)
{
    struct peer *peer = context;

    peer->socket = accept(peer->listener, NULL, NULL);
    if (peer->layer < LAYER_TLS11 || shake_hands(peer))
        peer->serve(peer);
    else
        close(peer->socket);
    SSL_free(peer->ssl);
    return NULL;
}

int peer_listen(int backlog, int *port)
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

int peer_start(struct peer *peer)
{
    int port;

    peer->listener = peer_listen(1, &port);
    assert_int_equal(pthread_create(&peer->thread, NULL, serve, peer), 0);
    return port;
}

void peer_join(struct peer *peer)
{
    pthread_join(peer->thread, NULL);
    close(peer->listener);
}

const struct evidence *peer_ask(struct lookup *lookup, struct network network, const char *url, int port,
                                struct reply *reply)
{
    CLEANUP(cleanup_string) char *secure = text_format(HOST ":443"), *clear = text_format(HOST ":80");
    CLEANUP(cleanup_string) char *address = text_format("127.0.0.1:%d", port);
    const struct flow_host hosts[] = {{secure, address}, {clear, address}};
    const struct transport_query query = {
        .step = HOP_AVAILABILITY, .url = url, .content_type = "text/xml", .agent = "test", .body = "<b/>"};
    CLEANUP(transport_free) struct transport *transport = NULL;

    network.hosts = hosts;
    network.host_count = ARRAY_SIZE(hosts);
    network.isolated = true;
    transport = transport_new(&network);
    return transport_ask(transport, lookup, &query, reply);
}
