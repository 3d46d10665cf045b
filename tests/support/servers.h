/* SPDX-License-Identifier: MIT */
/* The servers of the healthy lab without sockets: a request in, an answer out. The document is the shipped one; a test
 * may replace texts in it before it starts. */
#ifndef FBLAB_TEST_SERVERS_H
#define FBLAB_TEST_SERVERS_H

#include "exchange/common/call.h"
#include "exchange/exchange.h"

#include <libxml/tree.h>

#define SERVERS_USER "user"
#define SERVERS_PASSWORD "secret:word"

struct servers {
    struct exchange *exchange;
    struct exchange_setup setup;
    struct snapshot *snapshot;
    const char *asking; /* scope behind the front door */
    bool must_not_wait; /* of the requests */
    struct answer answer;
    xmlDoc *document; /* the answer's body as XML; NULL: it is none */
    /* what the front door's ask() was asked last, and what it says; the front door frees a copy */
    char asked[512];
    unsigned asked_count;
    const char *verdict; /* NULL: success; else the error_text */
};

/* One line of a request's header, "Name: value". */
#define SERVERS_BASIC "Authorization: Basic dXNlcjpzZWNyZXQ6d29yZA=="
#define SERVERS_SERVICE_ACCOUNT "Authorization: Basic ZnJlZWJ1c3lAbm90ZXMuZG9tYWluLmNvbTpLaW9zay1MYW50ZXJuLTQy"

/* changes: pairs of texts to find and to put in their place, ended by NULL; NULL: none. */
void servers_start(struct servers *servers, const char *const *changes);
void servers_stop(struct servers *servers);

/* header: one line or NULL; body NULL: none. Content-Type is text/xml unless the header line says another. */
void servers_send(struct servers *servers, const char *party, const char *method, const char *path, const char *header,
                  const char *body);
/* An operation of EWS as if the caller had proved who it is; element: the request element. */
void servers_call(struct servers *servers, const char *scope, const struct caller *caller, const char *element);

/* An envelope around an element; the caller frees it. */
char *servers_envelope(const char *headers, const char *element);
/* First text of an element of that name anywhere in the answer; "" if there is none. The caller frees it. */
char *servers_text(const struct servers *servers, const char *name);
/* How many elements of that name the answer has. */
size_t servers_count(const struct servers *servers, const char *name);
const char *servers_header(const struct servers *servers, const char *name);

#endif
