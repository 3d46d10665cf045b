/* SPDX-License-Identifier: MIT */
/* http.sys: what it answered itself, before any web server saw the request. UTC. */
#include "log_columns.h"
#include "log_entry.h"
#include "log_kind.h"

#include "base/cleanup.h"
#include "base/text.h"

static bool has(const json_t *entry)
{
    return log_entry_is_request(entry) && log_entry_is(entry, "answered_by", "http.sys");
}

static char *path(const json_t *entry)
{
    CLEANUP(cleanup_string) char *folder = log_entry_folder(entry);

    return text_format("%s/Windows/System32/LogFiles/HTTPERR/httperr1.log", folder);
}

static void write_pool(FILE *output, const json_t *entry)
{
    fputs(log_entry_is_ews(entry) ? "MSExchangeServicesAppPool" : "MSExchangeAutodiscoverAppPool", output);
}

/* Source: the fields that Microsoft documents for HTTP API 2.0, in their order. */
static const struct log_column items[] = {
    {"date", .write = log_write_date},
    {"time", .write = log_write_time},
    {"c-ip", .write = log_write_client_address},
    {"c-port", .write = log_write_client_port},
    {"s-ip", .write = log_write_server_address},
    {"s-port", .write = log_write_server_port},
    {"cs-version", .constant = "HTTP/1.1"},
    {"cs-method", .member = "method"},
    {"cs-uri", .member = "path"},
    {.name = "streamid"},
    {"sc-status", .member = "status"},
    {"s-siteid", .constant = "1"},
    {"s-reason", .constant = "AppOffline"},
    {"s-queuename", .write = write_pool},
};

static const struct log_layout columns = {LOG_COLUMNS(items), ' ', "-", log_value_w3c};

static void write_head(FILE *output, const json_t *entry)
{
    log_columns_w3c_head(&columns, output, entry, "Microsoft HTTP API 2.0", "1.0");
}

static void write_line(FILE *output, const json_t *entry)
{
    log_columns_line(&columns, output, entry);
}

const struct log_kind log_http_err = {has, path, write_head, .write_line = write_line};
