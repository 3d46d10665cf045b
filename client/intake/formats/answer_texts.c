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

#define PIECE (512UL << 10)
#define LIMIT_DATA (64UL << 20) /* is read as a text */

static bool is_data(const struct http_message *answer)
{
    const char *const type = headers_get(&answer->headers, "Content-Type");

    return text_contains(type, "json") || text_contains(type, "xml");
}

/* Not pages and scripts: those of documentation quote errors. */
static bool is_plain(const struct http_message *answer)
{
    const char *const type = headers_get(&answer->headers, "Content-Type");

    return !type || !*type || text_contains(type, "text/plain");
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
    if (answer->body)
        fwrite(answer->body, 1, answer->body_length, output);
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

/* A piece ends with a line, if one ends in its second half. */
static size_t piece_length(const char *text, size_t length)
{
    const char *line_end;

    if (length <= PIECE)
        return length;
    line_end = memrchr(text + PIECE / 2, '\n', PIECE / 2);
    return line_end ? (size_t)(line_end - text) + 1 : PIECE;
}

static void give_long_text(const char *text, size_t length, const struct item *place, item_function *take,
                           void *context)
{
    for (size_t size; length > 0; text += size, length -= size) {
        size = piece_length(text, length);
        give_text(text, size, place, take, context);
    }
}

static void give_body(const struct http_message *answer, const struct item *place, item_function *take, void *context)
{
    const bool data = is_data(answer);

    if (data && answer->body_length <= LIMIT_DATA)
        give_data(answer, place, take, context);
    else if (data || (is_plain(answer) && answer->status < 400))
        give_long_text(answer->body, answer->body_length, place, take, context);
}

void answer_texts_give(const struct http_message *answer, const struct item *place, item_function *take, void *context)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length = 0;

    if (answer->body && answer->body_length > 0)
        give_body(answer, place, take, context);
    if (answer->status < 400 || challenges_is_one(answer))
        return;
    text = write_answer(answer, &length);
    give_long_text(text, length, place, take, context);
}
