/* SPDX-License-Identifier: MIT */
/* Lines of logs without names of columns: the beginning of a file is missing, or the format never had them. Pure. */
#ifndef FBLAB_SHAPES_H
#define FBLAB_SHAPES_H

#include "request.h"

/* Reads a line of IIS, HttpProxy, EWS, nginx, Apache, HAProxy, F5 or of whatever writes a time, a path of Exchange and a status.
 * false: it is no such line, or tells of nobody's request that is of interest. */
bool shape_request(const char *line, size_t length, struct logged_request *request, struct log_time *time);
/* The same where most lines are such lines, and nobody waits for a good answer: of one only the status is read. */
bool shape_request_failed(const char *line, size_t length, struct logged_request *request, struct log_time *time);

/* Of a line that shape_request() does not read, and that tells of such a request all the same, but not clearly how it ended:
 * where its agent begins and ends. The length: it is none. */
size_t shape_unclear(const char *line, size_t length, size_t *end);

/* Does it look like a line of such a log, whoever asked for whatever? */
bool shape_is_request(const char *line, size_t length);

#endif
