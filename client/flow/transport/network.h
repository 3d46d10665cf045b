/* SPDX-License-Identifier: MIT */
/* Whom a name leads to, whose certificates are believed, and how long to wait. Borrowed by a transport. */
#ifndef FBLAB_FLOW_NETWORK_H
#define FBLAB_FLOW_NETWORK_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct traffic_watch;

/* "name:port" -> "ip:port"; of an SRV record "name:srv" -> "host:port". */
struct flow_host {
    const char *name, *address;
};

enum { NETWORK_CONNECT_MS = 5000, NETWORK_ANSWER_MS = 10000 };

struct network {
    const struct flow_host *hosts; /* with isolated: the only names there are */
    size_t host_count;
    bool isolated;                /* a name that is not in hosts does not resolve, nothing else is asked */
    const char *ca_file;          /* NULL: the system's */
    long connect_ms, answer_ms;   /* time-outs; 0: NETWORK_CONNECT_MS, NETWORK_ANSWER_MS */
    const atomic_bool *abandoned; /* true: nobody waits for the answer any more; NULL: somebody does */
    bool check_revocation;
    const char *proxy, *proxy_bypass;    /* as WinHTTP writes them, see web_proxy.h; NULL, "": none */
    int newest_tls;                      /* TLS1_1_VERSION and the like; 0: no limit */
    const struct traffic_watch *traffic; /* NULL: nobody wants to see it */
};

/* The time-outs that count. */
long network_connect_ms(const struct network *network);
long network_answer_ms(const struct network *network);

#endif
