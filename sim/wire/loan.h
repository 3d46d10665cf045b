/* SPDX-License-Identifier: MIT */
/* The client's own socket, lent to a consumer that makes its calls by sockets/socket_calls.h: no byte is moved between
 * two sockets. For streams that no fault waits for; the others take the way through the relay. */
#ifndef FBLAB_LOAN_H
#define FBLAB_LOAN_H

#include <stdbool.h>

struct stream;

/* false: this stream is not one to be lent. true: the consumer has it; the stream may be gone. */
bool loan_begin(struct stream *stream);
/* Nobody waits for the client any more, but the descriptor stays the consumer's until it closes it. */
void loan_shut(struct stream *stream);

#endif
