/* SPDX-License-Identifier: MIT */
#include "log.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "base/text_lines.h"
#include "intake/common/encoding.h"
#include "intake/common/input_buffer.h"
#include "log_items.h"
#include "records.h"

#include <jansson.h>
#include <string.h>

struct log_format {
    bool (*recognises)(const char *head, size_t length);
    record_function *record;
    log_item_function *give;
    bool named; /* lines name the fields */
};

struct log {
    const struct log_format *format;
    const struct literals *literals;
    struct hits hits;
    struct input_buffer text;
    struct log_source source;
    size_t line; /* of the first byte of the text */
};

/* The first lines are enough. */
static const char *find_line(const char *head, size_t length, const char *beginning)
{
    size_t at = 0;

    for (size_t i = 0; i < 20 && at < length; i++, at = line_next(head, length, at))
        if (length - at >= strlen(beginning) && strncasecmp(head + at, beginning, strlen(beginning)) == 0)
            return head + at;
    return NULL;
}

static bool has_fields(const char *head, size_t length)
{
    return find_line(head, length, "#Fields:") || find_line(head, length, "DateTime,RequestId,") == head;
}

static bool has_events(const char *head, size_t length)
{
    return memmem(head, length, "<Event ", 7) && memmem(head, length, "win/2004/08/events/event", 24);
}

/* Five columns and a number in the fourth: Event Viewer writes its names in the language of the system. */
static bool is_viewers(struct line first, struct line second)
{
    const struct fields fields = fields_read(first.text, first.length);
    const bool five = fields.count == 5 && fields.separator == ',';
    size_t commas = 0, at = 0;

    fields_clear((struct fields *)&fields);
    for (; five && at < second.length && commas < 3; at++)
        commas += second.text[at] == ',';
    return commas == 3 && at < second.length && second.text[at] >= '0' && second.text[at] <= '9';
}

static bool is_event_table(const char *head, size_t length)
{
    const size_t start = find_line(head, length, "#TYPE ") == head ? line_next(head, length, 0) : 0;
    const struct line first = line_at(head, length, start);
    const bool exported = memmem(first.text, first.length, "\"Message\"", 9) &&
                          (memmem(first.text, first.length, "\"MachineName\"", 13) ||
                           memmem(first.text, first.length, "\"TimeCreated\"", 13) ||
                           memmem(first.text, first.length, "\"TimeGenerated\"", 15));

    return exported || is_viewers(first, line_at(head, length, line_next(head, length, start)));
}

/* An object a line. */
static bool has_objects(const char *head, size_t length)
{
    const size_t second = line_next(head, length, 0);
    json_t *const json =
        *head == '{' && second < length && head[second] == '{' ? json_loadb(head, second, 0, NULL) : NULL;

    json_decref(json);
    return json;
}

/* Three lines or more, and most of those that are not indented, begin with a time. */
static bool has_stamps(const char *head, size_t length)
{
    size_t stamped = 0, others = 0;

    for (size_t at = 0; at < length; at = line_next(head, length, at)) {
        const struct line line = line_at(head, length, at);
        if (line.length == 0 || *line.text == ' ' || *line.text == '\t')
            continue;
        if (record_stamp(line.text, line.length))
            stamped++;
        else
            others++;
    }
    return stamped >= 3 && stamped >= others;
}

static bool is_any(const char *head, size_t length)
{
    (void)head, (void)length;
    return false; /* asked for, not recognised */
}

/* The first that recognises the head. */
static const struct log_format formats[] = {
    /* clang-format off */
    {has_fields,     record_line,      log_give_fields, true},
    {has_events,     record_event,     log_give_event,  false},
    {is_event_table, record_csv,       log_give_table,  true},
    {has_objects,    record_line,      log_give_json,   false},
    {has_stamps,     record_stamped,   log_give_text,   false},
    {is_any,         record_paragraph, log_give_text,   false},
    /* clang-format on */
};

const struct log_format *log_format_of(const char *head, size_t length)
{
    for (size_t i = 0; i < ARRAY_SIZE(formats); i++)
        if (formats[i].recognises(head, length))
            return &formats[i];
    return NULL;
}

const struct log_format *log_format_text(void)
{
    return &formats[ARRAY_SIZE(formats) - 1];
}

struct log *log_new(const struct log_format *format, const struct literals *literals, const struct item *place,
                    item_function *take, void *context)
{
    struct log *const log = calloc(1, sizeof *log);

    if (!log)
        abort();
    log->format = format;
    log->literals = literals;
    log->source = (struct log_source){.place = place, .take = take, .context = context};
    log->source.held = held_new(take, context);
    log->line = 1;
    return log;
}

void log_free(struct log **log)
{
    struct log *const old = *log;

    if (!old)
        return;
    hits_clear(&old->hits);
    input_buffer_clear(&old->text);
    fields_clear(&old->source.fields);
    held_free(&old->source.held);
    free(old);
    *log = NULL;
}

static void give(struct log *log, const char *record, size_t length)
{
    size_t repaired_length = 0;
    CLEANUP(cleanup_string) char *repaired = encoding_repair(record, length, &repaired_length);

    log->format->give(&log->source, repaired ? repaired : record, repaired ? repaired_length : length, log->line);
}

/* Records with a hit, and those that say how to read the others. */
static void walk(struct log *log, bool last)
{
    const char *const text = log->text.bytes;
    size_t at = 0, hit = 0, length;

    literals_scan(log->literals, text, log->text.length, &log->hits);
    while (at < log->text.length && (length = log->format->record(text + at, log->text.length - at, last)) > 0) {
        while (hit < log->hits.count && log->hits.items[hit] < at)
            hit++;
        if (log->format->named && log_source_names(&log->source, text + at, length))
            ; /* learnt */
        else if (log->source.every || (hit < log->hits.count && log->hits.items[hit] < at + length))
            give(log, text + at, length);
        log->line += lines_count(text + at, length);
        at += length;
    }
    input_buffer_drop(&log->text, at);
}

void log_push(struct log *log, const char *text, size_t length)
{
    input_buffer_add(&log->text, text, length);
    if (length > 0)
        walk(log, false);
}

void log_flush(struct log *log)
{
    if (log->text.length > 0)
        walk(log, true);
    held_give(log->source.held);
}

void log_begin_at(struct log *log, size_t line)
{
    log->line = line;
}

void log_learn(struct log *log, const char *head, size_t length)
{
    for (size_t at = 0; log->format->named && at < length; at = line_next(head, length, at))
        log_source_names(&log->source, head + at, line_next(head, length, at) - at);
}
