/* SPDX-License-Identifier: MIT */
#include "endpoints.h"

#include "caller.h"

void service_page_answer(const struct exchange_call *call, struct answer *answer)
{
    struct caller caller;

    if (caller_authenticate(call, &caller, answer))
        answer_set(answer, 200, "text/html; charset=UTF-8",
                   "<html><head><title>Service</title></head><body><h1>Service</h1>"
                   "<p>This is a web service: clients POST SOAP 1.1 messages to this address.</p></body></html>");
}
