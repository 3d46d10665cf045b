/* SPDX-License-Identifier: MIT */
/* An answer on its way out. */
#ifndef FBLAB_OUTGOING_H
#define FBLAB_OUTGOING_H

#include "capture/message.h"

#include <microhttpd.h>

/* What this layer refuses by itself. */
enum refusal {
    REFUSAL_BODY_TOO_LARGE,
    REFUSAL_HEADERS_TOO_LARGE,
    REFUSAL_NULL_IN_PATH,
    REFUSAL_BAD_HEAD,
    REFUSAL_NO_ANSWER,
    REFUSAL_STOPPING,
};

/* Replaces the answer by status and sentence. */
void outgoing_refuse(struct answer *answer, enum refusal refusal);
/* Takes the body out of the answer. MHD_NO: the connection is to be closed. */
enum MHD_Result outgoing_queue(struct MHD_Connection *connection, struct answer *answer);

#endif
