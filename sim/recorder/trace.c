/* SPDX-License-Identifier: MIT */
/* Answers are made fit to be replayed, and kept within limits. */
#include "trace.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "capture/http_head.h"
#include "capture/request_names.h"
#include "capture/unpack.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void recorded_clear(struct recorded_answer *recorded)
{
    char *texts[] = {recorded->host,      recorded->method, recorded->path,
                     recorded->operation, recorded->head,   recorded->body};

    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        free(texts[i]);
    *recorded = (struct recorded_answer){0};
}

static bool is_header(const char *line, const char *name)
{
    const size_t length = strlen(name);

    return strncasecmp(line, name, length) == 0 && line[length] == ':';
}

/* The head, with every header of that name as `line` says; NULL: gone. */
static void rewrite(struct recorded_answer *recorded, const char *name, const char *line)
{
    char *head = NULL;
    size_t size, length;
    FILE *output = text_stream(&head, &size);

    for (const char *at = recorded->head; *at; at += length) {
        length = strcspn(at, "\n");
        length += at[length] == '\n';
        if (!is_header(at, name))
            fwrite(at, 1, length, output);
        else if (line)
            fprintf(output, "%.*s:%s\r\n", (int)strlen(name), at, line);
    }
    text_stream_close(output);
    free(recorded->head);
    recorded->head = head;
}

void recorded_remove_header(struct recorded_answer *recorded, const char *name)
{
    rewrite(recorded, name, NULL);
}

static void announce(struct recorded_answer *recorded, size_t length)
{
    char value[32];

    snprintf(value, sizeof value, " %zu", length);
    rewrite(recorded, "Content-Length", value);
}

void recorded_set_body(struct recorded_answer *recorded, char *body, size_t length)
{
    free(recorded->body);
    recorded->body = body;
    if (length != recorded->body_length)
        announce(recorded, length);
    recorded->body_length = length;
}

bool recorded_unpack(struct recorded_answer *recorded)
{
    CLEANUP(cleanup_string) char *coding = http_head_value(recorded->head, "Content-Encoding");
    size_t length = 0;
    char *body;

    if (!coding || !*coding || text_equal(coding, "identity"))
        return true;
    if (recorded->body_length > 0 && !text_equal(coding, "gzip") && !text_equal(coding, "x-gzip"))
        return false;
    body = recorded->body_length ? archive_unpack(recorded->body, recorded->body_length, TRACE_BODY_LIMIT + 1, &length)
                                 : text_copy("");
    if (!body)
        return false;
    recorded_set_body(recorded, body, length);
    recorded_remove_header(recorded, "Content-Encoding");
    return true;
}

void recorded_set_operation(struct recorded_answer *recorded, const struct request *request)
{
    CLEANUP(cleanup_string) char *operation = request_operation(request);
    const char *slash = operation ? strrchr(operation, '/') : NULL;

    recorded->operation = text_copy(slash && slash[1] ? slash + 1 : operation);
}

/* What a tool saved need not be what was on the wire: a body that is longer than announced would not be read as one. */
static void settle(struct recorded_answer *recorded)
{
    const struct http_framing framing = http_head_framing(recorded->head, recorded->body_length);

    if (!recorded->body || framing.bare) {
        free(recorded->body);
        recorded->body = text_copy("");
        recorded->body_length = 0;
    } else if (framing.announced && !framing.chunked && framing.length < recorded->body_length) {
        announce(recorded, recorded->body_length);
    }
}

void trace_skip(struct trace *trace, const char *format, ...)
{
    va_list arguments;

    trace->skipped++;
    if (trace->why)
        return;
    va_start(arguments, format);
    trace->why = text_format_list(format, arguments);
    va_end(arguments);
}

void trace_add(struct trace *trace, struct recorded_answer *recorded)
{
    const size_t size = recorded->body_length + strlen(recorded->head);

    settle(recorded);
    if (!http_head_status(recorded->head)) {
        trace_skip(trace, "%s %s has no final answer", recorded->method, recorded->path);
    } else if (recorded->body_length > TRACE_BODY_LIMIT) {
        trace_skip(trace, "the answer to %s %s has more than %d megabytes", recorded->method, recorded->path,
                   TRACE_BODY_LIMIT >> 20);
    } else if (trace->count == TRACE_MOST || trace->bytes + size > TRACE_LIMIT) {
        trace_skip(trace, "there are more than %d answers, or %d megabytes of them", TRACE_MOST, TRACE_LIMIT >> 20);
    } else {
        trace->items = memory_one_more(trace->items, trace->count, sizeof *trace->items);
        trace->items[trace->count++] = *recorded;
        trace->bytes += size;
        *recorded = (struct recorded_answer){0};
    }
    recorded_clear(recorded);
}

static int by_number(const void *one, const void *other)
{
    const struct recorded_answer *first = one, *second = other;

    return first->number < second->number ? -1 : first->number > second->number;
}

void trace_sort(struct trace *trace)
{
    if (trace->count > 1)
        qsort(trace->items, trace->count, sizeof *trace->items, by_number);
}

void trace_clear(struct trace *trace)
{
    for (size_t i = 0; i < trace->count; i++)
        recorded_clear(&trace->items[i]);
    free(trace->items);
    free(trace->why);
    *trace = (struct trace){0};
}

char *host_without_port(const char *host)
{
    const char *bracket = strchr(host, ']');
    const char *colon = strchr(bracket ? bracket : host, ':');

    return text_format("%.*s", (int)(colon ? (size_t)(colon - host) : strlen(host)), host);
}
