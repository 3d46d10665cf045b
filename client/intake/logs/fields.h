/* SPDX-License-Identifier: MIT */
/* Records whose fields have names: the "#Fields:" line of W3C logs and of Exchange's, the first line of a CSV file. */
#ifndef FBLAB_INTAKE_FIELDS_H
#define FBLAB_INTAKE_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

struct fields {
    char **names;
    size_t count;
    char separator; /* ' ' or ',' */
};

/* Of the line behind "#Fields: ". A list with commas is CSV. */
struct fields fields_read(const char *line, size_t length);
void fields_clear(struct fields *fields);
bool fields_have(const struct fields *fields, const char *name);

/* The value of that name in a record, quotation marks resolved; NULL: there is none, or it is "-" or empty. The caller
 * frees it. */
char *fields_value(const struct fields *fields, const char *record, size_t length, const char *name);

#endif
