/* SPDX-License-Identifier: MIT */
/* The headers by which one tells who made an answer: Exchange in the cloud, Exchange on premises, IIS alone, Domino. */
#include "marks.h"

#include "base/cleanup.h"
#include "base/guid.h"
#include "base/text.h"
#include "call.h"
#include "exchange_state.h"
#include "server.h"
#include "vocabulary/exchange_names.h"
#include "vocabulary/places.h"

#include <stdio.h>
#include <string.h>

/* What the values are made of. */
struct maker {
    const char *server, *front_end, *domain;
    bool cloud;
    int status;
};

enum { VALUE_SIZE = 1024 };

static const char *write_internal_front_end(const struct maker *maker, char value[VALUE_SIZE])
{
    snprintf(value, VALUE_SIZE, "%s.internal.outlook.com", maker->front_end);
    return value;
}

static const char *write_back_end(const struct maker *maker, char value[VALUE_SIZE])
{
    snprintf(value, VALUE_SIZE, "%s.%s", maker->server, maker->domain);
    return value;
}

static const char *write_front_end_path(const struct maker *maker, char value[VALUE_SIZE])
{
    snprintf(value, VALUE_SIZE, "%s.EURPRD02.PROD.OUTLOOK.COM", maker->front_end);
    return value;
}

static const char *write_status(const struct maker *maker, char value[VALUE_SIZE])
{
    snprintf(value, VALUE_SIZE, maker->cloud ? "%d,%d" : "%d", maker->status, maker->status);
    return value;
}

static const char *write_server(const struct maker *maker, char value[VALUE_SIZE])
{
    (void)value;
    return maker->server;
}

static const char *write_front_end(const struct maker *maker, char value[VALUE_SIZE])
{
    (void)value;
    return maker->front_end;
}

static const struct answer_mark {
    const char *name;
    bool cloud, on_premises;
    const char *(*write)(const struct maker *maker, char value[VALUE_SIZE]); /* there, or borrowed */
} marks[] = {
    {"X-CalculatedFETarget", true, false, write_internal_front_end},
    {"X-CalculatedBETarget", true, true, write_back_end},
    {"X-BackEndHttpStatus", true, true, write_status},
    {"X-FEProxyInfo", true, false, write_front_end_path},
    {"X-DiagInfo", true, true, write_server},
    {"X-BEServer", true, true, write_server},
    {HEADER_FE_SERVER, true, true, write_front_end},
};

static struct maker maker_of(const struct exchange_call *call, int status)
{
    const bool cloud = server_is_cloud(call);

    return (struct maker){.server = server_name(call),
                          .front_end = server_front_end(call),
                          .domain = server_domain(call),
                          .cloud = cloud,
                          .status = status};
}

static void mark_request(const struct exchange_call *call, struct answer *answer)
{
    const struct headers *headers = &call->request->headers;
    const char *id = headers_get(headers, "client-request-id");
    char guid[GUID_SIZE];

    exchange_guid(call->exchange, guid);
    headers_set(&answer->headers, HEADER_REQUEST_ID, guid);
    if (id && strlen(id) < 200 && text_equal(headers_get(headers, "return-client-request-id"), "true"))
        headers_set(&answer->headers, "client-request-id", id);
}

static void mark_servers(const struct exchange_call *call, struct answer *answer)
{
    const struct maker maker = maker_of(call, answer->status);
    char value[VALUE_SIZE];

    for (size_t i = 0; i < ARRAY_SIZE(marks); i++) {
        if (!(maker.cloud ? marks[i].cloud : marks[i].on_premises))
            continue;
        headers_set(&answer->headers, marks[i].name, marks[i].write(&maker, value));
    }
}

void exchange_mark(const struct exchange_call *call, struct answer *answer)
{
    exchange_mark_iis(call, answer);
    if (!server_is_exchange(call) || headers_get(&answer->headers, HEADER_REQUEST_ID))
        return;
    mark_request(call, answer);
    mark_servers(call, answer);
}

void exchange_mark_iis(const struct exchange_call *call, struct answer *answer)
{
    if (text_equal(call->scope, SCOPE_DOMINO)) {
        headers_set(&answer->headers, "Server", "Lotus-Domino");
        return;
    }
    headers_set(&answer->headers, "Server", "Microsoft-IIS/10.0");
    headers_set(&answer->headers, "X-Powered-By", "ASP.NET");
}
