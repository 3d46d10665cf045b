/* SPDX-License-Identifier: MIT */
/* Servers and devices that are not Microsoft's: the combined format of Apache and nginx, which most can write. UTC. */
#include "log_entry.h"
#include "log_kind.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "vocabulary/party_names.h"

#include <string.h>

static bool is_request_to(const json_t *entry, const char *party)
{
    return log_entry_is_request(entry) && log_entry_is(entry, "party", party);
}

static bool has_proxy(const json_t *entry)
{
    return log_entry_is_request(entry) && log_entry_is(entry, "device", "Proxy");
}

static bool has_agent(const json_t *entry)
{
    return is_request_to(entry, PARTY_HYBRID_AGENT);
}

static bool has_domino(const json_t *entry)
{
    return is_request_to(entry, PARTY_DOMINO);
}

static bool has_web_site(const json_t *entry)
{
    return is_request_to(entry, PARTY_WEB_SITE);
}

static char *proxy_path(const json_t *entry)
{
    (void)entry;
    return text_copy("PROXY01/access.log");
}

static char *agent_path(const json_t *entry)
{
    (void)entry;
    return text_copy("msappproxy.net/access.log");
}

static char *domino_path(const json_t *entry)
{
    (void)entry;
    return text_copy("NOTES01/domino/data/domino/logs/access.log");
}

static char *web_site_path(const json_t *entry)
{
    (void)entry;
    return text_copy("contoso.com/access.log");
}

/* "05/Jan/2026:08:00:00 +0000" of "2026-01-05T08:00:00.123Z" */
static void write_stamp(FILE *output, const char *time)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const size_t month = strlen(time) < 19 ? 0 : (size_t)((time[5] - '0') * 10 + time[6] - '0');

    if (month >= 1 && month <= ARRAY_SIZE(months))
        fprintf(output, "%.2s/%s/%.4s:%.8s +0000", time + 8, months[month - 1], time, time + 11);
}

/* A quotation mark or a control character would end a value. */
static void write_quoted(FILE *output, const char *value)
{
    fputc('"', output);
    fputs(*value ? "" : "-", output);
    for (; *value; value++)
        fputc((unsigned char)*value < ' ' || *value == '"' || *value == '\\' ? '_' : *value, output);
    fputc('"', output);
}

static void write_line(FILE *output, const json_t *entry)
{
    CLEANUP(cleanup_string)
    char *request = text_format("%s %s%s%s HTTP/1.1", log_entry_text(entry, "method"), log_entry_text(entry, "path"),
                                *log_entry_text(entry, "query") ? "?" : "", log_entry_text(entry, "query"));

    log_write_client_address(output, entry);
    fputs(" - - [", output);
    write_stamp(output, log_entry_text(entry, "time"));
    fputs("] ", output);
    write_quoted(output, request);
    fprintf(output, " %d %" JSON_INTEGER_FORMAT " \"-\" ", log_entry_status(entry),
            json_integer_value(json_object_get(entry, "response_bytes")));
    write_quoted(output, log_entry_text(entry, "user_agent"));
    fputc('\n', output);
}

const struct log_kind log_proxy = {has_proxy, proxy_path, NULL, .write_line = write_line};
const struct log_kind log_agent = {has_agent, agent_path, NULL, .write_line = write_line};
const struct log_kind log_domino = {has_domino, domino_path, NULL, .write_line = write_line};
const struct log_kind log_web_site = {has_web_site, web_site_path, NULL, .write_line = write_line};
