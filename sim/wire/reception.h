/* SPDX-License-Identifier: MIT */
/* Bytes from the client while it has no consumer. */
#ifndef FBLAB_RECEPTION_H
#define FBLAB_RECEPTION_H

struct stream;

/* Gives the stream to a consumer if nothing is to happen before that. */
void reception_continue(struct stream *stream);
/* Throws away what the client sends. */
void reception_drain(struct stream *stream);

#endif
