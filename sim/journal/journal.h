/* SPDX-License-Identifier: MIT */
/* What arrived and what was answered, bounded in bytes; the oldest entries go first and are counted. Thread-safe. */
#ifndef FBLAB_JOURNAL_H
#define FBLAB_JOURNAL_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

struct journal;

/* Plain data, copied by journal_add(). NULL strings are left out. */
struct journal_entry {
    const char *party;      /* "onprem" */
    const char *kind;       /* "connection", "request", "fault" */
    uint64_t connection;
    const char *client;     /* "127.0.0.1:50000" */
    const char *host;       /* server name or Host */
    const char *method, *path, *query, *user_agent, *operation, *authentication; /* authentication: scheme only, never a secret */
    int status;             /* 0: none */
    const char *reason;
    const char *answered_by; /* "Exchange", "IIS", "reverse proxy", "wire" */
    const char *detail;     /* wire fault or diagnostics */
    size_t request_bytes, response_bytes;
    double elapsed_ms;
};

struct journal *journal_new(size_t bytes);
void journal_free(struct journal **journal);
void journal_add(struct journal *journal, const struct journal_entry *entry);
/* {"entries":[...],"evicted":N,"first":sequence}; entries with sequence > after. The caller owns the reference. */
json_t *journal_to_json(struct journal *journal, uint64_t after);
void journal_clear(struct journal *journal);
uint64_t journal_evicted(struct journal *journal);
/* Bytes held; never above the bound. */
size_t journal_bytes(struct journal *journal);

#endif
