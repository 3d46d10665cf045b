/* SPDX-License-Identifier: MIT */
/* The headers by which one tells who made an answer. */
#ifndef FBLAB_EXCHANGE_MARKS_H
#define FBLAB_EXCHANGE_MARKS_H

#include "call.h"

/* request-id, X-FEServer and the other headers by which an answer made by Exchange is known; wire.md 6. */
void exchange_mark(const struct exchange_call *call, struct answer *answer);
/* Server and X-Powered-By only: IIS answered. */
void exchange_mark_iis(const struct exchange_call *call, struct answer *answer);

#endif
