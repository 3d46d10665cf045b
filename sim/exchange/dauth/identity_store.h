/* SPDX-License-Identifier: MIT */
/* The users that the federation gateway vouches for (MsolUser). */
#ifndef FBLAB_IDENTITY_STORE_H
#define FBLAB_IDENTITY_STORE_H

#include "exchange/common/call.h"
#include "sts_fault.h"
#include "token_demand.h"

/* May a token be issued for the user whom the demand names? */
enum sts_refusal identity_check(const struct exchange_call *call, const struct token_demand *demand);

#endif
