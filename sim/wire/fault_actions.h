/* SPDX-License-Identifier: MIT */
/* What each fault does to a stream, and when. */
#ifndef FBLAB_FAULT_ACTIONS_H
#define FBLAB_FAULT_ACTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct stream;

enum fault_moment {
    FAULT_NEVER,
    FAULT_AT_ACCEPT,
    FAULT_AT_HELLO,   /* the ClientHello (without TLS: the first byte) has come */
    FAULT_AT_REQUEST, /* a whole request has been read; the consumer never sees it */
    FAULT_IN_ANSWER,
};

bool fault_waits_for(const struct stream *stream, enum fault_moment moment);
/* Carries out the fault if this is its moment. false: nothing happened. */
bool fault_strikes(struct stream *stream, enum fault_moment moment);
/* How many bytes of the answer may leave now. */
size_t fault_allowance(struct stream *stream);
void fault_note_written(struct stream *stream);
/* Strikes if as much of the answer has left as shall. false: go on. */
bool fault_after_bytes(struct stream *stream);

#endif
