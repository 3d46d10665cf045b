/* SPDX-License-Identifier: MIT */
/* One request as its sender knows it. */
#ifndef FBLAB_TRANSPORT_QUERY_H
#define FBLAB_TRANSPORT_QUERY_H

#include "evidence/evidence.h"

/* A POST, or without a body a GET. Everything borrowed; NULL: left out. */
struct transport_query {
    enum hop step;
    const char *url, *content_type, *accept, *agent;
    const char *action;          /* SOAPAction, unquoted */
    const char *anchor;          /* X-AnchorMailbox */
    const char *bearer;          /* "": asks for the challenge */
    const char *user, *password; /* Basic */
    const char *authorization;   /* in place of both: the whole value */
    const char *body;
    unsigned char
        *channel; /* where the channel binding of the connection is put (tls_channel.h); NULL: nobody wants it */
};

#endif
