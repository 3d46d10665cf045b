/* SPDX-License-Identifier: MIT */
/* Tells libcurl the request: URL, method, headers, body, password. */
#include "request_options.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "header_lines.h"

#include <string.h>

void option_lines_add(struct curl_slist **lines, const char *line)
{
    *lines = memory_need(curl_slist_append(*lines, line));
}

void option_lines_free(struct curl_slist **lines)
{
    curl_slist_free_all(*lines);
    *lines = NULL;
}

struct curl_slist *request_options_headers(const struct transport_query *query)
{
    CLEANUP(header_lines_clear) struct header_lines lines = header_lines_make(query);
    struct curl_slist *headers = NULL;

    for (size_t i = 0; i < lines.count; i++)
        option_lines_add(&headers, lines.items[i]);
    option_lines_add(&headers, "Expect:"); /* libcurl would wait for 100-continue, a second if need be */
    return headers;
}

void request_options_set(CURL *easy, const struct transport_query *query, struct curl_slist *headers)
{
    curl_easy_setopt(easy, CURLOPT_URL, query->url);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, query->agent);
    if (query->body) {
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, query->body);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)strlen(query->body));
    }
    if (query->user) {
        curl_easy_setopt(easy, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
        curl_easy_setopt(easy, CURLOPT_USERNAME, query->user);
        curl_easy_setopt(easy, CURLOPT_PASSWORD, query->password ? query->password : "");
    }
}
