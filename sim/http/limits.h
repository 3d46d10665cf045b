/* SPDX-License-Identifier: MIT */
/* What counts where a server's owner has not said how much is too much. Pure. */
#ifndef FBLAB_HTTP_LIMITS_H
#define FBLAB_HTTP_LIMITS_H

#include "http_server.h"

/* Without zeros. */
struct http_limits limits_with_defaults(const struct http_limits *limits);

#endif
