/* SPDX-License-Identifier: MIT */
/* The table of party, path and method. */
#ifndef FBLAB_ROUTE_H
#define FBLAB_ROUTE_H

#include "exchange/common/setup.h"

void route_answer(struct exchange *exchange, const struct exchange_setup *setup, const struct snapshot *snapshot,
                  const struct request *request, struct answer *answer);

#endif
