/* SPDX-License-Identifier: MIT */
/* The barest TLS 1.3 client: verifies nothing, resumes nothing, waits for every answer. */
#ifndef FBLAB_TLS_CLIENT_H
#define FBLAB_TLS_CLIENT_H

#include "base/error.h"

#include <openssl/ssl.h>
#include <stdbool.h>

SSL_CTX *tls_client_context(void);
/* A new connection to 127.0.0.1:port. path NULL: the handshake alone; else one GET, and its answer's first bytes. */
bool tls_client_visit(SSL_CTX *context, const char *host, unsigned port, const char *path, struct error *error);

#endif
