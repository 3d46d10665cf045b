/* SPDX-License-Identifier: MIT */
/* Is the server's certificate revoked? Judged by the OCSP response that the server staples; nobody else is asked. */
#ifndef FBLAB_CERTIFICATE_STATUS_H
#define FBLAB_CERTIFICATE_STATUS_H

#include <openssl/ssl.h>
#include <stdbool.h>

/* During the handshake, when the chain has been verified. As .NET does when it is told to check, a status that cannot be
 * learnt counts as not good. */
bool certificate_status_good(SSL *session);

#endif
