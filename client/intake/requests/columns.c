/* SPDX-License-Identifier: MIT */
/* Roles of columns by their names, and requests by the roles. */
#include "columns.h"

#include "base/cleanup.h"
#include "intake/common/item.h"
#include "vocabulary/exchange_names.h"

#include <ctype.h>
#include <string.h>

#define KNOWN_NAMES 3 /* make a line one of names */

static size_t count_of(const char *line, size_t length, char byte)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += line[i] == byte;
    return count;
}

static char separator_of(const char *line, size_t length)
{
    static const char separators[] = "\t;|,";

    for (size_t i = 0; separators[i]; i++)
        if (count_of(line, length, separators[i]) >= 2)
            return separators[i];
    return ' ';
}

static bool has(const struct log_columns *columns, enum role role)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->roles[i] == role)
            return true;
    return false;
}

/* The log is known by its columns. */
static const char *kind_of(const struct log_columns *columns, const struct slices *names)
{
    static const struct {
        const char *mark, *kind;
    } marks[] = {{"s-reason", ITEM_HTTPERR}, {"BackEndStatus", ITEM_HTTP_PROXY}, {"UrlStem", ITEM_HTTP_PROXY},
                 {"sc-status", ITEM_IIS},    {"cs-uri-stem", ITEM_IIS},          {"SoapAction", ITEM_LOG}};

    for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
        for (size_t k = 0; k < names->count; k++)
            if (slice_is(slice_trimmed(names->items[k]), marks[i].mark))
                return marks[i].kind;
    return columns->decide ? ITEM_ACCESS : ITEM_LOG;
}

void columns_read(struct log_columns *columns, const char *line, size_t length)
{
    struct slices names;

    columns->separator = separator_of(line, length);
    slices_read(&names, columns->separator, line, length);
    columns->count = names.count;
    for (size_t i = 0; i < names.count; i++)
        columns->roles[i] = role_of(names.items[i]);
    columns->kernel = has(columns, ROLE_REASON);
    columns->telling = has(columns, ROLE_TELLING);
    columns->decide =
        (has(columns, ROLE_STATUS) || has(columns, ROLE_BACKEND_STATUS)) &&
        (columns->kernel || has(columns, ROLE_AGENT) || has(columns, ROLE_URL) || has(columns, ROLE_REQUEST));
    columns->services = has(columns, ROLE_ACTION) && !has(columns, ROLE_URL);
    columns->kind = kind_of(columns, &names);
    columns->nameless = columns->decide && has(columns, ROLE_URL) && !has(columns, ROLE_AGENT);
    columns->utc = strcmp(columns->kind, ITEM_IIS) == 0 || columns->kernel;
}

void columns_read_date(struct log_columns *columns, const char *line, size_t length)
{
    const struct slice date = slice_until(slice_trimmed((struct slice){line, length}), 10);

    columns->date[0] = '\0';
    if (date.length == 10) {
        memcpy(columns->date, date.text, date.length);
        columns->date[date.length] = '\0';
    }
}

bool columns_are_named(const char *line, size_t length)
{
    struct log_columns columns = {.count = 0};
    size_t known = 0;

    if (length == 0 || isdigit((unsigned char)*line) || !slice_has((struct slice){line, length}, "status"))
        return false;
    columns_read(&columns, line, length);
    for (size_t i = 0; i < columns.count; i++)
        known += columns.roles[i] != ROLE_NONE;
    /* "The request failed with HTTP status 401" has words that are names of columns elsewhere. */
    return columns.decide && known >= KNOWN_NAMES && (columns.separator != ' ' || 4 * known >= 3 * columns.count);
}

/* TMG and ISA Server write the number of what went wrong, such as 12202 or 10060. */
static long device_number(struct slice value)
{
    const long number = value.length <= 5 && slice_is_number(value) ? slice_number(value) : 0;

    return number >= 600 ? number : 0;
}

int columns_status(const struct logged_request *request)
{
    static const char said[] = "ResponseStatusCode=";
    int status = slice_status(request->values[ROLE_STATUS]);

    if (!status)
        status = (int)device_number(request->values[ROLE_STATUS]);
    if (!status)
        status = slice_status(request->values[ROLE_BACKEND_STATUS]);
    for (size_t i = 0; !status && i < request->telling_count; i++) {
        const struct slice words = request->telling[i];
        const size_t at = slice_find(words, said);
        if (at < words.length)
            status = slice_status(slice_until(slice_from(words, at + strlen(said)), 3));
    }
    return status;
}

static void set(struct logged_request *request, enum role role, struct slice value)
{
    if (role == ROLE_REQUEST)
        request_set_line(request, value);
    else if (role != ROLE_NONE)
        request_set(request, role, value);
}

/* A number, or "-": anything else belongs to another column. */
static bool is_status(struct slice value)
{
    return value.length == 0 || slice_is(value, "-") || slice_is_number(value);
}

/* The logs of the services name no path: Autodiscover's has its name in what was asked for, or its agent asks. */
static struct slice service_asked(const struct logged_request *request)
{
    const char *const path = request_service_path(request);
    const bool discovers = path ? slice_has((struct slice){path, strlen(path)}, "autodiscover")
                                : slice_has(request->values[ROLE_ACTION], "autodiscover");
    const char *const asked = discovers ? PATH_AUTODISCOVER_SOAP : PATH_EWS;

    return (struct slice){asked, strlen(asked)};
}

bool columns_request(const struct log_columns *columns, const char *line, size_t length, struct logged_request *request)
{
    struct slices values;

    request_begin(request);
    request->kind = columns->kind;
    request->kernel = columns->kernel;
    request->utc = columns->utc;
    slices_read(&values, columns->separator, line, length);
    for (size_t i = 0; i < values.count && i < columns->count; i++) {
        if (columns->separator == '|') /* of a table that is drawn */
            values.items[i] = slice_trimmed(values.items[i]);
        if (columns->roles[i] == ROLE_STATUS && !is_status(values.items[i]))
            return false;
        set(request, columns->roles[i], values.items[i]);
    }
    if (columns->services)
        request_set(request, ROLE_URL, service_asked(request));
    request->nameless = request->values[ROLE_AGENT].length == 0;
    request_set_status(request, columns_status(request));
    return values.count == columns->count || request_is_service(request);
}

bool columns_time(const struct log_columns *columns, const struct logged_request *request, struct log_time *time)
{
    const struct slice date = request->values[ROLE_DATE], day = {columns->date, strlen(columns->date)};
    const struct slice clock = request->values[ROLE_TIME];

    return log_time_read(time, date, clock, request->utc) ||
           (date.length == 0 && log_time_read(time, day, clock, request->utc));
}
