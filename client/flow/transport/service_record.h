/* SPDX-License-Identifier: MIT */
/* DNS SRV records: at which host and port is a service offered? */
#ifndef FBLAB_SERVICE_RECORD_H
#define FBLAB_SERVICE_RECORD_H

#include "network.h"

/* "host:port" of "_autodiscover._tcp.contoso.com"; in a lab from its hosts, else from the system's resolver, which takes at
 * most connect_ms. The caller frees it. NULL: there is no such record. */
char *service_record_find(const struct network *network, const char *name);

/* The record to be tried first in an answer of DNS. The caller frees it. NULL: none, or no answer of DNS. */
char *service_record_read(const unsigned char *answer, size_t length);

#endif
