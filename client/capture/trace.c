/* SPDX-License-Identifier: MIT */
#include "trace.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "captured.h"
#include "request_names.h"
#include "unpack.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

void exchange_clear(struct exchange *exchange)
{
    char *texts[] = {exchange->host,      exchange->method, exchange->path,
                     exchange->operation, exchange->head,   exchange->body};

    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        free(texts[i]);
    *exchange = (struct exchange){0};
}

static bool is_header(const char *line, const char *name)
{
    const size_t length = strlen(name);

    return strncasecmp(line, name, length) == 0 && line[length] == ':';
}

/* The head, with every header of that name as `line` says; NULL: gone. */
static void rewrite(struct exchange *exchange, const char *name, const char *line)
{
    char *head = NULL;
    size_t size, length;
    FILE *output = open_memstream(&head, &size);

    if (!output)
        abort();
    for (const char *at = exchange->head; *at; at += length) {
        length = strcspn(at, "\n");
        length += at[length] == '\n';
        if (!is_header(at, name))
            fwrite(at, 1, length, output);
        else if (line)
            fprintf(output, "%.*s:%s\r\n", (int)strlen(name), at, line);
    }
    fclose(output);
    free(exchange->head);
    exchange->head = head;
}

void exchange_remove_header(struct exchange *exchange, const char *name)
{
    rewrite(exchange, name, NULL);
}

static void announce(struct exchange *exchange, size_t length)
{
    char value[32];

    snprintf(value, sizeof value, " %zu", length);
    rewrite(exchange, "Content-Length", value);
}

void exchange_set_body(struct exchange *exchange, char *body, size_t length)
{
    free(exchange->body);
    exchange->body = body;
    if (length != exchange->body_length)
        announce(exchange, length);
    exchange->body_length = length;
}

bool exchange_unpack(struct exchange *exchange)
{
    CLEANUP(cleanup_string) char *coding = head_value(exchange->head, "Content-Encoding");
    size_t length = 0;
    char *body;

    if (!coding || !*coding || text_equal(coding, "identity"))
        return true;
    if (exchange->body_length > 0 && !text_equal(coding, "gzip") && !text_equal(coding, "x-gzip"))
        return false;
    body = exchange->body_length ? archive_unpack(exchange->body, exchange->body_length, TRACE_BODY_LIMIT + 1, &length)
                                 : text_copy("");
    if (!body)
        return false;
    exchange_set_body(exchange, body, length);
    exchange_remove_header(exchange, "Content-Encoding");
    return true;
}

void exchange_set_operation(struct exchange *exchange, const struct request *request)
{
    CLEANUP(cleanup_string) char *operation = request_operation(request);
    const char *slash = operation ? strrchr(operation, '/') : NULL;

    exchange->operation = text_copy(slash && slash[1] ? slash + 1 : operation);
}

/* What a tool saved need not be what was on the wire: a body that is longer than announced would not be read as one. */
static void settle(struct exchange *exchange)
{
    const struct framing framing = head_framing(exchange->head, exchange->body_length);

    if (!exchange->body || framing.bare) {
        free(exchange->body);
        exchange->body = text_copy("");
        exchange->body_length = 0;
    } else if (framing.announced && !framing.chunked && framing.length < exchange->body_length) {
        announce(exchange, exchange->body_length);
    }
}

void trace_skip(struct trace *trace, const char *format, ...)
{
    va_list arguments;

    trace->skipped++;
    if (trace->why)
        return;
    va_start(arguments, format);
    if (vasprintf(&trace->why, format, arguments) < 0)
        abort();
    va_end(arguments);
}

void trace_add(struct trace *trace, struct exchange *exchange)
{
    const size_t size = exchange->body_length + strlen(exchange->head);

    settle(exchange);
    if (!head_status(exchange->head)) {
        trace_skip(trace, "%s %s has no final answer", exchange->method, exchange->path);
    } else if (exchange->body_length > TRACE_BODY_LIMIT) {
        trace_skip(trace, "the answer to %s %s has more than %d megabytes", exchange->method, exchange->path,
                   TRACE_BODY_LIMIT >> 20);
    } else if (trace->count == TRACE_MOST || trace->bytes + size > TRACE_LIMIT) {
        trace_skip(trace, "there are more than %d answers, or %d megabytes of them", TRACE_MOST, TRACE_LIMIT >> 20);
    } else {
        trace->items = reallocarray(trace->items, trace->count + 1, sizeof *trace->items);
        if (!trace->items)
            abort();
        trace->items[trace->count++] = *exchange;
        trace->bytes += size;
        *exchange = (struct exchange){0};
    }
    exchange_clear(exchange);
}

void trace_clear(struct trace *trace)
{
    for (size_t i = 0; i < trace->count; i++)
        exchange_clear(&trace->items[i]);
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
