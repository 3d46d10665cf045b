/* SPDX-License-Identifier: MIT */
/* The web proxy log of Threat Management Gateway in front of a party, let through or denied. UTC. No real line is public, so this
 * one is an imitation by the documented order of fields. */
#include "log_columns.h"
#include "log_entry.h"
#include "log_kind.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <string.h>

static bool has(const json_t *entry)
{
    return log_entry_is_request(entry) && log_entry_is(entry, "device", "TMG");
}

static char *path(const json_t *entry)
{
    CLEANUP(cleanup_string) char *day = log_entry_stamp(entry, 0, 8);

    return text_format("TMG01/Logs/ISALOG_%s_WEB_000.w3c", day);
}

static bool denied(const json_t *entry)
{
    return log_entry_is(entry, "answered_by", "reverse proxy");
}

static void write_host(FILE *output, const json_t *entry)
{
    const char *const host = log_entry_text(entry, "host");

    fprintf(output, "%.*s", (int)strcspn(host, ":"), host);
}

static void write_url(FILE *output, const json_t *entry)
{
    fputs("https://", output);
    write_host(output, entry);
    fputs(log_entry_text(entry, "path"), output);
}

/* What it refuses, it writes as an error of its own: 12202, the URL is denied. */
static void write_status(FILE *output, const json_t *entry)
{
    fprintf(output, "%d", denied(entry) ? 12202 : log_entry_status(entry));
}

static void write_action(FILE *output, const json_t *entry)
{
    fputs(denied(entry) ? "Denied" : "Allowed", output);
}

static void write_rule(FILE *output, const json_t *entry)
{
    fputs(denied(entry) ? "Default rule" : "Exchange", output);
}

static const struct log_column items[] = {
    {"c-ip", .write = log_write_client_address},
    {"cs-username", .constant = "anonymous"},
    {"c-agent", .member = "user_agent"},
    {"sc-authenticated", .constant = "N"},
    {"date", .write = log_write_date},
    {"time", .write = log_write_time},
    {"s-svcname", .constant = "reverse"},
    {"s-computername", .constant = "TMG01"},
    {.name = "cs-referred"},
    {"r-host", .write = write_host},
    {"r-ip", .write = log_write_server_address},
    {"r-port", .write = log_write_server_port},
    {"time-taken", .write = log_write_milliseconds},
    {"sc-bytes", .member = "response_bytes"},
    {"cs-bytes", .member = "request_bytes"},
    {"cs-protocol", .constant = "https"},
    {"s-operation", .member = "method"},
    {"cs-uri", .write = write_url},
    {.name = "cs-mime-type"},
    {"s-object-source", .constant = "Inet"},
    {"sc-status", .write = write_status},
    {"rule", .write = write_rule},
    {.name = "FilterInfo"},
    {"cs-network", .constant = "External"},
    {"sc-network", .constant = "Local Host"},
    {"error-info", .constant = "0x0"},
    {"action", .write = write_action},
};

/* Blanks stay, for tabs separate. */
static void write_value(FILE *output, const char *value)
{
    for (; *value; value++)
        fputc((unsigned char)*value < ' ' ? ' ' : *value, output);
}

static const struct log_layout columns = {LOG_COLUMNS(items), '\t', "-", write_value};

static void write_head(FILE *output, const json_t *entry)
{
    log_columns_w3c_head(&columns, output, entry, "Microsoft Forefront Threat Management Gateway", "2.0");
}

static void write_line(FILE *output, const json_t *entry)
{
    log_columns_line(&columns, output, entry);
}

const struct log_kind log_tmg = {has, path, write_head, .write_line = write_line};
