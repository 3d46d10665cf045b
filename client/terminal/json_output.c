/* SPDX-License-Identifier: MIT */
/* JSON for machines, which a terminal may show. Whether it could be written shows at the end of the program. */
#include "json_output.h"

#include "base/unicode.h"

enum {
    DIGITS = 6,
    FIRST_ESCAPED = 0x7F /* jansson escapes those below it, but for the ends of lines between values */
};

/* Strings of others reach a terminal as text alone. */
static int put(const char *bytes, size_t length, void *output)
{
    size_t begun = 0, at = 0, used;
    int32_t character;

    for (; at < length; at += used) {
        const size_t read = unicode_read(bytes + at, length - at, &character);
        used = read ? read : 1;
        if (!read || character < FIRST_ESCAPED || !unicode_is_control(character))
            continue;
        fwrite(bytes + begun, 1, at - begun, output);
        fprintf(output, "\\u%04X", (unsigned)character);
        begun = at + used;
    }
    fwrite(bytes + begun, 1, at - begun, output);
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
