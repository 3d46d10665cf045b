/* SPDX-License-Identifier: MIT */
/* Exchange's HttpProxy log of the front end: where it sent a request, and what came back. UTC. */
#include "exchange_log.h"
#include "log_columns.h"
#include "log_entry.h"
#include "log_kind.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <string.h>

enum { FAILED = 400 };

static bool has(const json_t *entry)
{
    return log_entry_reached_iis(entry) && log_entry_is(entry, "answered_by", "Exchange");
}

static const char *protocol_of(const json_t *entry)
{
    return log_entry_is_ews(entry) ? "Ews" : "Autodiscover";
}

static char *path(const json_t *entry)
{
    CLEANUP(cleanup_string) char *folder = log_entry_folder(entry);
    CLEANUP(cleanup_string) char *hour = log_entry_stamp(entry, 0, 10);

    return text_format("%s/Logging/HttpProxy/%s/HttpProxy_%s-1.LOG", folder, protocol_of(entry), hour);
}

static void write_protocol(FILE *output, const json_t *entry)
{
    fputs(protocol_of(entry), output);
}

static void write_host(FILE *output, const json_t *entry)
{
    const char *const host = log_entry_text(entry, "host");

    fprintf(output, "%.*s", (int)strcspn(host, ":"), host);
}

static void write_back_end(FILE *output, const json_t *entry, const char *member)
{
    if (!log_entry_reached_back_end(entry))
        return;
    if (json_is_integer(json_object_get(entry, member)))
        fprintf(output, "%d", log_entry_status(entry));
    else
        fputs(log_entry_text(entry, member), output);
}

static void write_back_end_status(FILE *output, const json_t *entry)
{
    write_back_end(output, entry, "status");
}

static void write_target(FILE *output, const json_t *entry)
{
    write_back_end(output, entry, "server");
}

static void write_target_version(FILE *output, const json_t *entry)
{
    if (log_entry_reached_back_end(entry))
        log_write_version(output, entry);
}

static void write_action(FILE *output, const json_t *entry)
{
    fputs(log_entry_reached_back_end(entry) ? "Proxy" : "", output);
}

static void write_correlation(FILE *output, const json_t *entry)
{
    fprintf(output, "BeginRequest=%s;CorrelationID=<empty>;ProxyState-Run=None;EndRequest=%s;",
            log_entry_text(entry, "time"), log_entry_text(entry, "time"));
}

/* Of a refusal by the front end its own diagnostics; of one that came from behind what .NET says of it. */
static void write_errors(FILE *output, const json_t *entry)
{
    const int status = log_entry_status(entry);

    if (status < FAILED)
        return;
    if (*log_entry_text(entry, "detail"))
        fprintf(output, "OAuthError=%s;", log_entry_text(entry, "detail"));
    if (log_entry_reached_back_end(entry))
        fprintf(output,
                "WebExceptionStatus=ProtocolError;ResponseStatusCode=%d;WebException=System.Net.WebException: The "
                "remote server returned an error: (%d).;",
                status, status);
}

/* 74 fields, as builds since 15.1.2375 write them. */
static const struct log_column items[] = {
    {"DateTime", .member = "time"},
    {"RequestId", .member = "request_id"},
    {"MajorVersion", .write = exchange_log_major},
    {"MinorVersion", .write = exchange_log_minor},
    {"BuildVersion", .write = exchange_log_build},
    {"RevisionVersion", .write = exchange_log_revision},
    {.name = "ClientRequestId"},
    {"Protocol", .write = write_protocol},
    {"UrlHost", .write = write_host},
    {"UrlStem", .member = "path"},
    {.name = "ProtocolAction"},
    {"AuthenticationType", .write = exchange_log_authentication},
    {"IsAuthenticated", .write = exchange_log_is_authenticated},
    {.name = "AuthenticatedUser"},
    {.name = "Organization"},
    {.name = "AnchorMailbox"},
    {"UserAgent", .member = "user_agent"},
    {"ClientIpAddress", .write = log_write_client_address},
    {"ServerHostName", .member = "server"},
    {"HttpStatus", .member = "status"},
    {"BackEndStatus", .write = write_back_end_status},
    {.name = "ErrorCode"},
    {"Method", .member = "method"},
    {"ProxyAction", .write = write_action},
    {"TargetServer", .write = write_target},
    {"TargetServerVersion", .write = write_target_version},
    {.name = "RoutingType"},
    {.name = "RoutingHint"},
    {.name = "BackEndCookie"},
    {.name = "ServerLocatorHost"},
    {.name = "ServerLocatorLatency"},
    {"RequestBytes", .member = "request_bytes"},
    {"ResponseBytes", .member = "response_bytes"},
    {.name = "TargetOutstandingRequests"},
    {.name = "AuthModulePerfContext"},
    {.name = "HttpPipelineLatency"},
    {.name = "CalculateTargetBackEndLatency"},
    {.name = "GlsLatencyBreakup"},
    {.name = "TotalGlsLatency"},
    {.name = "AccountForestLatencyBreakup"},
    {.name = "TotalAccountForestLatency"},
    {.name = "ResourceForestLatencyBreakup"},
    {.name = "TotalResourceForestLatency"},
    {.name = "ADLatency"},
    {.name = "SharedCacheLatencyBreakup"},
    {.name = "TotalSharedCacheLatency"},
    {"ActivityContextLifeTime", .write = log_write_milliseconds},
    {.name = "ModuleToHandlerSwitchingLatency"},
    {.name = "ClientReqStreamLatency"},
    {.name = "BackendReqInitLatency"},
    {.name = "BackendReqStreamLatency"},
    {.name = "BackendProcessingLatency"},
    {.name = "BackendRespInitLatency"},
    {.name = "BackendRespStreamLatency"},
    {.name = "ClientRespStreamLatency"},
    {.name = "KerberosAuthHeaderLatency"},
    {.name = "HandlerCompletionLatency"},
    {.name = "RequestHandlerLatency"},
    {.name = "HandlerToModuleSwitchingLatency"},
    {.name = "ProxyTime"},
    {.name = "CoreLatency"},
    {.name = "RoutingLatency"},
    {.name = "HttpProxyOverhead"},
    {"TotalRequestTime", .write = log_write_milliseconds},
    {.name = "RouteRefresherLatency"},
    {"UrlQuery", .member = "query"},
    {.name = "BackEndGenericInfo"},
    {"GenericInfo", .write = write_correlation},
    {"GenericErrors", .write = write_errors},
    {.name = "EdgeTraceId"},
    {.name = "DatabaseGuid"},
    {.name = "UserADObjectGuid"},
    {.name = "PartitionEndpointLookupLatency"},
    {"RoutingStatus", .constant = "CafeV1"},
};

static const struct log_layout columns = {LOG_COLUMNS(items), ',', "", log_value_csv};

static void write_head(FILE *output, const json_t *entry)
{
    exchange_log_head(output, entry, "HttpProxy Logs", &columns);
}

static void write_line(FILE *output, const json_t *entry)
{
    log_columns_line(&columns, output, entry);
}

const struct log_kind log_http_proxy = {has, path, write_head, .write_line = write_line};
