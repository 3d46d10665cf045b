/* SPDX-License-Identifier: MIT */
/* Moves bytes between client and consumer until a fault says stop. */
#ifndef FBLAB_RELAY_H
#define FBLAB_RELAY_H

#include <stddef.h>

struct stream;

void relay_from_client(struct stream *stream);
void relay_to_client(struct stream *stream);
void relay_from_consumer(struct stream *stream);
/* What the consumer says, with our own line or head in place. */
void relay_take_from_consumer(struct stream *stream, const char *bytes, size_t length);
void relay_to_consumer(struct stream *stream);
/* Throws away what the client sends. */
void relay_drain_client(struct stream *stream);

#endif
