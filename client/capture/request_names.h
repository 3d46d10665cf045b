/* SPDX-License-Identifier: MIT */
/* What a request is called in a journal. Pure. */
#ifndef FBLAB_REQUEST_NAMES_H
#define FBLAB_REQUEST_NAMES_H

#include "message.h"

/* The SOAP operation: SOAPAction (as it was sent, without quotes), else the action of a SOAP 1.2 Content-Type, else the name
 * of the first element in the body ("GetUserAvailabilityRequest"). NULL: it is no SOAP. The caller frees it. */
char *request_operation(const struct request *request);

/* "Name: value", a line each; of what may be a secret (secret_names.h) no more than the scheme. The caller frees it. */
char *request_header_lines(const struct request *request);

#endif
