/* SPDX-License-Identifier: MIT */
#include "reply.h"

#include <stdlib.h>

void reply_clear(struct reply *reply)
{
    free(reply->body);
    *reply = (struct reply){0};
}
