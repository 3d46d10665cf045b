/* SPDX-License-Identifier: MIT */
/* A TLS client that sends exactly the bytes it is given, well-formed or not. */
#ifndef FBLAB_RAW_CLIENT_H
#define FBLAB_RAW_CLIENT_H

#include <stdbool.h>
#include <stddef.h>

enum raw_ending {
    RAW_WAIT,       /* keep the connection open and read until the answer is complete or the peer closes */
    RAW_HALF_CLOSE, /* close_notify and FIN behind the request, then read to the end */
    RAW_HANG_UP,    /* close at once */
};

/* Everything that came back (a NUL behind it), "" if nothing; ends the test when it cannot connect. The caller frees it. */
char *raw_exchange(unsigned port, const char *server_name, const char *bytes, size_t length, enum raw_ending ending);

/* A request with the right Content-Length. The caller frees it. */
char *raw_request(const char *method, const char *path, const char *headers, const char *body);

/* Status of an answer as raw_exchange() gave it; 0: none. */
int raw_status(const char *answer);

#endif
