/* SPDX-License-Identifier: MIT */
/* Writes the values of an entry in the order of a table. */
#include "log_columns.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "log_entry.h"

#include <string.h>

void log_columns_names(const struct log_layout *columns, FILE *output)
{
    for (size_t i = 0; i < columns->count; i++) {
        if (i)
            fputc(columns->separator, output);
        fputs(columns->items[i].name, output);
    }
}

void log_columns_w3c_head(const struct log_layout *columns, FILE *output, const json_t *entry, const char *software,
                          const char *version)
{
    fprintf(output, "#Software: %s\r\n#Version: %s\r\n#Date: ", software, version);
    log_write_date(output, entry);
    fputc(' ', output);
    log_write_time(output, entry);
    fputs("\r\n#Fields: ", output);
    log_columns_names(columns, output);
    fputs("\r\n", output);
}

static void write_member(FILE *output, const json_t *value)
{
    if (json_is_integer(value))
        fprintf(output, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else if (json_is_string(value))
        fputs(json_string_value(value), output);
}

/* The caller frees it. */
static char *value_of(const struct log_column *column, const json_t *entry)
{
    char *text = NULL;
    size_t length;
    FILE *output = text_stream(&text, &length);

    if (column->member)
        write_member(output, json_object_get(entry, column->member));
    else if (column->write)
        column->write(output, entry);
    else if (column->constant)
        fputs(column->constant, output);
    text_stream_close(output);
    return text;
}

void log_columns_line(const struct log_layout *columns, FILE *output, const json_t *entry)
{
    for (size_t i = 0; i < columns->count; i++) {
        CLEANUP(cleanup_string) char *value = value_of(&columns->items[i], entry);

        if (i)
            fputc(columns->separator, output);
        columns->write_value(output, *value ? value : columns->empty);
    }
    fputs("\r\n", output);
}

/* What is neither blank nor printable would end a value or the line. */
static char plain(char character)
{
    const bool ends_it = (unsigned char)character < ' ' || character == '\177';

    return (char)(ends_it ? ' ' : character);
}

void log_value_w3c(FILE *output, const char *value)
{
    for (; *value; value++)
        fputc(plain(*value) == ' ' ? '+' : *value, output);
}

void log_value_csv(FILE *output, const char *value)
{
    const char *const quote = strpbrk(value, ",\"") ? "\"" : "";

    fputs(quote, output);
    for (; *value; value++) {
        fputc(plain(*value), output);
        if (*value == '"')
            fputc('"', output);
    }
    fputs(quote, output);
}
