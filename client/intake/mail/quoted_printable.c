/* SPDX-License-Identifier: MIT */
#include "quoted_printable.h"

#include "intake/formats/text_lines.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define CODING "Content-Transfer-Encoding:"
#define QUOTED "quoted-printable"

/* What was read of a mail so far. */
struct reading {
    struct line boundary; /* the last one; text NULL: none */
    bool headers, quoted; /* among headers that say so; in such a body */
    char *out;
    size_t length;
};

static bool starts(struct line line, const char *start)
{
    return line.length >= strlen(start) && strncasecmp(line.text, start, strlen(start)) == 0;
}

static bool names_the_coding(struct line line)
{
    const size_t skip = strlen(CODING);

    if (!starts(line, CODING))
        return false;
    for (line.text += skip, line.length -= skip; line.length > 0 && *line.text == ' '; line.text++)
        line.length--;
    return starts(line, QUOTED);
}

static int digit(char letter)
{
    return isdigit((unsigned char)letter) ? letter - '0' : tolower((unsigned char)letter) - 'a' + 10;
}

static void put(struct reading *reading, const char *text, size_t length)
{
    memcpy(reading->out + reading->length, text, length);
    reading->length += length;
}

/* "=C3=A9", and "=" where a line goes on in the next. */
static void put_meant(struct reading *reading, struct line line)
{
    for (size_t i = 0; i < line.length; i++) {
        const char *const at = line.text + i;
        char byte = *at;
        if (*at == '=' && i + 1 == line.length)
            continue;
        if (*at == '=' && i + 2 < line.length && isxdigit((unsigned char)at[1]) && isxdigit((unsigned char)at[2])) {
            byte = (char)(digit(at[1]) << 4 | digit(at[2]));
            i += 2;
        }
        put(reading, &byte, 1);
    }
}

static bool is_boundary(const struct reading *reading, struct line line)
{
    const struct line *const boundary = &reading->boundary;

    return boundary->text && line.length >= boundary->length &&
           memcmp(line.text, boundary->text, boundary->length) == 0;
}

static void read_line(struct reading *reading, struct line line)
{
    if (reading->quoted && is_boundary(reading, line))
        reading->quoted = false;
    if (reading->quoted) {
        put_meant(reading, line);
        return;
    }
    put(reading, line.text, line.length);
    if (starts(line, "--"))
        reading->boundary = line;
    reading->headers = line.length > 0 && (reading->headers || names_the_coding(line));
}

char *quoted_printable_read(const char *text, size_t length, size_t *read)
{
    struct reading reading = {0};

    if (!memmem(text, length, QUOTED, strlen(QUOTED)))
        return NULL;
    reading.out = malloc(length + 1); /* nothing is written longer than it was */
    if (!reading.out)
        abort();
    for (size_t at = 0; at < length;) {
        const struct line line = line_at(text, length, at);
        const size_t next = line_next(text, length, at), end = at + line.length;
        const bool body = reading.headers && line.length == 0;
        read_line(&reading, line);
        reading.quoted = reading.quoted || body;
        put(&reading, text + end, next - end);
        at = next;
    }
    reading.out[reading.length] = '\0';
    *read = reading.length;
    return reading.out;
}
