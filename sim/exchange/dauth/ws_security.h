/* SPDX-License-Identifier: MIT */
/* WS-Security as Windows Communication Foundation checks it: its header, its clock, its two faults. */
#ifndef FBLAB_WS_SECURITY_H
#define FBLAB_WS_SECURITY_H

#include "exchange/common/call.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stdint.h>

enum security_fault {
    SECURITY_GOOD,
    SECURITY_INVALID,       /* the header itself: missing, stale, not to be deciphered */
    SECURITY_INVALID_TOKEN, /* the token in it: from nobody trusted, for somebody else, out of time */
    SECURITY_FAULT_COUNT
};

/* The wsse:Security header of an envelope, NULL: none. Borrowed. */
const xmlNode *ws_security_header(const xmlDoc *envelope);
/* Its wsu:Timestamp is there and holds at `now`, give or take five minutes. */
bool ws_security_is_fresh(const xmlNode *security, int64_t now);
/* Does the part of the server that reads the header do so? Behind the web site that faces outwards, whose virtual directory
 * takes the request, stands that of the back end (its WSSecurityAuthentication), and what IIS has set up for it
 * (LabWSSecurity), which can break and is set up anew when the authentication is switched off and on. */
bool ws_security_works(const struct exchange_call *call);
/* HTTP 500 and a SOAP 1.1 fault without detail. Not for SECURITY_GOOD. */
void ws_security_fault(struct answer *answer, enum security_fault fault);

#endif
