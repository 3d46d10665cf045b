/* SPDX-License-Identifier: MIT */
/* healthcheck.htm, by which load balancers tell whether a protocol of a server is in use. */
#include "base/cleanup.h"
#include "base/text.h"
#include "exchange/common/marks.h"
#include "exchange/common/server.h"
#include "pages.h"

void health_check_answer(const struct exchange_call *call, struct answer *answer)
{
    CLEANUP(cleanup_string) char *body = text_format("200 OK<br/>%s.%s", server_name(call), server_domain(call));

    answer_set(answer, 200, "text/html", body);
    exchange_mark(call, answer);
}
