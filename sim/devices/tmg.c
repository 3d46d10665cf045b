/* SPDX-License-Identifier: MIT */
/* The words and headers of TMG. */
#include "tmg.h"

#include "base/text.h"

#define DENIAL "The server denied the specified Uniform Resource Locator (URL). Contact the server administrator."

/* Two blanks before the parenthesis: two independent detectors compare the reason phrase with exactly this. */
#define REASON "Forbidden ( " DENIAL "  )"
#define PAGE                                                                                                           \
    "<html><head><title>Error Message</title></head><body><h1>Network Access Message: The page cannot be "             \
    "displayed</h1>"                                                                                                   \
    "<ul><li>Error Code: 403 Forbidden. " DENIAL " (12202)</li></ul></body></html>\r\n"

/* Nothing of IIS or Exchange in the headers: neither has seen the request. */
void tmg_refuse(const struct request *request, struct answer *answer)
{
    (void)request;
    answer_set(answer, 403, "text/html", PAGE);
    answer->reason = text_copy(REASON);
    headers_set(&answer->headers, "Pragma", "no-cache");
    headers_set(&answer->headers, "Cache-Control", "no-cache");
}
