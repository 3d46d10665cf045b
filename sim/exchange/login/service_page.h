/* SPDX-License-Identifier: MIT */
/* The page of a web service. */
#ifndef FBLAB_SERVICE_PAGE_H
#define FBLAB_SERVICE_PAGE_H

#include "exchange/common/call.h"

/* What a browser gets from a web service that it GETs: a page, once it has logged on. */
void service_page_answer(const struct exchange_call *call, struct answer *answer);

#endif
