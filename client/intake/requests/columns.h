/* SPDX-License-Identifier: MIT */
/* Logs whose columns have names, so that the column of the status decides. */
#ifndef FBLAB_COLUMNS_H
#define FBLAB_COLUMNS_H

#include "request.h"

struct log_columns {
    enum role roles[SLICE_LIMIT];
    size_t count;
    char separator;
    const char *kind;
    bool decide; /* they tell of requests and how these ended */
    bool telling, kernel, services, utc;
    bool nameless; /* they have no agents */
    char date[16]; /* of "#Date:", for lines without; "": not known */
};

/* The names: what stands behind "#Fields:", or the first line of a table. */
void columns_read(struct log_columns *columns, const char *line, size_t length);
/* The day of "#Date: 2026-11-22 09:00:00". */
void columns_read_date(struct log_columns *columns, const char *line, size_t length);
/* Is it a line of names, of which enough are known to read the others by? */
bool columns_are_named(const char *line, size_t length);
/* false: the line does not go with the names. */
bool columns_request(const struct log_columns *columns, const char *line, size_t length,
                     struct logged_request *request);
/* When it was; read only when it matters. */
bool columns_time(const struct log_columns *columns, const struct logged_request *request, struct log_time *time);

/* A status column, or the one of the server behind, or what .NET's exception says of it; in this order. 0: not known. */
int columns_status(const struct logged_request *request);

#endif
