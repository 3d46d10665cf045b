/* SPDX-License-Identifier: MIT */
/* The parts of a URL this flow cares about. Pure. */
#ifndef FBLAB_URL_H
#define FBLAB_URL_H

#include <stdbool.h>

struct url {
    char *host; /* without brackets */
    int port;   /* the scheme's own where the URL names none */
    bool secure;
};

/* false: no absolute http or https URL; `url` is empty then. */
bool url_read(const char *text, struct url *url);
/* For CLEANUP: a struct on the stack. */
void url_clear(struct url *url);
/* The host name alone; the caller frees it. NULL: no URL. */
char *url_host(const char *text);

/* Does it lead to a host of Exchange Online? */
bool url_is_cloud(const char *text);

#endif
