/* SPDX-License-Identifier: MIT */
/* Answers are written down as somebody would have copied them. */
#include "answer_texts.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "challenges.h"
#include "intake/common/encoding.h"
#include "json_document.h"

#include <stdio.h>
#include <string.h>

#define LIMIT_BODY (1UL * 1024 * 1024)

static bool is_data(const struct http_message *answer)
{
    const char *const type = headers_get(&answer->headers, "Content-Type");

    return text_contains(type, "json") || text_contains(type, "xml");
}

/* "HTTP/1.1 401 Unauthorized", the headers, the body. The caller frees it. */
static char *write_answer(const struct http_message *answer, size_t *length)
{
    char *text = NULL;
    FILE *const output = text_stream(&text, length);

    fprintf(output, "HTTP/1.1 %d %s\n", answer->status, answer->reason ? answer->reason : "");
    for (size_t i = 0; i < answer->headers.count; i++)
        fprintf(output, "%s: %s\n", answer->headers.items[i].name, answer->headers.items[i].value);
    fputc('\n', output);
    fwrite(answer->body, 1, answer->body ? answer->body_length : 0, output);
    text_stream_close(output);
    return text;
}

static void give_text(const char *text, size_t length, const struct item *place, item_function *take, void *context)
{
    struct item item = *place;
    size_t repaired_length = 0;
    CLEANUP(cleanup_string) char *repaired = encoding_repair(text, length, &repaired_length);

    item.text = repaired ? repaired : text;
    item.length = repaired ? repaired_length : length;
    take(context, &item);
}

/* An answer that came as asked for may still hold errors in its data. */
static void give_data(const struct http_message *answer, const struct item *place, item_function *take, void *context)
{
    json_t *const json = json_loadb(answer->body, answer->body_length, 0, NULL);

    if (json)
        json_document_give(json, place, take, context);
    else
        give_text(answer->body, answer->body_length, place, take, context);
    json_decref(json);
}

void answer_texts_give(const struct http_message *answer, const struct item *place, item_function *take, void *context)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length = 0;

    if (answer->body_length > LIMIT_BODY)
        return;
    if (answer->body && answer->body_length > 0 && is_data(answer))
        give_data(answer, place, take, context);
    if (answer->status < 400 || challenges_is_one(answer))
        return;
    text = write_answer(answer, &length);
    give_text(text, length, place, take, context);
}
