/* SPDX-License-Identifier: MIT */
/* Knows the values of a line by how they look and where they stand. */
#include "shapes.h"

#include "base/cleanup.h"
#include "columns.h"
#include "intake/common/item.h"
#include "shape_agent.h"
#include "shape_parties.h"
#include "vocabulary/exchange_names.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>

#define TIME_WORDS 14 /* among the first of them a time begins */

/* Where "name=" before the value begins, if it has one. */
static size_t name_before(const char *line, size_t at)
{
    size_t start = at > 0 && line[at - 1] == '=' ? at - 1 : at;

    while (start < at && start > 0 && (isalnum((unsigned char)line[start - 1]) || strchr("_-.", line[start - 1])))
        start--;
    return start;
}

/* name="value",name="value", in which the agent is somewhere in a value. */
static bool is_pairs(const char *line, size_t length)
{
    const char *const next = memmem(line, length, "\",", 2);
    size_t at = next ? (size_t)(next - line) + 2 : length;

    while (at < length && (isalnum((unsigned char)line[at]) || line[at] == '_'))
        at++;
    return at + 1 < length && line[at] == '=' && line[at + 1] == '"';
}

/* What stands before the agent separates. HAProxy's captures stand in braces. */
static char separator_before(const char *line, size_t length, size_t at)
{
    while (at > 0 && line[at - 1] == '"')
        at--;
    at = name_before(line, at);
    if (at > 0 && line[at - 1] == ' ' && is_pairs(line, length))
        return ',';
    if (at == 0 || !strchr(",\t;|", line[at - 1]))
        return ' ';
    if (line[at - 1] == '|' && memchr(line, '{', at))
        return ' ';
    return line[at - 1];
}

/* The value with that byte of the line in it. */
static size_t index_at(const struct slices *values, const char *byte)
{
    for (size_t i = 0; i < values->count; i++)
        if (byte >= values->items[i].text && byte <= values->items[i].text + values->items[i].length)
            return i;
    return SLICE_LIMIT;
}

static bool is_method(struct slice value)
{
    static const char *const methods[] = {"POST", "GET", "HEAD", "OPTIONS", "PUT", "PROPFIND"};

    if (value.length == 0 || !memchr("PGHOpgho", *value.text, 8))
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(methods); i++)
        if (slice_is(value, methods[i]))
            return true;
    return false;
}

/* A host may stand before it. */
static bool is_path(struct slice value)
{
    return memchr(value.text, '/', value.length) && (slice_has(value, "/ews/") || slice_has(value, "/autodiscover/"));
}

/* "POST /EWS/Exchange.asmx HTTP/1.1" */
static bool is_request_line(struct slice value)
{
    const size_t blank = slice_find(value, " ");

    return blank < value.length && is_method(slice_until(value, blank)) && slice_from(value, blank + 1).length > 0 &&
           strchr("/h", slice_from(value, blank + 1).text[0]);
}

static void find_request(struct shape *shape, struct logged_request *request)
{
    for (size_t i = 0; i < shape->values.count && shape->line == SLICE_LIMIT; i++) {
        const struct slice value = shape_plain(shape, i);
        if (shape->path == SLICE_LIMIT && is_request_line(value)) {
            shape->line = shape->path = i;
            request_set_line(request, value);
        } else if (is_method(slice_bare(value)) && shape->method == SLICE_LIMIT) {
            shape->method = i;
            request_set(request, ROLE_METHOD, slice_bare(value));
        } else if (shape->path == SLICE_LIMIT && is_path(value)) {
            shape->path = i;
            request_set(request, ROLE_URL, value);
        }
    }
}

/* Bytes that end an agent. */
static const bool ends_agent[UCHAR_MAX + 1] = {
    [' '] = true, ['\t'] = true, ['\n'] = true, ['\v'] = true, ['\f'] = true, ['\r'] = true,
    ['"'] = true, [','] = true,  [';'] = true,  ['|'] = true,  ['}'] = true,  ['\0'] = true};

static struct slice agent_of(const char *line, size_t length)
{
    const struct slice whole = {line, length};
    const struct slice rest = slice_from(whole, request_agent_at(whole));
    size_t end = 0;

    while (end < rest.length && !ends_agent[(unsigned char)rest.text[end]])
        end++;
    return slice_until(rest, end);
}

/* A file's name and a line's number may stand before it, as grep writes them, and a name. */
static bool time_in(struct slice value, struct slice rest, bool utc, struct log_time *time)
{
    for (size_t at = 0; at < value.length && at < 200; at++)
        if ((at == 0 || strchr(":=[\"", value.text[at - 1])) &&
            log_time_read(time, (struct slice){"", 0}, slice_until(slice_from(rest, at), LOG_TIME_TEXT + 8), utc))
            return true;
    return false;
}

