/* SPDX-License-Identifier: MIT */
/* Memory that ends in a call is an error of that call: the program is not ours to end. */
#include "guard.h"

#include "sized.h"

static bool refuse(struct fblab_error *error, const char *text)
{
    sized_error_write(error, text);
    return false;
}

bool guard_call(struct guarded_call *call, void (*function)(void *call), struct fblab_error *error)
{
    struct error inner = {""};

    call->error = &inner;
    function(call);
    return call->done || refuse(error, inner.text);
}
