/* SPDX-License-Identifier: MIT */
/* EWS: the web service itself and its description. */
#ifndef FBLAB_EWS_H
#define FBLAB_EWS_H

#include "exchange/common/call.h"

/* Endpoints; each always sets an answer. */
void ews_answer(const struct exchange_call *call, struct answer *answer);    /* Exchange.asmx */
void schema_answer(const struct exchange_call *call, struct answer *answer); /* Services.wsdl and its schemas */

#endif
