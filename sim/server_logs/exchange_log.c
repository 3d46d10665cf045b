/* SPDX-License-Identifier: MIT */
/* Heads and values of Exchange's own logs. */
#include "exchange_log.h"

#include "base/text.h"
#include "log_entry.h"

enum { UNAUTHORIZED = 401 };

void exchange_log_head(FILE *output, const json_t *entry, const char *type, const struct log_layout *columns)
{
    fputs("#Software: Microsoft Exchange Server\r\n#Version: ", output);
    log_write_version(output, entry);
    fprintf(output, "\r\n#Log-type: %s\r\n#Date: %s\r\n#Fields: ", type, log_entry_text(entry, "time"));
    log_columns_names(columns, output);
    fputs("\r\n", output);
}

static void write_part(FILE *output, const json_t *entry, unsigned part)
{
    fprintf(output, "%u", log_entry_version(entry, part));
}

void exchange_log_major(FILE *output, const json_t *entry)
{
    write_part(output, entry, 0);
}

void exchange_log_minor(FILE *output, const json_t *entry)
{
    write_part(output, entry, 1);
}

void exchange_log_build(FILE *output, const json_t *entry)
{
    write_part(output, entry, 2);
}

void exchange_log_revision(FILE *output, const json_t *entry)
{
    write_part(output, entry, 3);
}

void exchange_log_authentication(FILE *output, const json_t *entry)
{
    const char *const scheme = log_entry_text(entry, "authentication");

    fputs(*scheme || !text_ends(log_entry_text(entry, "path"), "/WSSecurity") ? scheme : "WSSecurity", output);
}

void exchange_log_is_authenticated(FILE *output, const json_t *entry)
{
    fputs(log_entry_status(entry) == UNAUTHORIZED ? "false" : "true", output);
}
