/* SPDX-License-Identifier: MIT */
/* JSON for machines, which a terminal may show. Whether it could be written shows at the end of the program. */
#include "json_output.h"

#include "base/unicode.h"

enum { DIGITS = 6 };

/* Strings of others reach a terminal as text alone. */
static int put(const char *bytes, size_t length, void *output)
{
    unicode_put_escaped(output, bytes, length);
    return 0;
}

void json_output_into(FILE *output, const json_t *json)
{
    json_dump_callback(json, put, output, JSON_COMPACT | JSON_REAL_PRECISION(DIGITS));
    putc('\n', output);
}

void json_output(json_t *json)
{
    json_dump_callback(json, put, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(DIGITS));
    putchar('\n');
    json_decref(json);
}

void json_output_line(json_t *json)
{
    json_output_into(stdout, json);
    fflush(stdout);
    json_decref(json);
}
