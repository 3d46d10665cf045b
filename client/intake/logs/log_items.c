/* SPDX-License-Identifier: MIT */
/* Columns of each kind of log, and what a record becomes. */
#include "log_items.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "intake/formats/json_document.h"
#include "intake/formats/lookups.h"
#include "records.h"
#include "xml/xml.h"

#include <string.h>

const char *const log_literals[] = {"asproxy/", "asautodiscover/"};
const size_t log_literal_count = ARRAY_SIZE(log_literals);

/* Names of the fields of each kind of log: the documents of W3C logging in IIS and of error logging in the HTTP API,
 * and the first lines of Exchange's own logs. The first kind whose mark is among the fields. */
static const struct columns {
    const char *kind;
    const char *mark;
    const char *date, *time, *hosts[3], *url, *method, *agent, *status;
    bool plus; /* blanks are written as + */
} kinds[] = {
    {ITEM_HTTPERR, "s-reason", "date", "time", {"s-ip"}, "cs-uri", "cs-method", NULL, "sc-status", true},
    {ITEM_IIS,
     "sc-status",
     "date",
     "time",
     {"s-computername", "cs-host", "s-ip"},
     "cs-uri-stem",
     "cs-method",
     "cs(User-Agent)",
     "sc-status",
     true},
    {ITEM_HTTP_PROXY,
     "BackEndStatus",
     NULL,
     "DateTime",
     {"ServerHostName", "UrlHost"},
     "UrlStem",
     "Method",
     "UserAgent",
     "HttpStatus",
     false},
    {ITEM_EVENTS, "TimeCreated", NULL, "TimeCreated", {"MachineName"}, NULL, NULL, NULL, NULL, false},
    {ITEM_EVENTS, "TimeGenerated", NULL, "TimeGenerated", {"MachineName"}, NULL, NULL, NULL, NULL, false},
    {ITEM_EVENTS, "Date and Time", NULL, "Date and Time", {"Computer"}, NULL, NULL, NULL, NULL, false},
    {ITEM_LOG, NULL, NULL, "DateTime", {"ServerHostName", "Server"}, NULL, NULL, "UserAgent", NULL, false},
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
    source->kind = columns_of(source)->kind;
    source->every = text_equal(source->kind, ITEM_HTTPERR);
}

