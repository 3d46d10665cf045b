/* SPDX-License-Identifier: MIT */
/* The endpoints of this folder that are not in authentication.h. Each always sets an answer. */
#ifndef FBLAB_ENDPOINTS_H
#define FBLAB_ENDPOINTS_H

#include "authentication.h"

void autodiscover_answer(const struct exchange_call *call, struct answer *answer); /* autodiscover.svc */
void pox_answer(const struct exchange_call *call, struct answer *answer);          /* autodiscover.xml */
void ews_answer(const struct exchange_call *call, struct answer *answer);          /* Exchange.asmx */
void schema_answer(const struct exchange_call *call, struct answer *answer);       /* Services.wsdl and its schemas */
void migration_proxy_answer(const struct exchange_call *call, struct answer *answer); /* mrsproxy.svc */
/* What a browser gets from a web service that it GETs: a page, once it has logged on. */
void service_page_answer(const struct exchange_call *call, struct answer *answer);

#endif
