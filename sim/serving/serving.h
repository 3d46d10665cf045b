/* SPDX-License-Identifier: MIT */
/* Where wire and http meet: neither knows the other, each is handed the other's functions. */
#ifndef FBLAB_SERVING_H
#define FBLAB_SERVING_H

#include "http/http_server.h"
#include "wire/wire.h"

/* HTTP, as far as faults have to know it. Static. */
const struct wire_protocol *serving_protocol(void);
/* For wire_callbacks.stream: the server takes the stream. */
void serving_adopt(struct http_server *server, struct stream *stream, int descriptor, const struct sockaddr *peer,
                   socklen_t length);
/* http_callbacks.origin for such streams. */
const struct origin *serving_origin(void *stream);

#endif
