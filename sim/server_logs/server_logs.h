/* SPDX-License-Identifier: MIT */
/* The log files of servers and devices, made of the journal's entries: so all files agree on ids, clocks, addresses and sizes.
 * Pure. */
#ifndef FBLAB_SERVER_LOGS_H
#define FBLAB_SERVER_LOGS_H

#include <jansson.h>

/* Borrowed until the function returns. */
struct log_line {
    const char *path;  /* of the file: "EX01/inetpub/logs/LogFiles/W3SVC1/u_ex260105.log" */
    const char *party; /* whose it is: "onprem" */
    const char *head;  /* what such a file begins with; "" where it begins with a line */
    const char *text;  /* with its line end */
};

typedef void log_line_function(void *context, const struct log_line *line);

/* Gives each line that the entry leaves in a log; many leave several, some none. */
void server_logs_of(const json_t *entry, log_line_function *take, void *context);

#endif
