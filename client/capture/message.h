/* SPDX-License-Identifier: MIT */
/* An HTTP request and its answer as plain data: what http parses, devices and exchange answer. No sockets, no library
 * of HTTP. A request is lent for the duration of a handler; an answer belongs to who holds it. */
#ifndef FBLAB_MESSAGE_H
#define FBLAB_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>

struct origin; /* of a request: who served it knows more (origin/origin.h of the lab) */

struct header {
    char *name, *value; /* of an answer: in one block, which begins with the name */
};

struct headers {
    struct header *items;
    size_t count;
};

struct request {
    const struct origin *origin;
    const char *method, *path; /* path without the query, percent-decoded */
    const char *query;         /* "a=1&b=2", "" if none */
    const char *target;        /* path and query as they were sent; NULL: not known */
    struct headers headers;
    const char *body; /* body_length bytes and a NUL behind them */
    size_t body_length;
    bool must_not_wait; /* who would have to wait for others postpones the answer instead */
};

struct answer {
    int status;   /* 0: no answer yet */
    char *reason; /* own reason phrase, byte for byte; NULL: the standard one */
    struct headers headers;
    char *body;
    size_t body_length;
    char *head;            /* the whole head, byte for byte, in place of all of the above but the body; NULL: none */
    unsigned milliseconds; /* not to be sent before; with a head only */
    const char *log_on_status; /* what Windows notes of a log-on that it refused: "0xC000035B"; static; NULL: nothing */
    bool postponed;            /* there is none yet: ask again, with this answer, where one may wait */
};

/* Adds a copy; an answer may carry the same name twice (WWW-Authenticate). */
void headers_add(struct headers *headers, const char *name, const char *value);
void headers_add_parts(struct headers *headers, const char *name, size_t name_length, const char *value,
                       size_t value_length);
/* Replaces every header of that name by one, adding it if there is none. */
void headers_set(struct headers *headers, const char *name, const char *value);
/* The first of that name, case ignored; NULL: absent. Borrowed. */
const char *headers_get(const struct headers *headers, const char *name);
void headers_clear(struct headers *headers);

/* status, Content-Type and a copy of the text. content_type NULL: no such header; text NULL: empty body. */
void answer_set(struct answer *answer, int status, const char *content_type, const char *text);
/* As answer_set(), but takes the body (malloc'ed). */
void answer_take(struct answer *answer, int status, const char *content_type, char *body, size_t length);
void answer_clear(struct answer *answer);

/* Case-insensitive comparison of paths; prefix: the path is `prefix` or lies below it ("/EWS" and "/ews/Exchange.asmx"). */
bool path_equal(const char *path, const char *other);
bool path_below(const char *path, const char *prefix);

#endif
