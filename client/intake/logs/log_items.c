/* SPDX-License-Identifier: MIT */
/* Columns of each kind of log, and what a record becomes. */
#include "log_items.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/text_lines.h"
#include "intake/formats/json_document.h"
#include "intake/formats/json_requests.h"
#include "intake/formats/request_items.h"
#include "intake/requests/shapes.h"
#include "records.h"
#include "xml/xml.h"

#include <ctype.h>
#include <string.h>

/* Agents; the path of a federation, which needs none to be known; reasons of http.sys, which logs none;
 * statuses that count whoever asked; what a firewall did; names that a DNS server does not know. */
const char *const log_literals[] = {"asproxy/crossforest",
                                    "asautodiscover/crossforest",
                                    "/wssecurity",
                                    "appoffline",
                                    "queuefull",
                                    "appshutdown",
                                    "connlimit",
                                    " 302 ",
                                    " 404 ",
                                    " 502 ",
                                    " 503 ",
                                    " 504 ",
                                    " stage=",
                                    "nxdomain] a "};
const size_t log_literal_count = ARRAY_SIZE(log_literals);

/* Names of the fields of logs that tell of no requests. The first kind whose mark is among the fields. */
static const struct columns {
    const char *kind;
    const char *mark;
    const char *time, *hosts[2];
} kinds[] = {
    {ITEM_EVENTS, "TimeCreated", "TimeCreated", {"MachineName"}},
    {ITEM_EVENTS, "TimeGenerated", "TimeGenerated", {"MachineName"}},
    {ITEM_EVENTS, "Date and Time", "Date and Time", {"Computer"}},
    {ITEM_LOG, NULL, "DateTime", {"ServerHostName", "Server"}},
};

static const struct columns *columns_of(const struct log_source *source)
{
    const struct columns *columns = kinds;

    while (columns->mark && !fields_have(&source->fields, columns->mark))
        columns++;
    return columns;
}

static void learn(struct log_source *source, const char *line, size_t length)
{
    fields_clear(&source->fields);
    source->fields = fields_read(line, length);
    columns_read(&source->columns, line, length);
    source->kind = source->columns.decide ? source->columns.kind : columns_of(source)->kind;
    source->every = source->columns.decide && (source->columns.kernel || source->columns.nameless);
}

static bool begins(const char *record, size_t length, const char *mark)
{
    return length > strlen(mark) && strncasecmp(record, mark, strlen(mark)) == 0;
}

/* Values may follow the mark with or without a blank. */
static size_t behind(const char *record, size_t length, const char *mark)
{
    size_t at = strlen(mark);

    while (at < length && (record[at] == ' ' || record[at] == '\t'))
        at++;
    return at;
}

static bool read_comment(struct log_source *source, const char *record, size_t length)
{
    static const char fields[] = "#Fields:", date[] = "#Date:";
    size_t at;

    if (begins(record, length, fields)) {
        at = behind(record, length, fields);
        learn(source, record + at, length - at);
    } else if (begins(record, length, date)) {
        at = behind(record, length, date);
        columns_read_date(&source->columns, record + at, length - at);
    }
    return true;
}

bool log_source_names(struct log_source *source, enum log_names names, const char *record, size_t length)
{
    if (*record == '#')
        return read_comment(source, record, length);
    if (names == LOG_NAMES_FIRST ? source->fields.count > 0 : !columns_are_named(record, length))
        return false;
    learn(source, record, length);
    return true;
}

static char *value(const struct log_source *source, const char *record, size_t length, const char *name)
{
    return name ? fields_value(&source->fields, record, length, name) : NULL;
}

static char *host_of(const struct log_source *source, const struct columns *columns, const char *record, size_t length)
{
    char *host = NULL;

    for (size_t i = 0; !host && i < ARRAY_SIZE(columns->hosts); i++)
        host = value(source, record, length, columns->hosts[i]);
    return host;
}

/* The same text with its quotation marks single; lines stay where they are. */
static char *plain_text(const char *record, size_t length, size_t *plain_length)
{
    char *const plain = memory_room(length + 1);
    size_t kept = 0;

    for (size_t i = 0; i < length; i++) {
        plain[kept++] = record[i];
        if (record[i] == '"' && i + 1 < length && record[i + 1] == '"')
            i++;
    }
    plain[kept] = '\0';
    *plain_length = kept;
    return plain;
}

static void give_record(const struct log_source *source, const char *kind, const char *record, size_t length,
                        size_t line)
{
    const struct columns *const columns = columns_of(source);
    CLEANUP(cleanup_string) char *host = host_of(source, columns, record, length);
    CLEANUP(cleanup_string) char *time = value(source, record, length, columns->time);
    size_t plain_length = 0;
    CLEANUP(cleanup_string) char *plain = plain_text(record, length, &plain_length);
    const struct item item = {.kind = kind,
                              .text = plain,
                              .length = plain_length,
                              .line = line,
                              .entry = source->place->entry,
                              .host = host,
                              .time = time};

    source->take(source->context, &item);
}

static void give_request(const struct log_source *source, const struct logged_request *request,
                         const struct log_time *time, size_t line)
{
    const struct item place = {.line = line, .entry = source->place->entry};
    const struct request_sink sink = {&place, source->take, source->context, source->held};

    request_items_give(&sink, request, time);
}

/* When it was is of no interest if nothing is to be said. */
static void give_columns(const struct log_source *source, const struct logged_request *request, size_t line)
{
    const struct request_sink sink = {NULL, source->take, source->context, source->held};
    struct log_time time;

    if (!request_items_need(&sink, request))
        return;
    columns_time(&source->columns, request, &time);
    give_request(source, request, &time, line);
}

