/* SPDX-License-Identifier: MIT */
/* A request and the answer to it, as somebody's tool saved them: what the readers of HAR and SAZ give. */
#ifndef FBLAB_TRANSACTION_H
#define FBLAB_TRANSACTION_H

#include "http_message.h"

/* Whoever fills it owns it; a function that is given one borrows it until it returns. */
struct transaction {
    struct http_message request; /* no method: what was asked is not known */
    struct http_message answer;  /* no status: there is none */
    const char *time;            /* of the request, as it is written there; NULL: not known */
    const char *entry;           /* of the answer in an archive: "raw/12_s.txt"; NULL: it is no archive */
    unsigned long number;        /* of the tool's own, else counted from 1 */
};

typedef void transaction_function(void *context, const struct transaction *transaction);

/* "mail.contoso.com:443", of the URL or the header Host; NULL: not known. The caller frees it. */
char *transaction_host(const struct transaction *transaction);

#endif
