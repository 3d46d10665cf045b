/* SPDX-License-Identifier: MIT */
#include "har.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "body.h"
#include "capture.h"
#include "capture/base64.h"

#include <string.h>

struct har {
    const struct item *place;
    struct body_sink sink;
    struct capture *capture;
};

bool har_is(const json_t *json)
{
    return json_is_array(json_object_get(json_object_get(json, "log"), "entries"));
}

static const char *text_of(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

/* {"headers": [{"name", "value"}]} */
static void read_headers(struct evidence *record, const json_t *message)
{
    const json_t *const headers = json_object_get(message, "headers");

    for (size_t i = 0; i < json_array_size(headers) && i < 200; i++) {
        const char *const name = text_of(json_array_get(headers, i), "name");
        const char *const value = text_of(json_array_get(headers, i), "value");
        if (name && value)
            evidence_add_header(record, name, value);
    }
}

/* One record: what the request or the answer said. */
static struct lookup *read_message(const json_t *message)
{
    struct lookup *const lookup = lookup_new(NULL, NULL);
    struct evidence *const record = lookup_add(lookup, HOP_COUNT, HOP_COUNT);

    record->http_status = (int)json_integer_value(json_object_get(message, "status"));
    evidence_set(&record->reason, text_of(message, "statusText"));
    read_headers(record, message);
    return lookup;
}

/* Browsers store what is no text in base64. */
static char *read_body(const json_t *answer, size_t *length)
{
    const json_t *const content = json_object_get(answer, "content");
    const json_t *const text = json_object_get(content, "text");

    *length = json_string_length(text);
    if (text && text_equal(text_of(content, "encoding"), "base64"))
        return base64_decode(json_string_value(text), json_string_length(text), length);
    return text_copy(json_string_value(text));
}

static char *host_of(const char *url)
{
    const char *const start = url ? strstr(url, "://") : NULL;

    return start ? text_format("%.*s", (int)strcspn(start + 3, "/?#"), start + 3) : NULL;
}

static void give_entry(struct har *har, const json_t *entry, size_t index)
{
    const json_t *const request = json_object_get(entry, "request"), *const answer = json_object_get(entry, "response");
    const json_t *const question = json_object_get(json_object_get(request, "postData"), "text");
    const char *const url = text_of(request, "url");
    CLEANUP(lookup_free) struct lookup *asked = read_message(request), *said = read_message(answer);
    CLEANUP(cleanup_string) char *host = host_of(url);
    CLEANUP(cleanup_string)
    char *label = text_format("%s%sentry %zu %.200s", har->place->entry ? har->place->entry : "",
                              har->place->entry ? " " : "", index + 1, url ? url : "");
    struct conversation conversation = {.method = text_of(request, "method"),
                                        .url = url,
                                        .request = &asked->evidence[0],
                                        .question = json_string_value(question),
                                        .question_length = json_string_length(question),
                                        .answer = &said->evidence[0]};
    const struct item place = {
        .kind = ITEM_HAR, .text = "", .entry = label, .host = host, .time = text_of(entry, "startedDateTime")};
    CLEANUP(cleanup_string) char *body = read_body(answer, &conversation.length);

    conversation.body = body;
    conversation.whole = body && conversation.length > 0;
    capture_take(har->capture, &conversation, &place);
    body_give(&har->sink, &conversation, &place);
}

void har_give(const json_t *json, const struct item *place, item_function *take, void *context)
{
    const json_t *const entries = json_object_get(json_object_get(json, "log"), "entries");
    struct har har = {place, {take, context}, capture_new(take, context)};

    for (size_t i = 0; i < json_array_size(entries); i++)
        give_entry(&har, json_array_get(entries, i), i);
    capture_end(&har.capture);
}
