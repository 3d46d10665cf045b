/* SPDX-License-Identifier: MIT */
/* A kind of log: whose entries it has, where it lies, how it begins, what its lines are made of. */
#ifndef FBLAB_LOG_KIND_H
#define FBLAB_LOG_KIND_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct log_kind {
    bool (*has)(const json_t *entry);
    /* The caller frees it. */
    char *(*path)(const json_t *entry);
    void (*write_head)(FILE *output, const json_t *entry); /* NULL: such a file begins with a line */
    void (*write_line)(FILE *output, const json_t *entry);
    bool several_lines; /* an entry may have more than one, of known beginnings */
};

extern const struct log_kind log_w3svc1, log_w3svc2, log_http_err, log_http_proxy, log_ews, log_autodiscover, log_tmg,
    log_proxy, log_agent, log_domino, log_web_site, log_token_service, log_event_xml, log_event_text, log_gateway,
    log_firewall, log_dns, log_graph;

#endif
