/* SPDX-License-Identifier: MIT */
/* What a partner application may do here: it works under an account of the directory and the roles that account has. */
#ifndef FBLAB_APPLICATION_H
#define FBLAB_APPLICATION_H

#include "exchange/common/call.h"

/* Has to do with OAuth only. false: the answer is the fault of an application without account or roles. */
bool application_permitted(const struct exchange_call *call, const struct caller *caller, struct answer *answer);

#endif
