/* SPDX-License-Identifier: MIT */
/* JSON on standard output. Whether it could be written shows at the end of the program. */
#include "json_output.h"

#include <stdio.h>

enum { DIGITS = 6 };

void json_output(json_t *json)
{
    json_dumpf(json, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(DIGITS));
    putchar('\n');
    json_decref(json);
}

void json_output_line(json_t *json)
{
    json_dumpf(json, stdout, JSON_COMPACT | JSON_REAL_PRECISION(DIGITS));
    putchar('\n');
    fflush(stdout);
    json_decref(json);
}
