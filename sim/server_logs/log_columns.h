/* SPDX-License-Identifier: MIT */
/* Lines of columns, from a table that says where each value comes from. Pure. */
#ifndef FBLAB_LOG_COLUMNS_H
#define FBLAB_LOG_COLUMNS_H

#include <jansson.h>
#include <stddef.h>
#include <stdio.h>

struct log_column {
    const char *name;
    const char *member;                               /* of the entry; NULL: */
    void (*write)(FILE *output, const json_t *entry); /* writes the value; NULL: */
    const char *constant;                             /* NULL: the column is empty */
};

struct log_layout {
    const struct log_column *items;
    size_t count;
    char separator;
    const char *empty; /* what stands for no value: "-" */
    /* Writes a value so that it is one: blanks as '+', quotes around commas. */
    void (*write_value)(FILE *output, const char *value);
};

#define LOG_COLUMNS(table) (table), sizeof(table) / sizeof((table)[0])

/* "#Software: ..." to "#Fields: ..." of a log in W3C's form, with the time of the entry. */
void log_columns_w3c_head(const struct log_layout *columns, FILE *output, const json_t *entry, const char *software,
                          const char *version);
/* "date time s-ip ..." */
void log_columns_names(const struct log_layout *columns, FILE *output);
/* A line and its end, CR LF. */
void log_columns_line(const struct log_layout *columns, FILE *output, const json_t *entry);

/* As W3C and CSV want it. */
void log_value_w3c(FILE *output, const char *value);
void log_value_csv(FILE *output, const char *value);

#endif
