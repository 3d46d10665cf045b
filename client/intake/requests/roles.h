/* SPDX-License-Identifier: MIT */
/* What the names of columns, of members of JSON objects and of "name=value" mean. Pure. */
#ifndef FBLAB_ROLES_H
#define FBLAB_ROLES_H

#include "slices.h"

enum role {
    ROLE_NONE,
    ROLE_DATE,
    ROLE_TIME,    /* with or without the date */
    ROLE_MACHINE, /* name of the server that wrote the line */
    ROLE_SERVER,  /* its address */
    ROLE_HOST,    /* the name it was called by */
    ROLE_CLIENT,
    ROLE_FORWARDED, /* the client in front of a proxy */
    ROLE_METHOD,
    ROLE_URL,
    ROLE_REQUEST, /* "POST /EWS/Exchange.asmx HTTP/1.1" */
    ROLE_AGENT,
    ROLE_STATUS,
    ROLE_BACKEND_STATUS,
    ROLE_TAKEN,   /* milliseconds */
    ROLE_REASON,  /* of http.sys */
    ROLE_ACTION,  /* of SOAP: the log is that of EWS */
    ROLE_TELLING, /* errors in words: they count whatever the status */
    ROLE_COUNT
};

enum role role_of(struct slice name);

#endif
