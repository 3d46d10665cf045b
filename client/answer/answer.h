/* SPDX-License-Identifier: MIT */
/* What an answer means before anybody reads what it says: the order of tests in .NET's ReadResponse. Pure. */
#ifndef FBLAB_ANSWER_H
#define FBLAB_ANSWER_H

#include "evidence/evidence.h"
#include "reply.h"

#include <libxml/tree.h>

#define ANSWER_TEXT_LIMIT (64u << 10)

enum answer_kind {
    ANSWER_SOAP,  /* Autodiscover and EWS: text/xml, faults with status 200, 400 and 500 */
    ANSWER_TRUST, /* the federation gateway: application/soap+xml too, faults whatever the status */
    ANSWER_PLAIN  /* POX Autodiscover: text/xml, no envelope, no faults */
};

/* The document, if it is one worth reading: for SOAP an envelope without fault. NULL: the record's outcome says what it
 * is instead, with the fault's code and text (of a gateway's fault the innermost ones, psf:code and psf:text) and the
 * text of the answer. The record must hold status and headers. The caller frees the document. */
xmlDoc *answer_read(enum answer_kind kind, const struct reply *reply, struct evidence *record);

/* Ends the look-up at an answer; keeps its text. Always false. */
bool answer_refuse(struct evidence *record, const struct reply *reply, enum outcome outcome);

#endif
