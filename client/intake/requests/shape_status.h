/* SPDX-License-Identifier: MIT */
/* Which of the numbers of a line is the status of the answer. Pure. */
#ifndef FBLAB_SHAPE_STATUS_H
#define FBLAB_SHAPE_STATUS_H

#include "roles.h"

/* Where in the line things stand; SLICE_LIMIT: nowhere. */
struct shape {
    struct slices values;
    size_t names[SLICE_LIMIT]; /* lengths of the names of "name=value" and "name:"; 0: it has none */
    char separator;
    size_t agent, time;
    size_t line;         /* "POST /EWS/Exchange.asmx HTTP/1.1" */
    size_t method, path; /* in values of their own; the path may be that of the line */
    size_t timers;       /* of HAProxy, before the status: "10/0/30/69/109" */
};

/* Logs of Exchange: their agents stand in a fixed column. */
struct exchange_log {
    const char *kind;
    size_t least, agent, client, machine, status, backend, method, url; /* url 0: EWS */
};

/* NULL: it is no line of such a log. */
const struct exchange_log *shape_exchange_log(const struct shape *shape);
void shape_find_timers(struct shape *shape);
void shape_find_names(struct shape *shape);

/* The role of "name=value"; ROLE_NONE: it is none. */
enum role shape_role(const struct shape *shape, size_t index);
/* What that name names: behind "name=", or the next value behind "name:". */
struct slice shape_named(const struct shape *shape, size_t index);
/* The value, without "name=" and quotation marks. */
struct slice shape_plain(const struct shape *shape, size_t index);

/* 0: no number is one. */
int shape_status(const struct shape *shape);

#endif
