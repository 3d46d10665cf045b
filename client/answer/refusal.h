/* SPDX-License-Identifier: MIT */
/* Well-formed answers that say no: EWS, Autodiscover by SOAP, Autodiscover by POX. Each keeps the text of the answer and
 * fills the fault of the record, whose outcome is OUTCOME_ERROR_RESPONSE afterwards. Pure. */
#ifndef FBLAB_REFUSAL_H
#define FBLAB_REFUSAL_H

#include "answer.h"

/* Is it an EWS ResponseMessage of the class Error? NULL is none. */
bool refusal_is_message(const xmlNode *message);
/* Always false, as are the others. */
bool refusal_read_message(struct evidence *record, const struct reply *reply, const xmlNode *message);
/* An ErrorCode other than NoError, of the answer, the user or the setting. */
bool refusal_read_settings(struct evidence *record, const struct reply *reply, const xmlNode *where);
/* The Error element of POX; NULL: the answer has neither settings nor an error. */
bool refusal_read_pox(struct evidence *record, const struct reply *reply, const xmlNode *error);

#endif
