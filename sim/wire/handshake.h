/* SPDX-License-Identifier: MIT */
/* From the first byte to an open stream. */
#ifndef FBLAB_HANDSHAKE_H
#define FBLAB_HANDSHAKE_H

#include "certificates.h"

struct stream;

void handshake_begin(struct stream *stream);
void handshake_continue(struct stream *stream);
void handshake_time_out(struct stream *stream);
/* A tls_choose: asks the owner of the wire. */
const struct identity *handshake_identity(void *stream, const char *server_name);

#endif
