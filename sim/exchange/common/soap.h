/* SPDX-License-Identifier: MIT */
/* Reading and writing SOAP 1.1 as Exchange does. */
#ifndef FBLAB_SOAP_H
#define FBLAB_SOAP_H

#include "call.h"

#include <stdio.h>

/* A body being written. */
struct soap_reply {
    FILE *output;
    char *body;
    size_t length;
};

void soap_reply_open(struct soap_reply *reply);
/* Closes the reply and makes it the answer; content type text/xml. */
void soap_reply_send(struct soap_reply *reply, struct answer *answer, int status);

/* Is the request an envelope of SOAP 1.1 with something in its body and no header that is beyond this server? false: the
 * answer says what is wrong with it. */
bool soap_readable(const struct exchange_call *call, struct answer *answer);
/* The first element of the body, and a header of that name (NULL: absent). After soap_readable(). Borrowed. */
const xmlNode *soap_body(const struct exchange_call *call);
const xmlNode *soap_header(const struct exchange_call *call, const char *name);
/* Is that version one this server speaks? An absent header is fine. false: the answer is ErrorInvalidServerVersion. */
bool soap_version_known(const struct exchange_call *call, struct answer *answer);

/* EWS: everything up to the content of s:Body, with ServerVersionInfo and the prefixes m, t, xsi; and the end. */
void soap_begin(struct soap_reply *reply, const struct exchange_call *call);
void soap_end(struct soap_reply *reply);
/* EWS fault, HTTP 500: faultcode a:<code>, e:ResponseCode, e:Message. */
void soap_fault(struct answer *answer, const char *code, const char *text);
/* What goes with ErrorNonExistentMailbox. */
#define SOAP_NO_MAILBOX "The SMTP address has no mailbox associated with it."
/* ErrorSchemaValidation with the violation in t:MessageXml. */
void soap_violation(struct answer *answer, int line, int column, const char *violation);
/* The fault of WCF for an operation it does not have, HTTP 500. */
void soap_action_not_supported(const struct exchange_call *call, struct answer *answer);

#endif
