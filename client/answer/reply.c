/* SPDX-License-Identifier: MIT */
/* Bytes of an answer are given back. */
#include "reply.h"

#include <stdlib.h>

void reply_clear(struct reply *reply)
{
    free(reply->body);
    *reply = (struct reply){0};
}
