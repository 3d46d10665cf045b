/* SPDX-License-Identifier: MIT */
/* What a browser is shown: the page of WCF, by whose first sentence people and monitors tell that the service is there. */
#include "service_page.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "caller.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

static char *write_page(const char *host)
{
    char *page = NULL;
    size_t length;
    FILE *output = text_stream(&page, &length);

    fputs("<HTML><HEAD><TITLE>Service</TITLE></HEAD><BODY><H1>Service</H1><P>You have created a service.</P>"
          "<P>To test this service, you will need to create a client and use it to call the service. You can do this "
          "using the "
          "svcutil.exe tool from the command line with the following syntax:</P><PRE>svcutil.exe <A HREF=\"https://",
          output);
    xml_put(output, host);
    fputs(PATH_EWS_SERVICES "\">https://", output);
    xml_put(output, host);
    fputs(PATH_EWS_SERVICES "</A></PRE></BODY></HTML>", output);
    text_stream_close(output);
    return page;
}

void service_page_answer(const struct exchange_call *call, struct answer *answer)
{
    const char *host = headers_get(&call->request->headers, "Host");
    CLEANUP(cleanup_string) char *page = NULL;
    struct caller caller;

    if (!caller_authenticate(call, &caller, answer))
        return;
    page = write_page(host ? host : "localhost");
    answer_set(answer, 200, "text/html; charset=UTF-8", page);
}
