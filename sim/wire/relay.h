/* SPDX-License-Identifier: MIT */
/* Bytes from the client while it has no consumer, and bytes to it until a fault says stop. */
#ifndef FBLAB_RELAY_H
#define FBLAB_RELAY_H

#include <stddef.h>

struct stream;

/* Gives the stream to a consumer if nothing is to happen before that. */
void relay_from_client(struct stream *stream);
/* Writes what waits, as far as fault and kernel allow. */
void relay_to_client(struct stream *stream);
/* A new request begins a new answer, which the fault treats on its own. */
void relay_note_requests(struct stream *stream, const char *bytes, size_t length);
/* Throws away what the client sends. */
void relay_drain_client(struct stream *stream);

#endif
