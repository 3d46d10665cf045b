/* SPDX-License-Identifier: MIT */
/* The other side of a stream: who reads what the client sends and says what it gets. What it calls is in wire.h. */
#ifndef FBLAB_CONSUMER_H
#define FBLAB_CONSUMER_H

struct stream;

/* The first plain byte has come: gives the stream away. The stream may be gone when it returns. */
void consumer_begin(struct stream *stream);

#endif
