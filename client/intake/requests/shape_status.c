/* SPDX-License-Identifier: MIT */
/* Rules in the order of how sure they are; the first that finds a status decides. */
#include "shape_status.h"

#include "base/cleanup.h"
#include "intake/common/item.h"

#include <ctype.h>

static size_t name_length(struct slice value)
{
    size_t length = 0;

    while (length < value.length && (isalnum((unsigned char)value.text[length]) || value.text[length] == '_' ||
                                     value.text[length] == '-' || value.text[length] == '.'))
        length++;
    return length > 0 && length < value.length && (value.text[length] == '=' || value.text[length] == ':') ? length : 0;
}

void shape_find_names(struct shape *shape)
{
    for (size_t i = 0; i < shape->values.count; i++)
        shape->names[i] = name_length(shape->values.items[i]);
}

enum role shape_role(const struct shape *shape, size_t index)
{
    const struct slice value = shape->values.items[index];
    const size_t length = shape->names[index];

    return length > 0 ? role_of(slice_until(value, length)) : ROLE_NONE;
}

struct slice shape_plain(const struct shape *shape, size_t index)
{
    const struct slice value = shape->values.items[index];
    const size_t length = shape->names[index];
    struct slice plain = value;

    if (length > 0 && value.text[length] == '=')
        plain = slice_trimmed(slice_from(value, length + 1));
    while (plain.length > 0 && (plain.text[plain.length - 1] == ',' || plain.text[plain.length - 1] == ';'))
        plain.length--;
    return slice_trimmed(plain);
}

struct slice shape_named(const struct shape *shape, size_t index)
{
    const struct slice value = shape->values.items[index], rest = slice_from(value, shape->names[index] + 1);

    if (rest.length == 0 && index + 1 < shape->values.count)
        return shape_plain(shape, index + 1);
    return rest.length > 0 && value.text[shape->names[index]] == ':' ? slice_trimmed(rest) : shape_plain(shape, index);
}

/* The fields of HttpProxy and EWS logs, as their #Fields lines name them. */
const struct exchange_log *shape_exchange_log(const struct shape *shape)
{
    static const struct exchange_log logs[] = {
        {ITEM_HTTP_PROXY, 60, 16, 17, 18, 19, 20, 22, 9},
        {ITEM_LOG, 40, 12, 14, 15, 18, 18, SLICE_LIMIT, 0},
    };
    const bool numbered = slice_is_number(slices_at(&shape->values, 2)) &&
                          slice_is_number(slices_at(&shape->values, 3)) &&
                          slice_is_number(slices_at(&shape->values, 4));

    for (size_t i = 0; shape->separator == ',' && numbered && i < ARRAY_SIZE(logs); i++)
        if (shape->values.count >= logs[i].least && (shape->agent == logs[i].agent || shape->agent == SLICE_LIMIT))
            return &logs[i];
    return NULL;
}

/* Three to five numbers with slashes between them; -1 stands for what did not happen. */
static bool is_timers(struct slice value)
{
    size_t slashes = 0, digits = 0;

    for (size_t i = 0; i < value.length; i++) {
        slashes += value.text[i] == '/';
        digits += isdigit((unsigned char)value.text[i]) != 0;
        if (!isdigit((unsigned char)value.text[i]) &&
            !(value.text[i] == '/' || value.text[i] == '-' || value.text[i] == '+'))
            return false;
    }
    return slashes >= 2 && slashes <= 5 && digits > slashes - 1;
}

void shape_find_timers(struct shape *shape)
{
    for (size_t i = 1; i + 1 < shape->values.count && shape->separator == ' '; i++)
        if (is_timers(shape->values.items[i]) && slice_has(shape->values.items[i - 1], "/")) {
            shape->timers = i;
            return;
        }
}

/* Most values need not be laid bare to see that they begin with no digit. */
static bool may_be_number(const struct shape *shape, size_t index)
{
    const struct slice value = shape->values.items[index];
    const unsigned char first = value.length > 0 ? (unsigned char)*value.text : 0;

    return shape->names[index] > 0 || isdigit(first) || isspace(first) || first == '"' || first == '[';
}

static int status_at(const struct shape *shape, size_t index)
{
    return index < shape->values.count && may_be_number(shape, index)
               ? slice_status(slice_bare(shape_plain(shape, index)))
               : 0;
}

static int by_name(const struct shape *shape, enum role role)
{
    int status = 0;

    for (size_t i = 0; !status && i < shape->values.count; i++)
        if (shape_role(shape, i) == role)
            status = slice_status(shape_named(shape, i));
    return status;
}

static int by_status_name(const struct shape *shape)
{
    return by_name(shape, ROLE_STATUS);
}

static int by_backend_name(const struct shape *shape)
{
    return by_name(shape, ROLE_BACKEND_STATUS);
}

