/* SPDX-License-Identifier: MIT */
/* "5:hello," is a value: its length, its bytes, its type; in a dictionary names and values follow each other. */
#include "flows.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_HEADERS = 500 };

struct flow_value {
    const char *bytes; /* NULL: there is none */
    size_t length;
    char type;
};

/* The value at the place, which moves behind it; false: it is none, or not all there. */
static bool next_value(const char **at, const char *end, struct flow_value *value)
{
    size_t length = 0;
    const char *text = *at;

    while (text < end && isdigit((unsigned char)*text) && text - *at < 12)
        length = length * 10 + (size_t)(*text++ - '0');
    if (text == *at || text >= end || *text != ':' || length >= (size_t)(end - text - 1))
        return false;
    *value = (struct flow_value){text + 1, length, text[1 + length]};
    *at = text + 1 + length + 1;
    return true;
}

static struct flow_value member(struct flow_value dictionary, const char *name)
{
    const char *at = dictionary.bytes, *const end = at ? at + dictionary.length : NULL;
    struct flow_value key, value;

    while (dictionary.type == '}' && at < end && next_value(&at, end, &key) && next_value(&at, end, &value))
        if (key.length == strlen(name) && memcmp(key.bytes, name, key.length) == 0)
            return value;
    return (struct flow_value){0};
}

/* The caller frees it; NULL: there is no such text. */
static char *text_of(struct flow_value value)
{
    return value.bytes && (value.type == ',' || value.type == ';') ? text_copy_part(value.bytes, value.length) : NULL;
}

static long number_of(struct flow_value value)
{
    CLEANUP(cleanup_string) char *text = value.bytes ? text_copy_part(value.bytes, value.length) : NULL;

    return text ? strtol(text, NULL, 10) : 0;
}

static void read_headers(struct flow_value list, struct headers *headers)
{
    const char *at = list.bytes, *const end = at ? at + list.length : NULL;
    struct flow_value pair;

    while (list.type == ']' && at < end && headers->count < MOST_HEADERS && next_value(&at, end, &pair)) {
        const char *inner = pair.bytes, *const last = pair.bytes + pair.length;
        struct flow_value name, value;
        if (next_value(&inner, last, &name) && next_value(&inner, last, &value))
            headers_add_parts(headers, name.bytes, name.length, value.bytes, value.length);
    }
}

/* "https://mail.contoso.com/EWS/Exchange.asmx" */
static char *url_of(struct flow_value request)
{
    CLEANUP(cleanup_string) char *scheme = text_of(member(request, "scheme"));
    CLEANUP(cleanup_string) char *host = text_of(member(request, "host"));
    CLEANUP(cleanup_string) char *path = text_of(member(request, "path"));
    const long port = number_of(member(request, "port"));
    const bool usual = port == 0 || port == (text_equal(scheme, "http") ? 80 : 443);
    CLEANUP(cleanup_string) char *number = usual ? text_copy("") : text_format(":%ld", port);

    return text_format("%s://%s%s%s", scheme ? scheme : "https", host ? host : "", number, path ? path : "");
}

static void read_body(struct flow_value content, struct http_message *message)
{
    message->body = content.type == ',' ? content.bytes : NULL;
    message->body_length = message->body ? content.length : 0;
    message->whole = true;
}

static void give_flow(struct flow_value flow, unsigned long number, transaction_function *take, void *context)
{
    const struct flow_value request = member(flow, "request"), response = member(flow, "response"),
                            started = member(request, "timestamp_start");
    char time[32];
    struct transaction transaction = {.number = number,
                                      .time = started.bytes ? clock_iso(number_of(started), time) : NULL};

    transaction.request.method = text_of(member(request, "method"));
    transaction.request.target = url_of(request);
    read_headers(member(request, "headers"), &transaction.request.headers);
    read_body(member(request, "content"), &transaction.request);
    transaction.answer.status = (int)number_of(member(response, "status_code"));
    transaction.answer.reason = text_of(member(response, "reason"));
    read_headers(member(response, "headers"), &transaction.answer.headers);
    read_body(member(response, "content"), &transaction.answer);
    if (transaction.answer.status > 0)
        take(context, &transaction);
    http_message_clear(&transaction.request);
    http_message_clear(&transaction.answer);
}

/* A dictionary that names what is in it. */
bool flows_are(const char *head, size_t length)
{
    size_t digits = 0;

    while (digits < length && isdigit((unsigned char)head[digits]))
        digits++;
    return digits > 0 && digits < 12 && digits + 1 < length && head[digits] == ':' &&
           isdigit((unsigned char)head[digits + 1]) &&
           (memmem(head, length, "4:type;", 7) || memmem(head, length, "7:request;", 10) ||
            memmem(head, length, "8:response;", 11) || memmem(head, length, "7:request,", 10));
}

bool flows_read(const char *bytes, size_t length, transaction_function *take, void *context, struct error *error)
{
    const char *at = bytes, *good = bytes, *const end = bytes + length; /* good: behind the last flow */
    struct flow_value flow;
    unsigned long number = 0;

    while (at < end) {
        if (!next_value(&at, end, &flow) || flow.type != '}')
            break;
        give_flow(flow, ++number, take, context);
        good = at;
    }
    return good == end || error_set(error, "the flows of mitmproxy are cut off, or damaged, behind flow %lu", number);
}