bool log_source_names(struct log_source *source, const char *record, size_t length)
{
    static const char mark[] = "#Fields:";

    if (length > strlen(mark) && strncasecmp(record, mark, strlen(mark)) == 0)
        learn(source, record + strlen(mark) + (record[strlen(mark)] == ' '), length - strlen(mark) - 1);
    else if (source->fields.count == 0 && *record != '#')
        learn(source, record, length);
    else
        return *record == '#';
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

/* W3C logs are in UTC. */
static char *time_of(const struct log_source *source, const struct columns *columns, const char *record, size_t length)
{
    CLEANUP(cleanup_string) char *date = value(source, record, length, columns->date);
    CLEANUP(cleanup_string) char *time = value(source, record, length, columns->time);

    return date && time ? text_format("%sT%sZ", date, time) : TAKE(time);
}

/* The same text with its quotation marks single and its blanks as blanks; lines stay where they are. */
static char *plain_text(const struct columns *columns, const char *record, size_t length, size_t *plain_length)
{
    char *const plain = memory_room(length + 1);
    size_t kept = 0;

    for (size_t i = 0; i < length; i++) {
        plain[kept++] = (char)(columns->plus && record[i] == '+' ? ' ' : record[i]);
        if (!columns->plus && record[i] == '"' && i + 1 < length && record[i + 1] == '"')
            i++;
    }
    plain[kept] = '\0';
    *plain_length = kept;
    return plain;
}

struct told {
    const struct log_source *source;
    struct item item;
};

static void take_lookup(void *context, struct lookup *lookup)
{
    struct told *const told = context;

    told->item.lookup = lookup;
    told->source->take(told->source->context, &told->item);
    lookup_free(&lookup);
}

/* What a record tells of a request. */
struct logged_request {
    char *agent, *url, *method, *status;
    bool kernel; /* http.sys answered itself */
};

static void request_clear(struct logged_request *request)
{
    free(request->agent);
    free(request->url);
    free(request->method);
    free(request->status);
}

static struct logged_request request_of(const struct log_source *source, const struct columns *columns,
                                        const char *record, size_t length)
{
    return (struct logged_request){.agent = value(source, record, length, columns->agent),
                                   .url = value(source, record, length, columns->url),
                                   .method = value(source, record, length, columns->method),
                                   .status = value(source, record, length, columns->status),
                                   .kernel = text_equal(columns->kind, ITEM_HTTPERR)};
}

/* By an availability service; http.sys logs no agents. */
static bool is_service(const struct logged_request *request)
{
    return request->kernel || text_starts(request->agent, "ASProxy/") || text_starts(request->agent, "ASAutoDiscover/");
}

static void give_lookup(const struct log_source *source, const struct logged_request *request, const struct item *item)
{
    struct header server = {(char *)"Server", (char *)"Microsoft-HTTPAPI/2.0"};
    const struct transaction transaction = {
        .request = {.method = request->method, .target = request->url},
        .answer = {.status = (int)strtol(request->status, NULL, 10),
                   .headers = {&server, request->kernel}, /* http.sys names itself */
                   .some_headers = true}};
    struct told told = {source, *item};

    told.item.text = "";
    told.item.length = 0;
    told.item.again = true;
    if (transaction.answer.status >= 300 && transaction.answer.status != 401)
        lookups_of_transaction(&transaction, take_lookup, &told);
}

/* A 401 without a reason is held until something better is answered at the address. */
static void give_item(const struct log_source *source, const struct logged_request *request, const struct item *item)
{
    CLEANUP(cleanup_string)
    char *address = text_format("%s %s", request->url ? request->url : "", request->agent ? request->agent : "");
    const bool service = request->status && is_service(request),
               refused = service && (int)strtol(request->status, NULL, 10) == 401;

    if (refused && !memmem(item->text, item->length, ";reason=", 8)) {
        held_keep(source->held, address, item, NULL);
        return;
    }
    if (service && !refused)
        held_drop(source->held, address);
    source->take(source->context, item);
    if (service)
        give_lookup(source, request, item);
}

static void give_record(const struct log_source *source, const char *kind, const char *record, size_t length,
                        size_t line)
{
    const struct columns *const columns = columns_of(source);
    CLEANUP(cleanup_string) char *host = host_of(source, columns, record, length);
    CLEANUP(cleanup_string) char *time = time_of(source, columns, record, length);
    CLEANUP(request_clear) struct logged_request request = request_of(source, columns, record, length);
    size_t plain_length = 0;
    CLEANUP(cleanup_string) char *plain = plain_text(columns, record, length, &plain_length);
    const struct item item = {.kind = kind,
                              .text = plain,
                              .length = plain_length,
                              .line = line,
                              .entry = source->place->entry,
                              .host = host,
                              .time = time};

    give_item(source, &request, &item);
}

void log_give_fields(const struct log_source *source, const char *record, size_t length, size_t line)
{
    give_record(source, source->kind, record, length, line);
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

    if (json)
        json_document_give(json, &place, source->take, source->context);
    else
        log_give_text(source, record, length, line);
    json_decref(json);
}

void log_give_text(const struct log_source *source, const char *record, size_t length, size_t line)
{
    const size_t bracket = length > 0 && *record == '[', stamp = record_stamp(record, length);
    CLEANUP(cleanup_string) char *time = stamp ? text_format("%.*s", (int)(stamp - bracket), record + bracket) : NULL;
    const struct item item = {.kind = source->place->kind,
                              .text = record,
                              .length = length,
                              .line = line,
                              .entry = source->place->entry,
                              .time = time};

    source->take(source->context, &item);
}
