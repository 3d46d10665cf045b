/* SPDX-License-Identifier: MIT */
/* Pages and headers of IIS, byte for byte as it sends them. */
#include "iis.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "marks.h"
#include "xml/xml.h"

#include <string.h>

static const struct page {
    int status;
    const char *title, *text;
} pages[] = {
    {400, "Bad Request", "The request could not be understood by the server."},
    {403, "403 - Forbidden: Access is denied.",
     "You do not have permission to view this directory or page using the credentials that you supplied."},
    {404, "404 - File or directory not found.",
     "The resource you are looking for might have been removed, had its name changed, or is temporarily unavailable."},
    {405, "405 - HTTP verb used to access this page is not allowed.",
     "The page you are looking for cannot be displayed because an invalid method (HTTP verb) was used to attempt "
     "access."},
    {415, "415 - Unsupported media type.", "The content type of the request is not supported by this address."},
    {503, "Service Unavailable", "The service is unavailable."},
};

static const struct page *page_of(int status)
{
    for (size_t i = 0; i < ARRAY_SIZE(pages); i++)
        if (pages[i].status == status)
            return &pages[i];
    return &pages[0];
}

void iis_error_page(const struct exchange_call *call, struct answer *answer, int status)
{
    const struct page *page = page_of(status);
    CLEANUP(cleanup_string)
    char *body = text_format(
        "<html><head><title>%s</title></head><body><h1>Server Error</h1><h2>%s</h2><h3>%s</h3></body></html>\r\n",
        page->title, page->title, page->text);

    answer_set(answer, status, "text/html", body);
    exchange_mark_iis(call, answer);
}

void iis_method_not_allowed(const struct exchange_call *call, struct answer *answer, const char *allow)
{
    iis_error_page(call, answer, 405);
    headers_set(&answer->headers, "Allow", allow);
}

void iis_unsupported_type(const struct exchange_call *call, struct answer *answer, const char *type)
{
    iis_error_page(call, answer, 415);
    answer->reason =
        text_format("Cannot process the message because the content type '%.100s' was not the expected type "
                    "'text/xml; charset=utf-8'.",
                    type);
}

void iis_redirect(const struct exchange_call *call, struct answer *answer, const char *destination)
{
    size_t length;
    char *body = NULL;
    FILE *output = text_stream(&body, &length);

    fputs("<head><title>Object moved</title></head>\n<body><h1>Object Moved</h1>This object may be found <a HREF=\"",
          output);
    xml_put(output, destination);
    fputs("\">here</a>.</body>", output);
    text_stream_close(output);
    answer_take(answer, 302, "text/html", body, length);
    headers_set(&answer->headers, "Location", destination);
    exchange_mark_iis(call, answer);
}

void iis_unauthorized(const struct exchange_call *call, struct answer *answer)
{
    const struct object *directory = call->virtual_directory;
    const char *host = headers_get(&call->request->headers, "Host");
    CLEANUP(cleanup_string) char *basic = text_format("Basic realm=\"%.255s\"", host ? host : "localhost");

    answer_set(answer, 401, NULL, NULL);
    if (directory && object_flag(directory, "WindowsAuthentication", false)) {
        headers_add(&answer->headers, "WWW-Authenticate", "Negotiate");
        headers_add(&answer->headers, "WWW-Authenticate", "NTLM");
    }
    if (call->front_door || (directory && object_flag(directory, "BasicAuthentication", false)))
        headers_add(&answer->headers, "WWW-Authenticate", basic);
    exchange_mark_iis(call, answer);
}
