/* SPDX-License-Identifier: MIT */
/* Pages that people and monitors open in a browser; each endpoint always sets an answer. */
#ifndef FBLAB_EXCHANGE_PAGES_H
#define FBLAB_EXCHANGE_PAGES_H

#include "exchange/common/call.h"

/* Of an Exchange. */
void health_check_answer(const struct exchange_call *call, struct answer *answer); /* healthcheck.htm */
void web_mail_answer(const struct exchange_call *call, struct answer *answer);     /* "/" and /owa/ lead to a log-on */
void log_on_answer(const struct exchange_call *call, struct answer *answer);       /* the log-on itself */
/* Of the company's web site, elsewhere, which is no Exchange. */
void web_site_answer(const struct exchange_call *call, struct answer *answer);
/* Of the services in the cloud. */
void manage_delegation_answer(const struct exchange_call *call,
                              struct answer *answer);                         /* what a federation trust asks */
void sign_in_answer(const struct exchange_call *call, struct answer *answer); /* login.windows.net */

#endif
