/* SPDX-License-Identifier: MIT */
/* What keeps the EWS of a server from answering anybody, or anybody of another organisation: a product defect of its
 * build, or a service it needs that does not run. */
#ifndef FBLAB_DEFECTS_H
#define FBLAB_DEFECTS_H

#include "exchange/common/call.h"

/* false: the answer is the fault that servers of this build give to callers of that kind. */
bool defects_spare(const struct exchange_call *call, const struct caller *caller, struct answer *answer);
/* false: the answer is the fault of a server one of whose services (LabService) is stopped. */
bool services_run(const struct exchange_call *call, struct answer *answer);

#endif
