/* SPDX-License-Identifier: MIT */
#include "arrival.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <string.h>

void arrival_start(struct arrival *arrival, size_t body_limit)
{
    *arrival = (struct arrival){.body_limit = body_limit};
    arrival->body = open_memstream(&arrival->text, &arrival->length);
    if (!arrival->body)
        abort();
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
static void read_status(struct arrival *arrival, const char *line)
{
    const char *status = strchr(line, ' ');
    const char *reason = status ? strchr(status + 1, ' ') : NULL;

    forget_headers(&arrival->head);
    arrival->complete = false;
    arrival->head.http_status = status ? atoi(status + 1) : 0;
    evidence_set(&arrival->head.reason, reason ? reason + 1 : "");
}

static void read_header(struct evidence *head, char *line)
{
    char *value = strchr(line, ':');

    if (!value)
        return;
    *value++ = '\0';
    evidence_add_header(head, line, value + strspn(value, " \t"));
}

bool arrival_line(struct arrival *arrival, const char *line, size_t length)
{
    CLEANUP(cleanup_string) char *copy = text_format("%.*s", (int)without_line_end(line, length), line);

    arrival->header_bytes += length;
    if (arrival->header_bytes > ARRIVAL_HEADER_LIMIT)
        return false;
    if (text_starts(copy, "HTTP/") && (arrival->head.http_status == 0 || arrival->complete))
        read_status(arrival, copy);
    else if (*copy)
        read_header(&arrival->head, copy);
    else
        arrival->complete = true;
    return true;
}

bool arrival_piece(struct arrival *arrival, const char *bytes, size_t length)
{
    fflush(arrival->body);
    if (length > arrival->body_limit - arrival->length)
        return false;
    return fwrite(bytes, 1, length, arrival->body) == length;
}

char *arrival_take(struct arrival *arrival, struct evidence *record, size_t *length)
{
    fclose(arrival->body);
    arrival->body = NULL;
    record->http_status = arrival->head.http_status;
    record->reason = TAKE(arrival->head.reason);
    record->headers = TAKE(arrival->head.headers);
    record->header_count = arrival->head.header_count;
    *length = arrival->length;
    return TAKE(arrival->text);
}
