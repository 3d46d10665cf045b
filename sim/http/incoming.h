/* SPDX-License-Identifier: MIT */
/* A request while it comes in. Zero-initialise; one is used again for each request of a connection. */
#ifndef FBLAB_INCOMING_H
#define FBLAB_INCOMING_H

#include "capture/message.h"

#include <microhttpd.h>
#include <stdbool.h>
#include <stddef.h>

struct incoming {
    struct request request; /* complete after incoming_finish(); borrows from here and from libmicrohttpd */
    char *target, *body;
    size_t capacity;
    size_t received;   /* bytes of the body, also those thrown away because there were too many */
    bool null_in_path; /* %00: what lies behind it would be lost without a word */
};

/* The request target as it was sent, before libmicrohttpd decodes it in place. */
void incoming_target(struct incoming *incoming, const char *target);
/* More than `limit` bytes are counted and thrown away. */
void incoming_append(struct incoming *incoming, const char *data, size_t length, size_t limit);
/* Fills in the request from what is known by now. */
void incoming_finish(struct incoming *incoming, struct MHD_Connection *connection, const char *method,
                     const char *path);
void incoming_clear(struct incoming *incoming);

#endif
