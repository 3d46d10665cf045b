/* SPDX-License-Identifier: MIT */
/* The parts of a record of traffic. */
#ifndef FBLAB_RECORDED_H
#define FBLAB_RECORDED_H

#include "traffic_record.h"

#include <stdint.h>

enum recorded_kind {
    RECORDED_SYN,
    RECORDED_REFUSAL, /* RST to a SYN */
    RECORDED_BYTES,
    RECORDED_RESET,
    RECORDED_END /* FIN of the other side */
};

/* Something that happened on a connection, in the order of time. */
struct recorded {
    struct recorded *next;
    uint64_t connection;
    uint64_t microseconds; /* since 1970 */
    enum recorded_kind kind;
    bool sent;
    size_t length;
    unsigned char bytes[];
};

struct recorded_connection {
    uint64_t number;
    uint32_t from, to; /* IPv4, in the host's order */
    bool secure;
    char *origin;     /* "https://mail.contoso.com" of the exchange that it was opened for; NULL: none yet */
    json_t *security; /* as an entry of a HAR has it; NULL: no certificate came */
};

struct traffic_record {
    struct traffic_watch watch;
    struct recorded *first, **end;
    struct recorded_connection *connections;
    size_t connection_count;
    char *secrets; /* a key log; NULL: none */
    json_t *entries;
};

/* NULL: there is none of that number. */
struct recorded_connection *recorded_connection(const struct traffic_record *record, uint64_t number);

/* An entry of a HAR; har_entry.c. security: of its connection, or NULL. The caller owns the reference. */
json_t *har_entry(const struct traffic_exchange *exchange, json_t *security);

#endif
