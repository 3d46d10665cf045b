/* SPDX-License-Identifier: MIT */
/* bench_handshakes PORT COUNT: that many new TLS 1.3 connections to 127.0.0.1, one after the other, each with a whole
 * handshake, one GET and an orderly end. Whoever calls measures the server's CPU time. */
#include "base/cleanup.h"
#include "tls_client.h"

int main(int count, char **arguments)
{
    const unsigned port = count == 3 ? (unsigned)strtoul(arguments[1], NULL, 10) : 0;
    const unsigned long visits = count == 3 ? strtoul(arguments[2], NULL, 10) : 0;
    SSL_CTX *context = tls_client_context();
    struct error error = {"usage: bench_handshakes PORT COUNT"};
    bool done = visits > 0;

    for (unsigned long i = 0; done && i < visits; i++)
        done = tls_client_visit(context, "localhost", port, "/challenge", &error);
    SSL_CTX_free(context);
    if (!done)
        fprintf(stderr, "%s\n", error.text);
    return done ? 0 : 3;
}
