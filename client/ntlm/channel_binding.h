/* SPDX-License-Identifier: MIT */
/* What ties a log-on to the TLS connection that it is made on: a hash of the certificate that the server showed there
 * (RFC 5929, tls-server-end-point), in the form that NTLM sends it in ([MS-NLMP] 2.2.2.1, MsvAvChannelBindings). Pure. */
#ifndef FBLAB_CHANNEL_BINDING_H
#define FBLAB_CHANNEL_BINDING_H

#include <openssl/x509.h>
#include <stdbool.h>
#include <stddef.h>

enum { CHANNEL_BINDING_SIZE = 16 };

/* Of a connection on which that certificate was shown. false: OpenSSL cannot say, and the binding is all zeroes, which
 * stands for none. */
bool channel_binding_of(const X509 *certificate, unsigned char binding[CHANNEL_BINDING_SIZE]);
/* Of the hash of a certificate. */
bool channel_binding_of_hash(const unsigned char *hash, size_t length, unsigned char binding[CHANNEL_BINDING_SIZE]);
/* Zeroes: [MS-NLMP] takes them for a binding that was not given. */
bool channel_binding_is_none(const unsigned char binding[CHANNEL_BINDING_SIZE]);

#endif
