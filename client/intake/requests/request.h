/* SPDX-License-Identifier: MIT */
/* What one line of a log tells of a request. Pure. */
#ifndef FBLAB_LOGGED_REQUEST_H
#define FBLAB_LOGGED_REQUEST_H

#include "log_time.h"
#include "roles.h"

#define REQUEST_WORDS 8 /* columns of errors */

/* Borrowed from the line; what it does not tell is empty. */
struct logged_request {
    const char *kind;                /* of the item (item.h) */
    struct slice values[ROLE_COUNT]; /* ROLE_TELLING and the statuses apart */
    struct slice telling[REQUEST_WORDS];
    size_t telling_count;
    int status;    /* 0: not known; from 600 on a number of the device's own */
    bool kernel;   /* http.sys answered itself, and logs no agents */
    bool utc;      /* its times are in UTC if they do not say so */
    bool nameless; /* no agent is logged */
};

/* One that tells nothing yet. */
void request_begin(struct logged_request *request);
/* The value "-" is none; the first of a role counts. */
void request_set(struct logged_request *request, enum role role, struct slice value);
/* The request line, without its quotation marks. */
void request_set_line(struct logged_request *request, struct slice line);

/* The number in the column of the status; TMG and ISA Server write numbers of their own there. */
void request_set_status(struct logged_request *request, long number);

/* Where the agent of an availability service begins that asks for another organisation; the length: there is none. */
size_t request_agent_at(struct slice text);
/* Is it a request of such a service? By its agent; where none is logged, by a path that only such services ask for, or because
 * it ended as nobody's request should. */
bool request_is_service(const struct logged_request *request);
/* What such a service asks for, by its agent, wherever it was sent ("/EWS/Exchange.asmx"). NULL: no such agent. */
const char *request_service_path(const struct logged_request *request);
/* Was Autodiscover or EWS asked, as far as is known? */
bool request_is_of_interest(const struct logged_request *request);

/* What of it a text rule may look at: method, path, service, status if it is none of success, and the columns of errors;
 * nothing that could be taken for a status. The caller frees it. */
char *request_words(const struct logged_request *request);
/* The same for requests of the same client to the same server and path. The caller frees it. */
char *request_address(const struct logged_request *request);
/* The server's name, or its address, or what it was called. NULL: not known. The caller frees it. */
char *request_server(const struct logged_request *request);
/* Does a column of errors say why it was refused? */
bool request_has_reason(const struct logged_request *request);

#endif
