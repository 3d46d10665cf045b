/* SPDX-License-Identifier: MIT */
/* Status line, headers and body, each up to a limit, as libcurl hands them over. */
#include "answer_reader.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

void answer_reader_start(struct answer_reader *reader, size_t body_limit)
{
    *reader = (struct answer_reader){.body_limit = body_limit};
    reader->body = text_stream(&reader->text, &reader->length);
}

static size_t without_line_end(const char *line, size_t length)
{
    while (length > 0 && (line[length - 1] == '\r' || line[length - 1] == '\n'))
        length--;
    return length;
}

static void forget_headers(struct evidence *head)
{
    for (size_t i = 0; i < head->header_count; i++) {
        free(head->headers[i].name);
        free(head->headers[i].value);
    }
    free(head->headers);
    head->headers = NULL;
    head->header_count = 0;
}

/* "HTTP/1.1 403 Forbidden ( ... )": everything behind the second blank, byte for byte. Also starts over after 1xx. */
static void read_status(struct answer_reader *reader, const char *line)
{
    const char *status = strchr(line, ' ');
    const char *reason = status ? strchr(status + 1, ' ') : NULL;

    forget_headers(&reader->head);
    reader->complete = false;
    reader->head.http_status = status ? (int)strtol(status + 1, NULL, 10) : 0;
    evidence_set(&reader->head.reason, reason ? reason + 1 : "");
}

static void read_header(struct evidence *head, char *line)
{
    char *value = strchr(line, ':');

    if (!value)
        return;
    *value++ = '\0';
    evidence_add_header(head, line, value + strspn(value, " \t"));
}

bool answer_reader_line(struct answer_reader *reader, const char *line, size_t length)
{
    CLEANUP(cleanup_string) char *copy = text_format("%.*s", (int)without_line_end(line, length), line);

    reader->header_bytes += length;
    if (reader->header_bytes > ANSWER_HEADER_LIMIT)
        return false;
    if (text_starts(copy, "HTTP/") && (reader->head.http_status == 0 || reader->complete))
        read_status(reader, copy);
    else if (*copy)
        read_header(&reader->head, copy);
    else
        reader->complete = true;
    return true;
}

bool answer_reader_piece(struct answer_reader *reader, const char *bytes, size_t length)
{
    fflush(reader->body);
    if (length > reader->body_limit - reader->length)
        return false;
    return fwrite(bytes, 1, length, reader->body) == length;
}

char *answer_reader_take(struct answer_reader *reader, struct evidence *record, size_t *length)
{
    fclose(reader->body);
    reader->body = NULL;
    record->http_status = reader->head.http_status;
    record->reason = TAKE(reader->head.reason);
    record->headers = TAKE(reader->head.headers);
    record->header_count = reader->head.header_count;
    *length = reader->length;
    return TAKE(reader->text);
}
