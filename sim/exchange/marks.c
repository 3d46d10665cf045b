/* SPDX-License-Identifier: MIT */
/* The headers by which one tells who made an answer: Exchange in the cloud, Exchange on premises, IIS alone, Domino. */
#include "authentication.h"
#include "cleanup.h"
#include "exchange_names.h"
#include "server.h"
#include "text.h"

#include <string.h>

/* A server's name as the header writes it; the caller frees it. */
static char *internal_front_end(const struct exchange_call *call, int status)
{
    (void)status;
    return text_format("%s.internal.outlook.com", server_front_end(call));
}

static char *back_end(const struct exchange_call *call, int status)
{
    const struct object *domain = snapshot_next(call->snapshot, call->scope, "AcceptedDomain", NULL);

    (void)status;
    return text_format("%s.%s", server_name(call),
                       server_is_cloud(call) ? "eurprd02.prod.outlook.com"
                       : domain              ? object_text(domain, "DomainName")
                                             : "local");
}

static char *front_end_path(const struct exchange_call *call, int status)
{
    (void)status;
    return text_format("%s.EURPRD02.PROD.OUTLOOK.COM", server_front_end(call));
}

static char *status_text(const struct exchange_call *call, int status)
{
    return server_is_cloud(call) ? text_format("%d,%d", status, status) : text_format("%d", status);
}

static char *server(const struct exchange_call *call, int status)
{
    (void)status;
    return text_copy(server_name(call));
}

static char *front_end(const struct exchange_call *call, int status)
{
    (void)status;
    return text_copy(server_front_end(call));
}

static const struct mark {
    const char *name;
    bool cloud, on_premises;
    char *(*value)(const struct exchange_call *call, int status);
} marks[] = {
    {"X-CalculatedFETarget", true, false, internal_front_end},
    {"X-CalculatedBETarget", true, true, back_end},
    {"X-BackEndHttpStatus", true, true, status_text},
    {"X-FEProxyInfo", true, false, front_end_path},
    {"X-DiagInfo", true, true, server},
    {"X-BEServer", true, true, server},
    {HEADER_FE_SERVER, true, true, front_end},
};

static void mark_request(const struct exchange_call *call, struct answer *answer)
{
    const struct headers *headers = &call->request->headers;
    const char *id = headers_get(headers, "client-request-id");
    char guid[37];

    exchange_guid(call->exchange, guid);
    headers_set(&answer->headers, HEADER_REQUEST_ID, guid);
    if (id && strlen(id) < 200 && text_equal(headers_get(headers, "return-client-request-id"), "true"))
        headers_set(&answer->headers, "client-request-id", id);
}

void exchange_mark(const struct exchange_call *call, struct answer *answer)
{
    const bool cloud = server_is_cloud(call);

    exchange_mark_iis(call, answer);
    if (!server_is_exchange(call) || headers_get(&answer->headers, HEADER_REQUEST_ID))
        return;
    mark_request(call, answer);
    for (size_t i = 0; i < ARRAY_SIZE(marks); i++) {
        CLEANUP(cleanup_string) char *value = marks[i].value(call, answer->status);
        if (cloud ? marks[i].cloud : marks[i].on_premises)
            headers_set(&answer->headers, marks[i].name, value);
    }
}

void exchange_mark_iis(const struct exchange_call *call, struct answer *answer)
{
    if (text_equal(call->scope, "domino")) {
        headers_set(&answer->headers, "Server", "Lotus-Domino");
        return;
    }
    headers_set(&answer->headers, "Server", "Microsoft-IIS/10.0");
    headers_set(&answer->headers, "X-Powered-By", "ASP.NET");
}
