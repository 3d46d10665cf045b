/* SPDX-License-Identifier: MIT */
/* From what happened on the wire to the text Exchange and .NET print. Pure.
 * Source of texts: Microsoft's published support pages and the MIT-licensed .NET reference sources. */
#ifndef FBLAB_PHRASE_H
#define FBLAB_PHRASE_H

#include "evidence/evidence.h"

/* Fills error_text, exception_class, response_code, exception_code, lid, response_source of a failed look-up;
 * clears them on one that succeeded. */
void phrase_lookup(struct lookup *lookup);

/* Fills error_text alone, of a check that failed, as Exchange's Test- cmdlets print the exception; clears it of one that
 * succeeded. */
void phrase_web_request(struct lookup *lookup);

/* Of a look-up that failed, as it is published beside the text: "Recipient: joe@contoso.com" and so on, a line each. The
 * caller frees it. */
char *phrase_block(const struct lookup *lookup);

/* The MessageText of a FreeBusyResponse: class, text, server, LID, as wire.md 1.4 frames it. The caller frees it. */
char *phrase_message_text(const struct lookup *lookup, const char *server);

#endif
