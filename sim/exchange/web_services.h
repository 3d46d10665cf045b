/* SPDX-License-Identifier: MIT */
/* Does anybody serve this path on the server? */
#ifndef FBLAB_WEB_SERVICES_H
#define FBLAB_WEB_SERVICES_H

#include "exchange/common/call.h"

/* false: 503, by http.sys for an application pool that is stopped (IIS never sees the request), by Exchange's front end
 * for a server component that is not active. */
bool web_services_run(const struct exchange_call *call, struct answer *answer);
/* The process that serves the path does not live to the end of its answer (LabApplicationPool Crashing): cuts it short. */
void web_services_crash(const struct exchange_call *call, struct answer *answer);

#endif
