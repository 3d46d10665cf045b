/* SPDX-License-Identifier: MIT */
/* One HTTP exchange as transport saw it, written down as evidence: the hops passed, and where it ended. Pure. */
#ifndef FBLAB_TRANSFER_LOG_H
#define FBLAB_TRANSFER_LOG_H

#include "evidence/evidence.h"

struct transfer_log {
    enum hop step;          /* what the request was for */
    const char *url, *host; /* borrowed */
    char *proxy;            /* the host name of the proxy that is asked; NULL: none. The caller frees it */
    int tunnel_status;      /* with which the proxy refused the way to the host; 0: it did not */
    bool secure;
    bool fresh;       /* a connection was made; false: one was kept alive */
    char address[80]; /* reached, or tried last; "" none */
    double started_ms, resolved_ms, connected_ms, sending_ms, ended_ms; /* clock_ms(); 0: never */
    enum outcome outcome;
    int os_error;  /* errno, 0: none */
    int tls_alert; /* -1: none */
};

/* Adds the records and lends the last, that of the end. */
struct evidence *transfer_log_write(const struct transfer_log *log, struct lookup *lookup);

#endif
