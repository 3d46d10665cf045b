/* SPDX-License-Identifier: MIT */
/* Cuts a log into records, and gives those in which a literal stands. */
#include "log.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/text_lines.h"
#include "intake/common/encoding.h"
#include "intake/common/input_buffer.h"

#include <string.h>

struct log {
    const struct log_format *format;
    const struct literals *literals;
    struct hits hits;
    struct input_buffer text;
    struct log_source source;
    bool unclear;
    size_t line; /* of the first byte of the text */
};

struct log *log_new(const struct log_format *format, const struct literals *literals, const struct item *place,
                    item_function *take, void *context)
{
    struct log *const log = memory_new(sizeof *log);

    log->format = format;
    log->literals = literals;
    log->source = (struct log_source){.place = place, .take = take, .context = context};
    log->source.held = held_new(take, context);
    log->source.unclear = &log->unclear;
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

/* Is one of the hits from there on, before `end`, more than the sign of a request? */
static bool has_words(const struct hits *hits, size_t hit, size_t end)
{
    for (; hit < hits->count && hits->items[hit] < end; hit++)
        if (hits->words[hit])
            return true;
    return false;
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
        log->source.requests = !has_words(&log->hits, hit, at + length);
        if (log->format->named && log_source_names(&log->source, log->format->named, text + at, length))
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
    log_tell_unclear(&log->source);
}

void log_begin_at(struct log *log, size_t line)
{
    log->line = line;
}

void log_learn(struct log *log, const char *head, size_t length)
{
    for (size_t at = 0; log->format->named && at < length; at = line_next(head, length, at))
        log_source_names(&log->source, log->format->named, head + at, line_next(head, length, at) - at);
}
