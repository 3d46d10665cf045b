/* SPDX-License-Identifier: MIT */
#include "body.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "capture.h"
#include "intake/common/encoding.h"
#include "json_document.h"

#include <stdio.h>
#include <string.h>

#define LIMIT_BODY (1UL * 1024 * 1024)

static bool is_data(const struct conversation *conversation)
{
    const char *const type = evidence_header(conversation->answer, "Content-Type");

    return text_contains(type, "json") || text_contains(type, "xml");
}

/* "HTTP/1.1 401 Unauthorized", the headers, the body. The caller frees it. */
static char *write_answer(const struct conversation *conversation, size_t *length)
{
    const struct evidence *const answer = conversation->answer;
    char *text = NULL;
    FILE *const output = open_memstream(&text, length);

    if (!output)
        abort();
    fprintf(output, "HTTP/1.1 %d %s\n", answer->http_status, answer->reason ? answer->reason : "");
    for (size_t i = 0; i < answer->header_count; i++)
        fprintf(output, "%s: %s\n", answer->headers[i].name, answer->headers[i].value);
    fputc('\n', output);
    fwrite(conversation->body, 1, conversation->body ? conversation->length : 0, output);
    fclose(output);
    return text;
}

static void give_text(const struct body_sink *sink, const struct item *place, const char *text, size_t length)
{
    struct item item = *place;
    size_t repaired_length = 0;
    CLEANUP(cleanup_string) char *repaired = encoding_repair(text, length, &repaired_length);

    item.text = repaired ? repaired : text;
    item.length = repaired ? repaired_length : length;
    sink->take(sink->context, &item);
}

/* An answer that came as asked for may still hold errors in its data. */
static void give_data(const struct body_sink *sink, const struct conversation *conversation, const struct item *place)
{
    json_t *const json = json_loadb(conversation->body, conversation->length, 0, NULL);

    if (json)
        json_document_give(json, place, sink->take, sink->context);
    else
        give_text(sink, place, conversation->body, conversation->length);
    json_decref(json);
}

void body_give(const struct body_sink *sink, const struct conversation *conversation, const struct item *place)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length = 0;

    if (conversation->length > LIMIT_BODY)
        return;
    if (conversation->body && conversation->length > 0 && is_data(conversation))
        give_data(sink, conversation, place);
    if (conversation->answer->http_status < 400 || capture_is_challenge(conversation->answer))
        return;
    text = write_answer(conversation, &length);
    give_text(sink, place, text, length);
}
