/* SPDX-License-Identifier: MIT */
/* One request outside of any look-up: to the admin API of a lab. Blocks. */
#ifndef FBLAB_POST_H
#define FBLAB_POST_H

#include "base/error.h"

/* JSON (NULL: a GET) to a URL of a server that is asked for nothing else, with "Authorization: Bearer". The answer's body,
 * *status its status; the caller frees it. NULL: there was none, error says why. */
char *flow_post_json(const char *url, const char *bearer, const char *json, int *status, struct error *error);

#endif
