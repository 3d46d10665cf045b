/* SPDX-License-Identifier: MIT */
/* One HTTP/1 message, a request or an answer, as it stands in a file or in a text. */
#ifndef FBLAB_HTTP_MESSAGE_H
#define FBLAB_HTTP_MESSAGE_H

#include "message.h"

#include <stdbool.h>
#include <stddef.h>

/* The strings and headers are owned, the rest is borrowed from what was read. NULL: not known. */
struct http_message {
    char *method, *target; /* of a request; the target is a path or a URL */
    int status;            /* of an answer; 0: it is none */
    char *reason;
    struct headers headers;
    const char *head; /* first line and headers as they stand; NULL: there is no such text */
    size_t head_length;
    const char *body; /* as it stands, perhaps in chunks or packed */
    size_t body_length;
    bool some_headers; /* only some are known: that one is missing says nothing */
    bool whole;        /* the body is known to be all there */
    size_t announced;  /* bytes that it had, as the tool says that saved it; 0: not said */
};

/* In a file: the head begins with the first byte and ends with an empty line; all behind it is body. false: it is none. */
bool http_message_read(const char *bytes, size_t length, struct http_message *message);

/* Somewhere in a text, with any line ends, and with the "> " and "< " that curl -v puts before them; a head may lack its end. The
 * first message at or behind `from`, which starts at `*start` and ends where the one after it begins, at `*end`. false: there
 * is none. */
bool http_message_find(const char *text, size_t length, size_t from, struct http_message *message, size_t *start,
                       size_t *end);

void http_message_clear(struct http_message *message);

/* Chunks joined, gzip unpacked; NULL: the body is as it is. What is cut short ends there. The caller frees it. */
char *http_message_decode(const struct http_message *message, size_t *length);
/* Is the whole body there, by its Content-Length? Line ends may have changed on the way. */
bool http_message_is_whole(const struct http_message *message);

/* What chunks hold; NULL: these are none. `complete`: up to the last one. The caller frees it. */
char *http_join_chunks(const char *bytes, size_t length, size_t *joined, bool *complete);

#endif
