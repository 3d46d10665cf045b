/* SPDX-License-Identifier: MIT */
/* Memory that ends in a call is an error of that call: the program is not ours to end. */
#include "guard.h"

#include "base/memory.h"
#include "sized.h"

#define WHILE_ANSWERING "memory ended while the lab served others: a request got no answer, or is not in the journal"
#define WHILE_CALLED "memory ended during this call; what it was to change may be changed in part"

static bool refuse(struct fblab_error *error, const char *text)
{
    sized_error_write(error, text);
    return false;
}

bool guard_call(struct guarded_call *call, void (*function)(void *call), struct fblab_error *error)
{
    struct error inner = {""};

    if (call->lab && lab_take_given_up(call->lab) > 0)
        return refuse(error, WHILE_ANSWERING);
    call->error = &inner;
    if (!memory_guarded(function, call)) {
        call->result = NULL;
        return refuse(error, WHILE_CALLED);
    }
    return call->done || refuse(error, inner.text);
}
