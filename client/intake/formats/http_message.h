/* SPDX-License-Identifier: MIT */
/* HTTP/1 messages as they stand in a file, with any line ends, and with the "> " and "< " that curl -v puts before them. */
#ifndef FBLAB_INTAKE_MESSAGE_H
#define FBLAB_INTAKE_MESSAGE_H

#include "evidence/evidence.h"

struct message {
    char *method, *target; /* of a request; NULL: a response */
    struct lookup *lookup; /* one record: status and reason of a response, headers of either. Owned */
    const char *body;      /* behind the head; borrowed */
    size_t start, length;  /* of the whole message in the text */
    size_t body_length;
};

/* The record of the lookup. Borrowed. */
struct evidence *message_record(const struct message *message);

/* The next message at or behind `from`, which ends where the one after it begins. false: there is none. Clear it. */
bool message_next(const char *text, size_t length, size_t from, struct message *message);
void message_clear(struct message *message);

/* Chunks joined, gzip unpacked; NULL: the body is as it is. `length` is the decoded length. The caller frees it. */
char *message_decode(const struct message *message, size_t *length);
/* Is the whole body there, by its Content-Length? Line ends may have changed on the way. */
bool message_is_whole(const struct message *message);

#endif
