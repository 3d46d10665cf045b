/* SPDX-License-Identifier: MIT */
/* Finds where an HTTP/1.1 request ends, and understands nothing else of it: faults strike "when the request has been
 * read". A request that expects 100-continue counts as read at the end of its header: its sender waits there. */
#ifndef FBLAB_REQUEST_SCANNER_H
#define FBLAB_REQUEST_SCANNER_H

#include "request_body.h"

#include <stdbool.h>
#include <stddef.h>

/* Zero-initialise. Needs no clean-up. */
struct request_scanner {
    struct request_body body;
    unsigned long long announced; /* bytes of the body */
    bool in_body;
    bool begun; /* the header has a line */
    bool chunked, expects, reported;
    size_t length; /* of the line, which may be longer than what is kept of it */
    char line[64];
};

/* The number of requests that these bytes completed. */
unsigned request_scanner_feed(struct request_scanner *scanner, const char *bytes, size_t length);

#endif