static int by_exchange_column(const struct shape *shape)
{
    const struct exchange_log *const log = shape_exchange_log(shape);
    const int status = log ? status_at(shape, log->status) : 0;

    return log && !status ? status_at(shape, log->backend) : status;
}

static int by_timers(const struct shape *shape)
{
    return shape->timers < SLICE_LIMIT ? status_at(shape, shape->timers + 1) : 0;
}

/* "/200" */
static bool ends_in_status(struct slice value)
{
    return value.length > 4 && value.text[value.length - 4] == '/';
}

/* "TCP_MISS/200" of Squid */
static int by_result(const struct shape *shape)
{
    for (size_t i = 0; i < shape->values.count; i++) {
        const struct slice value = shape->values.items[i];
        const size_t slash = ends_in_status(value) ? slice_find(value, "/") : 0;
        if (slash > 3 && slash < value.length && slice_has(slice_until(value, slash), "_") &&
            slice_status(slice_from(value, slash + 1)))
            return slice_status(slice_from(value, slash + 1));
    }
    return 0;
}

static int behind_line(const struct shape *shape)
{
    return shape->line < SLICE_LIMIT ? status_at(shape, shape->line + 1) : 0;
}

static bool is_version(struct slice value)
{
    return slice_starts(value, "HTTP/") && value.length <= 9;
}

static int behind_version(const struct shape *shape)
{
    for (size_t i = 0; i < shape->values.count; i++)
        if (is_version(shape->values.items[i]) && status_at(shape, i + 1))
            return status_at(shape, i + 1);
    return 0;
}

/* A port looks like a status. */
static bool is_port(struct slice value)
{
    return slice_is(value, "443") || slice_is(value, "444");
}

static int likely_status_at(const struct shape *shape, size_t index)
{
    return index < shape->values.count && !is_port(shape->values.items[index]) ? status_at(shape, index) : 0;
}

/* Status, sub-status and status of Windows stand together in IIS logs. */
static int by_triple(const struct shape *shape)
{
    for (size_t i = 0; i + 2 < shape->values.count; i++)
        if (likely_status_at(shape, i) && slice_is_number(shape->values.items[i + 1]) &&
            shape->values.items[i + 1].length <= 3 && slice_is_number(shape->values.items[i + 2]))
            return status_at(shape, i);
    return 0;
}

static int behind_path(const struct shape *shape)
{
    return shape->path < SLICE_LIMIT ? likely_status_at(shape, shape->path + 1) : 0;
}

static int first_from(const struct shape *shape, size_t from)
{
    for (size_t i = from; i < shape->values.count; i++)
        if (likely_status_at(shape, i))
            return status_at(shape, i);
    return 0;
}

static int behind_agent(const struct shape *shape)
{
    return shape->agent < SLICE_LIMIT ? first_from(shape, shape->agent + 1) : 0;
}

static int before_method(const struct shape *shape)
{
    const size_t method = shape->method < SLICE_LIMIT ? shape->method : shape->line;

    return method < SLICE_LIMIT && method > 0 ? likely_status_at(shape, method - 1) : 0;
}

/* Load balancers of AWS: scheme, time, name, client, server, three times, status. */
static int by_balancer(const struct shape *shape)
{
    static const char *const schemes[] = {"http", "https", "h2", "grpcs", "ws", "wss"};

    for (size_t i = 0; shape->line > 9 && i < ARRAY_SIZE(schemes); i++)
        if (slice_is(slices_at(&shape->values, 0), schemes[i]) && slice_has(slices_at(&shape->values, 1), "T"))
            return status_at(shape, 8);
    return 0;
}

/* TMG writes tabs, and what it refuses by a rule is no HTTP status. */
static int by_denial(const struct shape *shape)
{
    for (size_t i = 0; shape->separator == '\t' && i < shape->values.count; i++)
        if (slice_is(shape->values.items[i], "12202"))
            return 12202;
    return 0;
}

/* Where nothing else tells it from bytes and times, only a number that stands alone. */
static int only(const struct shape *shape)
{
    const int status = first_from(shape, 0);

    for (size_t i = 0; i < shape->values.count; i++)
        if (likely_status_at(shape, i) && status_at(shape, i) != status)
            return 0;
    return status;
}

int shape_status(const struct shape *shape)
{
    static int (*const rules[])(const struct shape *) = {
        by_exchange_column, by_denial, by_balancer, by_status_name, by_timers,    by_result,       behind_line,
        behind_version,     by_triple, behind_path, before_method,  behind_agent, by_backend_name, only};
    int status = 0;

    for (size_t i = 0; !status && i < ARRAY_SIZE(rules); i++)
        status = rules[i](shape);
    return status;
}
