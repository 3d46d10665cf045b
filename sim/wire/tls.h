/* SPDX-License-Identifier: MIT */
/* Server side of TLS: contexts by version and ciphers, the certificate by server name. Loop's thread. */
#ifndef FBLAB_TLS_H
#define FBLAB_TLS_H

#include "base/error.h"
#include "certificates.h"

#include <openssl/ssl.h>

struct tls;
struct wire_policy;

/* Which identity this connection presents; server_name is lower-case, "" without SNI. NULL: unrecognized_name. */
typedef const struct identity *tls_choose(void *connection, const char *server_name);

/* Versions a policy means: 0 is the library's default, but a maximum below it pulls the minimum along. */
struct tls_versions {
    int minimum, maximum;
};
struct tls_versions tls_versions(int minimum, int maximum);

/* protocol: its name for ALPN, copied; NULL: none is agreed. */
struct tls *tls_new(tls_choose *choose, const char *protocol);
void tls_free(struct tls **tls);
/* Made once for each combination; the caller frees its reference. NULL: error names the cipher list. */
SSL_CTX *tls_context(struct tls *tls, const struct wire_policy *policy, struct error *error);
/* A server's session on this socket. NULL: out of memory. */
SSL *tls_session(SSL_CTX *context, int socket, void *connection);
/* Why the last call failed, in OpenSSL's words ("no shared cipher"). Static storage. */
const char *tls_reason(void);

#endif
