/* SPDX-License-Identifier: MIT */
/* Addresses and names of a line: whose they are is said by where they stand. */
#include "shape_parties.h"

#include <ctype.h>
#include <string.h>

/* An address, without brackets and port; empty: it is none. */
static struct slice address_of(struct slice value)
{
    size_t dots = 0, colons = 0, at = 0, port = 0;

    value = slice_bare(value);
    for (; at < value.length && (isxdigit((unsigned char)value.text[at]) || strchr(".:%", value.text[at])); at++) {
        dots += value.text[at] == '.';
        colons += value.text[at] == ':';
        port = value.text[at] == ':' ? at : port;
    }
    if (at < value.length || (dots != 3 && colons != 7 && !slice_has(value, "::"))) /* no clock */
        return (struct slice){"", 0};
    return dots == 3 && colons == 1 ? slice_until(value, port) : value;
}

/* Without its port. */
static struct slice name_of(struct slice value)
{
    return slice_until(value, slice_find(value, ":"));
}

static bool is_name(struct slice value)
{
    return value.length > 1 && isalpha((unsigned char)*value.text) && !slice_is(value, "HTTP") &&
           !slice_has(value, "=") && !slice_has(value, " ") && !slice_has(value, "[") && !slice_has(value, "/");
}

void shape_find_iis(const struct shape *shape, struct logged_request *request)
{
    for (size_t i = shape->time + 1; i < shape->values.count; i++) {
        const struct slice value = shape->values.items[i], address = address_of(value);
        const bool before = i < shape->path;
        if (address.length > 0)
            request_set(request, before && shape->path < SLICE_LIMIT ? ROLE_SERVER : ROLE_CLIENT, address);
        else if (before && i < shape->method && is_name(value) && !slice_starts(value, "W3SVC"))
            request_set(request, ROLE_MACHINE, value);
    }
    if (request->values[ROLE_CLIENT].length == 0)
        request_set(request, ROLE_CLIENT, request->values[ROLE_SERVER]);
}

void shape_find_parties(const struct shape *shape, struct logged_request *request)
{
    for (size_t i = 0; i < shape->values.count && request->values[ROLE_CLIENT].length == 0; i++)
        request_set(request, ROLE_CLIENT, address_of(shape_plain(shape, i)));
    if (shape->timers < SLICE_LIMIT && shape->timers > 0) {
        const struct slice behind = shape->values.items[shape->timers - 1];
        const size_t slash = slice_find(behind, "/");
        if (slash + 1 < behind.length && behind.text[slash + 1] != '<')
            request_set(request, ROLE_MACHINE, slice_from(behind, slash + 1));
    }
    if (is_name(name_of(shape->values.items[0])) && slice_has(shape->values.items[0], "."))
        request_set(request, ROLE_HOST, name_of(shape->values.items[0]));
}

bool shape_find_exchange(const struct shape *shape, struct logged_request *request)
{
    const struct exchange_log *const log = shape_exchange_log(shape);

    if (!log)
        return false;
    request->kind = log->kind;
    request_set(request, ROLE_CLIENT, slices_at(&shape->values, log->client));
    request_set(request, ROLE_MACHINE, slices_at(&shape->values, log->machine));
    request_set(request, ROLE_METHOD, slices_at(&shape->values, log->method));
    request_set(request, ROLE_URL,
                log->url ? slices_at(&shape->values, log->url) : (struct slice){"/EWS/Exchange.asmx", 18});
    return true;
}
