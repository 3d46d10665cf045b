/* SPDX-License-Identifier: MIT */
/* What a log-on on a connection of libcurl is tied to. */
#ifndef FBLAB_TLS_CHANNEL_H
#define FBLAB_TLS_CHANNEL_H

#include "late/curl.h"
#include "ntlm/channel_binding.h"

/* Of the connection that the handle is about to send on; zeroes: it has no TLS. */
void tls_channel_read(CURL *easy, unsigned char channel[CHANNEL_BINDING_SIZE]);

#endif