/* One that names its year, else the first. */
static bool find_time(struct shape *shape, const char *line, size_t length, bool utc, struct log_time *time)
{
    struct log_time first = {.known = false};

    for (size_t i = 0; i < shape->values.count && i < TIME_WORDS; i++) {
        const struct slice value = shape->values.items[i];
        const size_t at = (size_t)(value.text - line);
        if (!time_in(value, (struct slice){value.text, length - at}, utc, time))
            continue;
        shape->time = first.known ? shape->time : i;
        if (isdigit((unsigned char)*time->text)) {
            shape->time = i;
            return true;
        }
        first = first.known ? first : *time;
    }
    *time = first;
    return first.known;
}

/* What an error says has one of these in it. */
static bool is_telling(const char *text, size_t length)
{
    static const struct {
        const char *words;
        size_t rare; /* the byte of it that lines have least of */
    } signs[] = {{";reason=", 0}, {"ResponseStatusCode=", 18}, {"Exception", 1}, {"error_category", 5}};

    for (size_t i = 0; i < ARRAY_SIZE(signs); i++)
        if (slice_says((struct slice){text, length}, signs[i].words, signs[i].rare))
            return true;
    return false;
}

static void find_telling(const struct shape *shape, const char *line, size_t length, struct logged_request *request)
{
    for (size_t i = 0; is_telling(line, length) && i < shape->values.count; i++)
        if (is_telling(shape->values.items[i].text, shape->values.items[i].length))
            request_set(request, ROLE_TELLING, shape->values.items[i]);
}

/* Values that say what they are: "status=401". */
static void find_named(const struct shape *shape, struct logged_request *request)
{
    static const enum role roles[] = {ROLE_CLIENT, ROLE_FORWARDED, ROLE_MACHINE, ROLE_SERVER,
                                      ROLE_HOST,   ROLE_METHOD,    ROLE_URL};

    for (size_t i = 0; i < shape->values.count; i++) {
        const enum role role = shape_role(shape, i);
        for (size_t k = 0; role != ROLE_NONE && k < ARRAY_SIZE(roles); k++)
            if (role == roles[k])
                request_set(request, role, shape_named(shape, i));
    }
}

/* Are agent and path in the same quotation marks? These hold all of a message. */
static bool is_message(const char *line, size_t length, size_t mark)
{
    const char *const before = memrchr(line, '"', mark), *const behind = memchr(line + mark, '"', length - mark);
    const size_t from = before ? (size_t)(before - line) + 1 : 0, to = behind ? (size_t)(behind - line) : length;

    return from > 0 && to < length && !is_request_line((struct slice){line + from, to - from}) &&
           is_path((struct slice){line + from, to - from});
}

/* Where one of the services is named; the length: nowhere. */
static size_t path_at(struct slice line)
{
    static const char *const paths[] = {"/wssecurity", PATH_EWS, PATH_AUTODISCOVER_SOAP};
    size_t at = line.length;

    for (size_t i = 0; at == line.length && i < ARRAY_SIZE(paths); i++)
        at = slice_find(line, paths[i]);
    return at;
}

static void begin(struct shape *shape, const char *line, size_t length, struct slice agent)
{
    const struct slice whole = {line, length};
    const size_t mark = agent.length > 0 ? (size_t)(agent.text - line) : path_at(whole);

    /* the rest is written before it is read */
    shape->agent = shape->line = shape->method = shape->path = shape->timers = SLICE_LIMIT;
    shape->time = 0;
    shape->separator = separator_before(line, length, mark);
    if (shape->separator == ' ' && is_message(line, length, mark))
        slices_read_blanks(&shape->values, line, length);
    else if (shape->separator == ' ')
        slices_read_words(&shape->values, line, length);
    else
        slices_read(&shape->values, shape->separator, line, length);
    if (agent.length > 0)
        shape->agent = index_at(&shape->values, agent.text);
    shape_find_names(shape);
    shape_find_timers(shape);
}

/* Prose has paths and numbers, too. */
static bool is_log(const struct shape *shape, const struct logged_request *request)
{
    return shape->line < SLICE_LIMIT || shape->method < SLICE_LIMIT || shape->timers < SLICE_LIMIT ||
           shape->separator != ' ' || request->values[ROLE_METHOD].length > 0;
}

/* A day, a time and a method, each by itself. */
static bool is_w3c(const struct shape *shape)
{
    const struct slice day = slices_at(&shape->values, shape->time), clock = slices_at(&shape->values, shape->time + 1);

    return shape->separator == ' ' && shape->line == SLICE_LIMIT && shape->timers == SLICE_LIMIT &&
           shape->method < SLICE_LIMIT && is_method(shape->values.items[shape->method]) && slice_has(day, "-") &&
           clock.length >= 8 && clock.text[2] == ':';
}

