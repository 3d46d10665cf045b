/* SPDX-License-Identifier: MIT */
/* Where a browser is led that opens the host or its web mail: to a log-on. Nobody can log on there: the lab has no web mail. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "exchange/common/iis.h"
#include "exchange/common/marks.h"
#include "exchange/common/server.h"
#include "pages.h"
#include "vocabulary/exchange_names.h"

#include <string.h>

#define LOG_ON_PAGE                                                                                                    \
    "<!DOCTYPE HTML>\r\n<html><head><title>Outlook</title></head><body><h1>Outlook</h1>"                               \
    "<p>This lab has no web mail behind its log-on.</p></body></html>\r\n"

/* The part of a URL's query that a URL is: "https%3a%2f%2fmail.contoso.com%2fowa%2f". */
static char *escape(const char *url)
{
    char *text = NULL;
    size_t length;
    FILE *output = text_stream(&text, &length);

    for (; *url; url++)
        fprintf(output, strchr(":/[]", *url) ? "%%%02x" : "%c", (unsigned)(unsigned char)*url);
    text_stream_close(output);
    return text;
}

static char *log_on_url(const struct exchange_call *call, const char *base)
{
    CLEANUP(cleanup_string) char *mail = text_format("%s" PATH_WEB_MAIL, base);
    CLEANUP(cleanup_string) char *escaped = escape(mail);

    if (server_is_cloud(call))
        return text_format("https://login.microsoftonline.com" PATH_SIGN_IN "?client_id=" APP_EXCHANGE
                           "&redirect_uri=%s&response_mode=form_post&response_type=code+id_token&scope=openid",
                           escaped);
    return text_format("%s" PATH_LOG_ON "?url=%s&reason=0", base, escaped);
}

void web_mail_answer(const struct exchange_call *call, struct answer *answer)
{
    CLEANUP(cleanup_string) char *base = server_asked_url(call);
    CLEANUP(cleanup_string)
    char *destination =
        strcmp(call->request->path, "/") == 0 ? text_format("%s" PATH_WEB_MAIL, base) : log_on_url(call, base);

    iis_redirect(call, answer, destination);
    exchange_mark(call, answer);
}

void log_on_answer(const struct exchange_call *call, struct answer *answer)
{
    answer_set(answer, 200, "text/html; charset=utf-8", LOG_ON_PAGE);
    exchange_mark(call, answer);
}
