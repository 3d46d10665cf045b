/* SPDX-License-Identifier: MIT */
/* What arrived and what was answered, bounded in bytes; the oldest entries go first and are counted. Thread-safe. */
#ifndef FBLAB_JOURNAL_H
#define FBLAB_JOURNAL_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

struct journal;

/* Plain data, copied by journal_add(). NULL strings and numbers that are 0 are left out. */
struct journal_entry {
    const char *party; /* "onprem" */
    const char
        *kind; /* "connection", "request"; of the lab's own look-ups "look-up": one that failed, "name": asked of DNS,
                        * "attempt": a connection that a firewall stopped */
    uint64_t connection;
    const char *client; /* "127.0.0.1:50000" */
    const char *host;   /* server name or Host */
    const char *method, *path, *query, *user_agent, *operation,
        *authentication; /* authentication: scheme only, never a secret */
    const char *headers; /* of the request: "Name: value", a line each; without secrets */
    int status;          /* 0: none */
    const char *reason;
    const char *answered_by; /* "Exchange", "IIS", "http.sys", "reverse proxy", "wire" */
    const char *detail;      /* wire fault or diagnostics */
    const char *server,
        *version;           /* whose front end it came to, or would have; and what is installed there: "15.1.2507.6" */
    const char *device;     /* what stands in front of the party: "TMG" */
    const char *address;    /* at which the party was reached: "127.0.0.1:443" */
    const char *request_id; /* of the answer */
    const char *log_on_status; /* what Windows notes of a log-on that was refused: "0xC000035B" */
    const char *error;         /* what the answer says is wrong: code and text of a fault */
    size_t request_bytes, response_bytes;
    double elapsed_ms;
};

struct journal *journal_new(size_t bytes);
void journal_free(struct journal **journal);
/* An entry larger than the whole bound is shortened and marked "shortened". */
void journal_add(struct journal *journal, const struct journal_entry *entry);
/* `grew` is called after every entry, on the thread that added it, without the journal's lock. NULL: nobody is told. Before
 * there are entries, or never. */
void journal_observe(struct journal *journal, void (*grew)(void *context), void *context);
/* {"entries":[...],"evicted":N,"first":sequence,"last":sequence}; entries with sequence > after. first: of the oldest entry
 * held; last: of the newest ever added. The caller owns the reference. */
json_t *journal_to_json(struct journal *journal, uint64_t after);
/* The same, at most `limit` entries and a megabyte or so: a full journal as one JSON value takes a multiple of its memory. */
json_t *journal_page(struct journal *journal, uint64_t after, size_t limit);
/* Forgets the entries and how many were evicted; sequence numbers go on. */
void journal_clear(struct journal *journal);
uint64_t journal_evicted(struct journal *journal);
/* Bytes held; never above the bound. */
size_t journal_bytes(struct journal *journal);

#endif
