/* SPDX-License-Identifier: MIT */
#include "trace_file.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "base64.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *text_at(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    return text ? text : "";
}

static int digit(char character)
{
    return isdigit((unsigned char)character) ? character - '0' : tolower((unsigned char)character) - 'a' + 10;
}

static char *decode_percent(char *text)
{
    char *to = text;

    for (const char *from = text; *from; from++)
        if (*from == '%' && isxdigit((unsigned char)from[1]) && isxdigit((unsigned char)from[2]) &&
            digit(from[1]) * 16 + digit(from[2]) != 0) {
            *to++ = (char)(digit(from[1]) * 16 + digit(from[2]));
            from += 2;
        } else {
            *to++ = *from;
        }
    *to = '\0';
    return text;
}

static bool read_url(const char *url, struct exchange *exchange)
{
    const char *host = strstr(url, "://"), *slash = host ? strchr(host + 3, '/') : NULL;
    CLEANUP(cleanup_string) char *authority = NULL;

    if (!slash)
        return false;
    authority = text_format("%.*s", (int)(slash - host - 3), host + 3);
    exchange->host = host_without_port(authority);
    exchange->path = decode_percent(text_format("%.*s", (int)strcspn(slash, "?#"), slash));
    return true;
}

/* The browser has decoded the body, whatever these say. */
static bool is_framing(const char *name)
{
    static const char *const names[] = {"Content-Encoding", "Content-Length", "Transfer-Encoding"};

    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (text_equal(name, names[i]))
            return true;
    return false;
}

static bool is_one_line(const char *text)
{
    return !strpbrk(text, "\r\n");
}

static void put_headers(FILE *head, const json_t *headers)
{
    const json_t *header;
    size_t index;

    json_array_foreach(headers, index, header)
    {
        const char *name = text_at(header, "name"), *value = text_at(header, "value");
        if (*name && *name != ':' && !strchr(name, ':') && !is_framing(name) && is_one_line(name) && is_one_line(value))
            fprintf(head, "%s: %s\r\n", name, value);
    }
}

static void read_head(const json_t *response, struct exchange *exchange)
{
    const int status = (int)json_integer_value(json_object_get(response, "status"));
    const char *reason = text_at(response, "statusText");
    size_t size;
    FILE *head = open_memstream(&exchange->head, &size);

    if (!head)
        abort();
    fprintf(head, "HTTP/1.1 %d %s\r\n", status, is_one_line(reason) ? reason : "");
    put_headers(head, json_object_get(response, "headers"));
    if (status != 204 && status != 304)
        fprintf(head, "Content-Length: %zu\r\n", exchange->body_length);
    fputs("\r\n", head);
    fclose(head);
}

static void read_body(const json_t *content, struct exchange *exchange)
{
    const json_t *text = json_object_get(content, "text");
    const char *bytes = json_string_value(text);
    const size_t length = json_string_length(text);

    if (bytes && strcmp(text_at(content, "encoding"), "base64") == 0) {
        exchange->body = base64_decode(bytes, length, &exchange->body_length);
        return;
    }
    exchange->body = calloc(1, length + 1);
    if (!exchange->body)
        abort();
    if (bytes)
        memcpy(exchange->body, bytes, length);
    exchange->body_length = length;
}

static void read_operation(const json_t *asked, struct exchange *exchange)
{
    const json_t *header, *question = json_object_get(json_object_get(asked, "postData"), "text");
    const char *body = json_string_value(question);
    struct request request = {.body = body ? body : "", .body_length = json_string_length(question)};
    size_t index;

    json_array_foreach(json_object_get(asked, "headers"), index, header)
        headers_add(&request.headers, text_at(header, "name"), text_at(header, "value"));
    exchange_set_operation(exchange, &request);
    headers_clear(&request.headers);
}

static void read_entry(const json_t *entry, struct trace *trace)
{
    const json_t *request = json_object_get(entry, "request"), *response = json_object_get(entry, "response");
    struct exchange exchange = {0};

    if (!read_url(text_at(request, "url"), &exchange) || !*text_at(request, "method")) {
        trace_skip(trace, "an entry has no method, or no URL: \"%.80s\"", text_at(request, "url"));
        exchange_clear(&exchange);
        return;
    }
    exchange.method = text_copy(text_at(request, "method"));
    read_operation(request, &exchange);
    read_body(json_object_get(response, "content"), &exchange);
    read_head(response, &exchange);
    trace_add(trace, &exchange);
}

bool har_read(const json_t *json, struct trace *trace)
{
    const json_t *entries = json_object_get(json_object_get(json, "log"), "entries"), *entry;
    size_t index;

    if (!json_is_array(entries))
        return false;
    json_array_foreach(entries, index, entry) read_entry(entry, trace);
    return true;
}
