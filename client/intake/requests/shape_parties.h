/* SPDX-License-Identifier: MIT */
/* Who asked and who was asked, in a line without names of columns. Pure. */
#ifndef FBLAB_SHAPE_PARTIES_H
#define FBLAB_SHAPE_PARTIES_H

#include "request.h"
#include "shape_status.h"

/* IIS: the server stands before the method, the client behind the path. */
void shape_find_iis(const struct shape *shape, struct logged_request *request);
/* Elsewhere the first address is the client's; the server is named before it, or as HAProxy's "backend/server". */
void shape_find_parties(const struct shape *shape, struct logged_request *request);
/* Exchange's own logs have fixed columns around the agent's. false: it is none of them. */
bool shape_find_exchange(const struct shape *shape, struct logged_request *request);

#endif
