/* SPDX-License-Identifier: MIT */
/* Asks libcurl for the session, which it may have kept from an earlier question, and OpenSSL for its certificate. */
#include "tls_channel.h"

#include <openssl/ssl.h>
#include <string.h>

void tls_channel_read(CURL *easy, unsigned char channel[CHANNEL_BINDING_SIZE])
{
    const struct curl_tlssessioninfo *session = NULL;

    memset(channel, 0, CHANNEL_BINDING_SIZE);
    if (curl_easy_getinfo(easy, CURLINFO_TLS_SSL_PTR, &session) == CURLE_OK && session &&
        session->backend == CURLSSLBACKEND_OPENSSL && session->internals)
        channel_binding_of(SSL_get0_peer_certificate(session->internals), channel);
}
