/* SPDX-License-Identifier: MIT */
/* Bytes to the client until a fault says stop. */
#ifndef FBLAB_RELAY_H
#define FBLAB_RELAY_H

#include <stdbool.h>
#include <stddef.h>

struct stream;

/* Writes what waits, as far as fault and kernel allow. */
void relay_to_client(struct stream *stream);
/* Is a whole request among the bytes that came? Nobody counts: no. */
bool relay_requests_ended(struct stream *stream, const char *bytes, size_t length);
/* A new request begins a new answer, which the fault treats on its own. */
void relay_note_requests(struct stream *stream, const char *bytes, size_t length);

#endif
