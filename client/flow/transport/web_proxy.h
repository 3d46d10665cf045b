/* SPDX-License-Identifier: MIT */
/* Which requests go through a web proxy, as WinHTTP decides it. Pure. */
#ifndef FBLAB_WEB_PROXY_H
#define FBLAB_WEB_PROXY_H

#include "network.h"
#include "url.h"

/* "host:port" of the proxy that the network has for that URL; the caller frees it. NULL: it is asked directly. */
char *web_proxy_for(const struct network *network, const struct url *url);

#endif
