/* SPDX-License-Identifier: MIT */
/* Entries of a HAR become transactions. */
#include "har.h"

#include "base/base64.h"
#include "base/cleanup.h"
#include "base/text.h"

#include <string.h>

static const char *text_at(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

/* {"headers": [{"name", "value"}]} */
static void read_headers(const json_t *message, struct headers *headers)
{
    const json_t *const list = json_object_get(message, "headers");

    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *const name = text_at(json_array_get(list, i), "name");
        const char *const value = text_at(json_array_get(list, i), "value");
        if (name && value)
            headers_add(headers, name, value);
    }
}

static void read_request(const json_t *request, struct http_message *message)
{
    const json_t *const body = json_object_get(json_object_get(request, "postData"), "text");

    message->method = text_copy(text_at(request, "method"));
    message->target = text_copy(text_at(request, "url"));
    message->body = json_string_value(body);
    message->body_length = json_string_length(body);
    read_headers(request, &message->headers);
}

/* Browsers store what is no text in base64; `decoded` is to be freed. */
static void read_body(const json_t *content, struct http_message *message, char **decoded)
{
    const json_t *const text = json_object_get(content, "text");
    const json_int_t size = json_integer_value(json_object_get(content, "size"));

    message->body = json_string_value(text);
    message->body_length = json_string_length(text);
    if (text && text_equal(text_at(content, "encoding"), "base64"))
        message->body = *decoded =
            base64_decode(message->body, message->body_length, BASE64_LOOSE, &message->body_length);
    message->whole = message->body_length > 0;
    message->announced = size > 0 ? (size_t)size : 0;
}

static void read_answer(const json_t *response, struct http_message *message, char **decoded)
{
    const char *const type = text_at(json_object_get(response, "content"), "mimeType");

    message->status = (int)json_integer_value(json_object_get(response, "status"));
    message->reason = text_copy(text_at(response, "statusText"));
    read_headers(response, &message->headers);
    if (type && !headers_get(&message->headers, "Content-Type")) /* some tools leave the headers out */
        headers_add(&message->headers, "Content-Type", type);
    read_body(json_object_get(response, "content"), message, decoded);
}

void har_read_entry(const json_t *entry, unsigned long number, transaction_function *take, void *context)
{
    struct transaction transaction = {.time = text_at(entry, "startedDateTime"), .number = number};
    CLEANUP(cleanup_string) char *decoded = NULL;

    read_request(json_object_get(entry, "request"), &transaction.request);
    read_answer(json_object_get(entry, "response"), &transaction.answer, &decoded);
    take(context, &transaction);
    http_message_clear(&transaction.request);
    http_message_clear(&transaction.answer);
}

static const json_t *entries_of(const json_t *json)
{
    return json_object_get(json_object_get(json, "log"), "entries");
}

bool har_is(const json_t *json)
{
    return json_is_array(entries_of(json));
}

/* Where the first entry begins; length: nowhere. */
static size_t first_entry(const char *text, size_t length)
{
    const char *const list = memmem(text, length, "\"entries\"", strlen("\"entries\""));
    size_t at = list ? (size_t)(list - text) + strlen("\"entries\"") : length;

    while (at < length && text[at] != '{')
        at++;
    return at;
}

bool har_is_cut(const char *text, size_t length)
{
    return length > 0 && memmem(text, length < 4096 ? length : 4096, "\"log\"", strlen("\"log\"")) &&
           first_entry(text, length) < length;
}

size_t har_read_cut(const char *text, size_t length, transaction_function *take, void *context)
{
    size_t count = 0;

    for (size_t at = first_entry(text, length); at < length;) {
        json_error_t where;
        json_t *const entry = json_loadb(text + at, length - at, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, &where);
        if (!entry)
            break;
        har_read_entry(entry, ++count, take, context);
        json_decref(entry);
        at += (size_t)where.position;
        while (at < length && text[at] != '{')
            at++;
    }
    return count;
}

bool har_read(const json_t *json, transaction_function *take, void *context)
{
    const json_t *const entries = entries_of(json);

    for (size_t i = 0; i < json_array_size(entries); i++)
        har_read_entry(json_array_get(entries, i), i + 1, take, context);
    return json_is_array(entries);
}
