/* SPDX-License-Identifier: MIT */
/* Answers that IIS gives itself, before any code of Exchange runs. */
#ifndef FBLAB_IIS_H
#define FBLAB_IIS_H

#include "call.h"

/* 400, 404, ...: the web server's own page; reason NULL: the standard one. */
void iis_error_page(const struct exchange_call *call, struct answer *answer, int status);
/* 405 with Allow. */
void iis_method_not_allowed(const struct exchange_call *call, struct answer *answer, const char *allow);
/* 415 with the sentence of WCF as reason phrase. */
void iis_unsupported_type(const struct exchange_call *call, struct answer *answer, const char *type);
/* 302 "Object moved". */
void iis_redirect(const struct exchange_call *call, struct answer *answer, const char *destination);
/* 401 that offers what the virtual directory has besides Bearer. */
void iis_unauthorized(const struct exchange_call *call, struct answer *answer);

#endif