/* By how the line looks. */
static bool read_shape(const struct log_source *source, const char *record, size_t length,
                       struct logged_request *request, struct log_time *time)
{
    return held_is_empty(source->held) ? shape_request_failed(record, length, request, time)
                                       : shape_request(record, length, request, time);
}

void log_give_fields(const struct log_source *source, const char *record, size_t length, size_t line)
{
    struct logged_request request;
    struct log_time time;

    if (source->columns.decide && columns_request(&source->columns, record, length, &request))
        give_columns(source, &request, line);
    else if (read_shape(source, record, length, &request, &time))
        give_request(source, &request, &time, line);
    else if (!source->requests)
        give_record(source, source->kind, record, length, line);
}

void log_give_access(const struct log_source *source, const char *record, size_t length, size_t line)
{
    struct logged_request request;
    struct log_time time;

    if (source->fields.count > 0)
        log_give_fields(source, record, length, line);
    else if (read_shape(source, record, length, &request, &time))
        give_request(source, &request, &time, line);
    else
        log_give_text(source, record, length, line);
}

/* Whatever language its columns are named in. */
void log_give_table(const struct log_source *source, const char *record, size_t length, size_t line)
{
    give_record(source, ITEM_EVENTS, record, length, line);
}

void log_give_event(const struct log_source *source, const char *record, size_t length, size_t line)
{
    const char *const start = memmem(record, length, "<Event ", 7);
    const size_t skipped = start ? (size_t)(start - record) : 0;
    CLEANUP(xml_free) xmlDoc *document = start ? xml_parse(start, length - skipped, "event", NULL) : NULL;
    const xmlNode *const system = document ? xml_child(xmlDocGetRootElement(document), "System") : NULL;
    const xmlNode *const created = xml_child(system, "TimeCreated");
    CLEANUP(cleanup_string) char *host = xml_text_at(system, "Computer");
    xmlChar *const time = created ? xmlGetNoNsProp(created, BAD_CAST "SystemTime") : NULL;
    const struct item item = {.kind = ITEM_EVENTS,
                              .text = record,
                              .length = length,
                              .line = line,
                              .entry = source->place->entry,
                              .host = host,
                              .time = (const char *)time};

    source->take(source->context, &item);
    xmlFree(time);
}

void log_give_json(const struct log_source *source, const char *record, size_t length, size_t line)
{
    json_t *const json = json_loadb(record, length, JSON_ALLOW_NUL, NULL);
    const struct item place = {.kind = ITEM_JSON, .line = line, .entry = source->place->entry};
    struct logged_request request;
    struct log_time time;

    if (json && json_request(json, &request, &time))
        give_request(source, &request, &time, line);
    else if (json && !source->requests)
        json_document_give(json, &place, source->take, source->context);
    else if (!json)
        log_give_text(source, record, length, line);
    json_decref(json);
}

/* A line that tells of a request, but not how it ended: what else it says may be of use, its numbers are not. */
static char *blank_agent(const struct log_source *source, struct line line, size_t at, const char *text, size_t length,
                         char *rest)
{
    size_t end = 0;
    const size_t start = shape_unclear(line.text, line.length, &end);

    if (start == line.length)
        return rest;
    rest = rest ? rest : memory_copy(text, length);
    memset(rest + at + start, ' ', end - start);
    if (source->unclear)
        *source->unclear = true;
    return rest;
}

void log_tell_unclear(const struct log_source *source)
{
    const struct item told = {
        .told = true,
        .entry = source->place->entry,
        .unread =
            "in some of its lines an availability service asks, and which number is the status of the answer is not "
            "clear; give the log with the line that names its columns"};

    if (*source->unclear)
        source->take(source->context, &told);
    *source->unclear = false;
}

char *log_blank_requests(const struct log_source *source, const char *text, size_t length, size_t line)
{
    char *rest = NULL;

    for (size_t at = 0; at<length; at = line_next(text, length, at), line += line> 0) {
        const struct line one = line_at(text, length, at);
        struct logged_request request;
        struct log_time time;
        if (shape_request(one.text, one.length, &request, &time)) {
            rest = rest ? rest : memory_copy(text, length);
            memset(rest + at, ' ', one.length);
            give_request(source, &request, &time, line);
        } else {
            rest = blank_agent(source, one, at, text, length, rest);
        }
    }
    return rest;
}

/* All of it was lines of a log. */
static bool is_blank(const char *text, size_t length)
{
    size_t at = 0;

    while (at < length && isspace((unsigned char)text[at]))
        at++;
    return at == length;
}

/* Most records of logs are one line, and most of these a request. */
static bool give_line(const struct log_source *source, const char *line, size_t length, size_t number)
{
    const struct line one = line_at(line, length, 0);
    struct logged_request request;
    struct log_time time;

    if (!shape_request(one.text, one.length, &request, &time))
        return false;
    give_request(source, &request, &time, number);
    return true;
}

void log_give_text(const struct log_source *source, const char *record, size_t length, size_t line)
{
    const bool single = line_next(record, length, 0) == length;
    CLEANUP(cleanup_string) char *rest = NULL;
    CLEANUP(cleanup_string) char *time = NULL;
    struct item item = {
        .kind = source->place->kind, .text = record, .length = length, .line = line, .entry = source->place->entry};
    size_t bracket, stamp;

    if (single && (give_line(source, record, length, line) || source->requests))
        return;
    if ((rest = log_blank_requests(source, record, length, line)))
        item.text = rest;
    if (rest && is_blank(rest, length))
        return;
    bracket = length > 0 && *record == '[';
    stamp = record_stamp(record, length);
    if (stamp)
        time = text_format("%.*s", (int)(stamp - bracket), record + bracket);
    item.time = time;
    source->take(source->context, &item);
}