/* Lines of http.sys have the protocol before the method, and no agent. */
static bool kernel_request(const char *line, size_t length, struct logged_request *request, struct log_time *time)
{
    struct shape shape;
    size_t method = 0;

    request_begin(request);
    begin(&shape, line, length, (struct slice){"", 0});
    while (method < shape.values.count && !is_method(shape.values.items[method]))
        method++;
    if (method < 3 || method + 3 >= shape.values.count || !slice_starts(shape.values.items[method - 1], "HTTP/") ||
        !is_path(shape.values.items[method + 1]) || !find_time(&shape, line, length, true, time))
        return false;
    request->kind = ITEM_HTTPERR;
    request->kernel = request->utc = true;
    request_set(request, ROLE_METHOD, shape.values.items[method]);
    request_set(request, ROLE_URL, shape.values.items[method + 1]);
    request_set(request, ROLE_CLIENT, slices_at(&shape.values, shape.time + 2));
    request_set(request, ROLE_SERVER, slices_at(&shape.values, shape.time + 4));
    for (size_t i = method + 2; i + 2 < shape.values.count && !request->status; i++) {
        request->status = slice_status(shape.values.items[i]);
        if (request->status)
            request_set(request, ROLE_REASON, shape.values.items[i + 2]);
    }
    return request->status > 0;
}

/* IIS writes no zone. */
static void set_utc(struct log_time *time)
{
    const size_t length = strlen(time->text);

    if (length + 1 < sizeof time->text && length < 25 && time->text[length - 1] != 'Z')
        memcpy(time->text + length, "Z", 2);
}

/* What was asked, by whom, and how it ended. */
static bool read_request(struct shape *shape, const char *line, size_t length, struct logged_request *request)
{
    const struct slice agent = agent_of(line, length);

    request_begin(request);
    request->kind = ITEM_ACCESS;
    if (agent.length == 0 && path_at((struct slice){line, length}) == length)
        return false;
    begin(shape, line, length, agent);
    if (shape->values.count < 3)
        return false;
    request_set(request, ROLE_AGENT, agent);
    find_named(shape, request);
    if (!shape_find_exchange(shape, request))
        find_request(shape, request);
    find_telling(shape, line, length, request);
    request_set_status(request, shape_status(shape));
    request->nameless = agent.length == 0 && shape_is_nameless(shape, line, length);
    return request->status && request->values[ROLE_URL].length > 0 && is_log(shape, request) &&
           (agent.length > 0 ? request_is_of_interest(request) : request_is_service(request));
}

/* When, and between whom. */
static bool read_parties(struct shape *shape, const char *line, size_t length, struct logged_request *request,
                         struct log_time *time)
{
    find_time(shape, line, length, false, time);
    request->utc = time->known && is_w3c(shape);
    if (request->utc) {
        request->kind = ITEM_IIS;
        set_utc(time);
        shape_find_iis(shape, request);
    }
    shape_find_parties(shape, request);
    return time->known || request->values[ROLE_CLIENT].length > 0;
}

bool shape_request(const char *line, size_t length, struct logged_request *request, struct log_time *time)
{
    struct shape shape;

    *time = (struct log_time){.known = false};
    return read_request(&shape, line, length, request) ? read_parties(&shape, line, length, request, time)
                                                       : kernel_request(line, length, request, time);
}

bool shape_request_failed(const char *line, size_t length, struct logged_request *request, struct log_time *time)
{
    struct shape shape;

    *time = (struct log_time){.known = false};
    if (!read_request(&shape, line, length, request))
        return kernel_request(line, length, request, time);
    return (request->status < 300 && request->telling_count == 0) || read_parties(&shape, line, length, request, time);
}

size_t shape_unclear(const char *line, size_t length, size_t *end)
{
    static const char version[] = "/EmailDomain//";
    const struct slice whole = {line, length}, agent = agent_of(line, length);
    struct logged_request request;
    struct shape shape;
    struct log_time time;

    if (agent.length == 0 || !slice_has(agent, version) || path_at(whole) == length)
        return length;
    begin(&shape, line, length, agent);
    request_begin(&request);
    find_request(&shape, &request);
    if (request.values[ROLE_METHOD].length == 0 && !find_time(&shape, line, length, false, &time))
        return length;
    *end = (size_t)(agent.text - line) + agent.length;
    return (size_t)(agent.text - line);
}

bool shape_is_request(const char *line, size_t length)
{
    static const char *const marks[] = {"POST /", "GET /", "HEAD /",    "OPTIONS /",
                                        ",POST,", ",GET,", "POST http", "\tPOST\t"};
    const struct slice whole = {line, length};
    struct shape shape;
    struct log_time time;

    begin(&shape, line, length, (struct slice){"", 0});
    for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
        if (slice_has(whole, marks[i]))
            return find_time(&shape, line, length, false, &time);
    return shape_exchange_log(&shape) != NULL;
}
