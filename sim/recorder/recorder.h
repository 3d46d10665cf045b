/* SPDX-License-Identifier: MIT */
/* Stands between a client and a real server, and keeps what the server answers. The client speaks TLS, to a certificate of a
 * throw-away authority, or plain HTTP. Threads: the wire's loop, and workers that wait for the server. */
#ifndef FBLAB_RECORDER_H
#define FBLAB_RECORDER_H

#include "base/error.h"
#include "trace.h"

struct recorder;

/* Borrowed during recorder_start() only, but for `answered`. */
struct recorder_options {
    const char *upstream, *connect, *ca_file; /* see upstream.h */
    const char *listen_address;               /* NULL: 127.0.0.1 */
    unsigned port;                            /* for TLS, and the next one for plain HTTP; 0: the kernel chooses */
    /* After each request, on a worker: its answer's status, 0: none. A sentence: why it is not recorded. NULL: nobody asks. */
    void (*answered)(void *context, const char *method, const char *path, int status, const char *sentence);
    void *context;
};

/* Is what they name a server and a place to connect to? */
bool recorder_options_fit(const struct recorder_options *options, struct error *error);
/* NULL: error says what could not be used. */
struct recorder *recorder_start(const struct recorder_options *options, struct error *error);
/* Ends connections; what was recorded is the caller's, to be cleared. */
struct trace recorder_stop(struct recorder **recorder);

/* Borrowed until it is stopped. */
const char *recorder_url(const struct recorder *recorder);       /* "https://localhost:40001" */
const char *recorder_plain_url(const struct recorder *recorder); /* "http://localhost:40002" */
const char *recorder_ca_file(const struct recorder *recorder);   /* of the authority, removed at the end */
const char *recorder_host(const struct recorder *recorder);      /* whom it stands for */

#endif
