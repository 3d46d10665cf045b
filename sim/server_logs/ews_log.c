/* SPDX-License-Identifier: MIT */
/* Exchange's logs of the services behind the front end: what was asked, and which error was answered. UTC. */
#include "exchange_log.h"
#include "log_columns.h"
#include "log_entry.h"
#include "log_kind.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <string.h>

static bool has_ews(const json_t *entry)
{
    return log_entry_reached_back_end(entry) && log_entry_is_ews(entry);
}

static bool has_autodiscover(const json_t *entry)
{
    return log_entry_reached_back_end(entry) && !log_entry_is_ews(entry);
}

static char *path(const json_t *entry, const char *service)
{
    CLEANUP(cleanup_string) char *folder = log_entry_folder(entry);
    CLEANUP(cleanup_string) char *hour = log_entry_stamp(entry, 0, 10);

    return text_format("%s/Logging/%s/%s_%s-1.LOG", folder, service, service, hour);
}

static char *ews_path(const json_t *entry)
{
    return path(entry, "Ews");
}

static char *autodiscover_path(const json_t *entry)
{
    return path(entry, "Autodiscover");
}

/* "ErrorAccessDenied" of "a:ErrorAccessDenied: The ..." */
static void write_code(FILE *output, const json_t *entry)
{
    const char *const error = log_entry_text(entry, "error"), *const end = strstr(error, ": ");

    fprintf(output, "%.*s", end ? (int)(end - error) : 0, error);
}

static void write_errors(FILE *output, const json_t *entry)
{
    const char *const error = log_entry_text(entry, "error");

    if (*error)
        fprintf(output, "Exception=%s;", error);
}

/* The columns whose meaning is public, in their order; a real log has more behind them. */
static const struct log_column items[] = {
    {"DateTime", .member = "time"},
    {"RequestId", .member = "request_id"},
    {"MajorVersion", .write = exchange_log_major},
    {"MinorVersion", .write = exchange_log_minor},
    {"BuildVersion", .write = exchange_log_build},
    {"RevisionVersion", .write = exchange_log_revision},
    {.name = "Ring"},
    {.name = "ClientRequestId"},
    {"AuthenticationType", .write = exchange_log_authentication},
    {"IsAuthenticated", .write = exchange_log_is_authenticated},
    {.name = "AuthenticatedUser"},
    {.name = "Organization"},
    {"UserAgent", .member = "user_agent"},
    {.name = "VersionInfo"},
    {"ClientIpAddress", .write = log_write_client_address},
    {"ServerHostName", .member = "server"},
    {"FrontEndServer", .member = "server"},
    {"SoapAction", .member = "operation"},
    {"HttpStatus", .member = "status"},
    {"RequestSize", .member = "request_bytes"},
    {"ResponseSize", .member = "response_bytes"},
    {"ErrorCode", .write = write_code},
    {.name = "ImpersonatedUser"},
    {.name = "ProxyAsUser"},
    {.name = "ActAsUser"},
    {.name = "Cookie"},
    {.name = "CorrelationGuid"},
    {.name = "PrimaryOrProxyServer"},
    {.name = "TaskType"},
    {.name = "AuthenticationErrors"},
    {"GenericErrors", .write = write_errors},
};

static const struct log_layout columns = {LOG_COLUMNS(items), ',', "", log_value_csv};

static void write_ews_head(FILE *output, const json_t *entry)
{
    exchange_log_head(output, entry, "EWS Logs", &columns);
}

static void write_autodiscover_head(FILE *output, const json_t *entry)
{
    exchange_log_head(output, entry, "Autodiscover Logs", &columns);
}

static void write_line(FILE *output, const json_t *entry)
{
    log_columns_line(&columns, output, entry);
}

const struct log_kind log_ews = {has_ews, ews_path, write_ews_head, .write_line = write_line};
const struct log_kind log_autodiscover = {has_autodiscover, autodiscover_path, write_autodiscover_head,
                                          .write_line = write_line};
