/* SPDX-License-Identifier: MIT */
/* Three bytes in four characters, a line at a time, its length first. */
#include "uuencode.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/text_lines.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The name of "begin 644 name"; NULL: it is no such line. */
static char *name_of(struct line line)
{
    static const char begin[] = "begin ";
    size_t at = strlen(begin);

    if (line.length < at || memcmp(line.text, begin, at) != 0)
        return NULL;
    while (at < line.length && isdigit((unsigned char)line.text[at]))
        at++;
    if (at < strlen(begin) + 3 || at > strlen(begin) + 4 || at + 1 >= line.length || line.text[at] != ' ')
        return NULL;
    return text_copy_part(line.text + at + 1, line.length - at - 1);
}

static unsigned value(struct line line, size_t at)
{
    return at < line.length ? ((unsigned char)line.text[at] - 32U) & 63U : 0;
}

/* Appends what the line holds, which is less than it says where it was cut; false: it is no line of it. */
static bool read_line(struct line line, struct uuencoded *file)
{
    const size_t count = line.length > 0 ? value(line, 0) : 0;

    if (line.length == 0 || (unsigned char)line.text[0] < 32 || (unsigned char)line.text[0] > 96)
        return false;
    for (size_t i = 0, at; i < count && (at = 1 + i / 3 * 4 + i % 3) < line.length; i++) {
        const unsigned bits = value(line, at) << 6 | value(line, at + 1);
        file->bytes[file->length++] = (char)(bits >> (4 - 2 * (i % 3)));
    }
    return true;
}

static void read_lines(const char *text, size_t length, size_t at, struct uuencoded *file)
{
    file->bytes = memory_room(length - at + 64);
    for (struct line line; at < length; at = line_next(text, length, at)) {
        line = line_at(text, length, at);
        if (line.length == 3 && memcmp(line.text, "end", 3) == 0) {
            file->end = line_next(text, length, at);
            return;
        }
        if (!read_line(line, file))
            break;
    }
    file->end = at;
}

struct uuencoded uuencoded_find(const char *text, size_t length, size_t from)
{
    struct uuencoded file = {0};

    for (size_t at = from; at < length; at = line_next(text, length, at)) {
        const size_t body = line_next(text, length, at);
        file = (struct uuencoded){.start = at, .name = name_of(line_at(text, length, at))};
        if (file.name)
            read_lines(text, length, body, &file);
        if (file.length > 0)
            return file;
        uuencoded_clear(&file);
    }
    return file;
}

void uuencoded_clear(struct uuencoded *file)
{
    free(file->name);
    free(file->bytes);
    *file = (struct uuencoded){0};
}
