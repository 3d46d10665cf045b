/* SPDX-License-Identifier: MIT */
#include "tls_client.h"

#include "base/cleanup.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <string.h>
#include <unistd.h>

SSL_CTX *tls_client_context(void)
{
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());

    SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    return context;
}

static int connect_to(unsigned port)
{
    const struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;

    /* A server that sends no tickets has nothing to say to our Finished: the GET would wait for a delayed ACK. */
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (fd >= 0 && connect(fd, (const struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

static bool get(SSL *tls, const char *host, const char *path)
{
    char text[1024];
    const int length = snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", path, host);

    return SSL_write(tls, text, length) == length && SSL_read(tls, text, sizeof text) > 0;
}

bool tls_client_visit(SSL_CTX *context, const char *host, unsigned port, const char *path, struct error *error)
{
    const int fd = connect_to(port);
    SSL *tls = SSL_new(context);
    bool done;

    if (fd < 0) {
        SSL_free(tls);
        return error_set(error, "127.0.0.1:%u does not accept: %s", port, strerror(errno));
    }
    SSL_set_fd(tls, fd);
    SSL_set_tlsext_host_name(tls, host);
    done = SSL_connect(tls) == 1 && (!path || get(tls, host, path));
    if (done)
        SSL_shutdown(tls);
    SSL_free(tls);
    close(fd);
    return done || error_set(error, "127.0.0.1:%u broke off TLS or the answer", port);
}
