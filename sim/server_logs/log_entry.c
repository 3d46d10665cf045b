/* SPDX-License-Identifier: MIT */
/* Reads the members of a journal's entry. */
#include "log_entry.h"

#include "base/json_text.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { UNAUTHORIZED = 401 };

const char *log_entry_text(const json_t *entry, const char *member)
{
    return json_member_text(entry, member);
}

int log_entry_status(const json_t *entry)
{
    return (int)json_integer_value(json_object_get(entry, "status"));
}

bool log_entry_is(const json_t *entry, const char *member, const char *value)
{
    return text_equal(log_entry_text(entry, member), value);
}

bool log_entry_is_request(const json_t *entry)
{
    return log_entry_is(entry, "kind", "request");
}

bool log_entry_reached_iis(const json_t *entry)
{
    return log_entry_is_request(entry) && *log_entry_text(entry, "version") && *log_entry_text(entry, "server") &&
           !log_entry_is(entry, "answered_by", "http.sys") && !log_entry_is(entry, "answered_by", "reverse proxy");
}

bool log_entry_reached_back_end(const json_t *entry)
{
    return log_entry_reached_iis(entry) && log_entry_is(entry, "answered_by", "Exchange") &&
           log_entry_status(entry) != UNAUTHORIZED;
}

bool log_entry_is_ews(const json_t *entry)
{
    return text_starts(log_entry_text(entry, "path"), "/ews");
}

/* Names of servers are settings, and so may be anything. */
char *log_entry_folder(const json_t *entry)
{
    static const char usual[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char *const folder = text_copy(log_entry_text(entry, "server"));

    for (char *at = folder; *at; at++)
        if (!strchr(usual, *at))
            *at = '_';
    return folder;
}

char *log_entry_stamp(const json_t *entry, unsigned from, unsigned length)
{
    char digits[16] = "";
    size_t count = 0;

    for (const char *at = log_entry_text(entry, "time"); *at && count < sizeof digits - 1; at++)
        if (*at >= '0' && *at <= '9')
            digits[count++] = *at;
    digits[count] = '\0';
    return text_copy_part(digits + (from < count ? from : count), length);
}

void log_write_date(FILE *output, const json_t *entry)
{
    fprintf(output, "%.10s", log_entry_text(entry, "time"));
}

void log_write_time(FILE *output, const json_t *entry)
{
    const char *const time = log_entry_text(entry, "time");

    fprintf(output, "%.8s", strlen(time) > 11 ? time + 11 : "");
}

static void write_address(FILE *output, const char *address)
{
    const char *const colon = strrchr(address, ':');

    fprintf(output, "%.*s", (int)(colon ? (size_t)(colon - address) : strlen(address)), address);
}

static void write_port(FILE *output, const char *address)
{
    const char *const colon = strrchr(address, ':');

    fputs(colon ? colon + 1 : "", output);
}

void log_write_client_address(FILE *output, const json_t *entry)
{
    write_address(output, log_entry_text(entry, "client"));
}

void log_write_client_port(FILE *output, const json_t *entry)
{
    write_port(output, log_entry_text(entry, "client"));
}

void log_write_server_address(FILE *output, const json_t *entry)
{
    write_address(output, log_entry_text(entry, "address"));
}

void log_write_server_port(FILE *output, const json_t *entry)
{
    write_port(output, log_entry_text(entry, "address"));
}

void log_write_milliseconds(FILE *output, const json_t *entry)
{
    fprintf(output, "%.0f", json_number_value(json_object_get(entry, "elapsed_ms")));
}

unsigned log_entry_version(const json_t *entry, unsigned part)
{
    const char *at = log_entry_text(entry, "version");
    unsigned value = 0;

    for (unsigned i = 0; i <= part; i++) {
        at += strcspn(at, "0123456789");
        value = *at ? (unsigned)strtoul(at, (char **)&at, 10) : 0;
    }
    return value;
}

void log_write_version(FILE *output, const json_t *entry)
{
    fprintf(output, "%u.%02u.%04u.%03u", log_entry_version(entry, 0), log_entry_version(entry, 1),
            log_entry_version(entry, 2), log_entry_version(entry, 3));
}
