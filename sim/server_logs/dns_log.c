/* SPDX-License-Identifier: MIT */
/* The DNS server of whoever asks: its debug log, set to the answers that it sends. In UTC here; in reality local time. */
#include "log_entry.h"
#include "log_kind.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Flags of an answer, as bits and as letters. Source: published lines of such logs. */
static const char found[] = "8180   DR  NOERROR", not_found[] = "8183   DR NXDOMAIN";

static bool has(const json_t *entry)
{
    return log_entry_is(entry, "kind", "name");
}

/* What a tenant of Microsoft's asks is not in the customer's log. */
static char *path(const json_t *entry)
{
    return text_copy(log_entry_is(entry, "party", "onprem") ? "DNS01/Windows/System32/dns/dns.log"
                                                            : "DNS-EXO/Windows/System32/dns/dns.log");
}

/* "1/5/2026 8:00:00 AM" */
static void write_moment(FILE *output, const json_t *entry)
{
    const char *const time = log_entry_text(entry, "time");
    const bool whole = strlen(time) > 18;
    const long hour = whole ? strtol(time + 11, NULL, 10) : 0;

    if (whole)
        fprintf(output, "%ld/%ld/%.4s %ld:%.5s %s", strtol(time + 5, NULL, 10), strtol(time + 8, NULL, 10), time,
                hour % 12 ? hour % 12 : 12, time + 14, hour < 12 ? "AM" : "PM");
}

static void write_head(FILE *output, const json_t *entry)
{
    fputs("DNS Server log file creation at ", output);
    write_moment(output, entry);
    fputs("\r\n\r\n", output);
}

/* "(4)mail(7)contoso(3)com(0)" */
static void write_name(FILE *output, const char *name)
{
    while (*name) {
        const size_t length = strcspn(name, ".");
        fprintf(output, "(%zu)%.*s", length, (int)length, name);
        name += length + (name[length] == '.');
    }
    fputs("(0)", output);
}

static void write_line(FILE *output, const json_t *entry)
{
    const unsigned long long number = (unsigned long long)json_integer_value(json_object_get(entry, "sequence"));
    const bool known = log_entry_is(entry, "detail", "NOERROR");

    write_moment(output, entry);
    fprintf(output, " 0E38 PACKET  %016llX UDP Snd ", 0xD5B7AE0000ULL + (number << 4));
    fprintf(output, "%-15s %04llx R Q [%s] %-6s ", log_entry_text(entry, "client"), number & 0xFFFF,
            known ? found : not_found, log_entry_text(entry, "operation"));
    write_name(output, log_entry_text(entry, "host"));
    fputs("\r\n", output);
}

const struct log_kind log_dns = {has, path, write_head, .write_line = write_line};
