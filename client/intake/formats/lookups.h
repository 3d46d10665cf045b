/* SPDX-License-Identifier: MIT */
/* Look-ups that a request and its answer tell of, judged as the client that asked would have judged them. Pure. */
#ifndef FBLAB_LOOKUPS_H
#define FBLAB_LOOKUPS_H

#include "capture/transaction.h"
#include "evidence/evidence.h"

/* Takes the lookup. */
typedef void lookup_function(void *context, struct lookup *lookup);

/* Gives a look-up for every failure the answer tells: one an address for GetUserAvailability. None where the request has no
 * part in a look-up, or went well. The answer's body is decoded. */
void lookups_of_transaction(const struct transaction *transaction, lookup_function *found, void *context);
/* The same for a SOAP envelope of which nothing else is known. */
void lookups_of_envelope(const char *text, size_t length, lookup_function *found, void *context);
/* Of a log, which tells no more than the status and, where it is the kernel's, that http.sys answered. NULL: the address has no
 * part in a look-up. The caller frees the result. */
struct lookup *lookup_of_status(const char *url, int status, bool kernel);
/* Error and error_description of a token service. The caller frees the result. */
struct lookup *lookup_of_token_error(const char *error, const char *description);

#endif
