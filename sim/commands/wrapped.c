/* SPDX-License-Identifier: MIT */
#include "wrapped.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define BLANKS " \t\r\n"

enum { NARROWEST = 40, USUAL = 80, WIDEST = 200 };

size_t wrapped_width(FILE *output)
{
    struct winsize size = {0};

    if (ioctl(fileno(output), TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return USUAL;
    return size.ws_col < NARROWEST ? NARROWEST : size.ws_col > WIDEST ? WIDEST : size.ws_col;
}

/* Columns of UTF-8 text: continuation bytes take none. */
static size_t columns(const char *text, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

void wrapped_print(FILE *output, size_t width, const char *first, size_t indent, const char *text)
{
    size_t at = columns(first, strlen(first));
    const char *gap = "";

    fputs(first, output);
    while (*(text += strspn(text, BLANKS)) != '\0') {
        const size_t length = strcspn(text, BLANKS), taken = columns(text, length);
        if (*gap && at + 1 + taken > width) {
            fprintf(output, "\n%*s", (int)indent, "");
            at = indent;
            gap = "";
        }
        fprintf(output, "%s%.*s", gap, (int)length, text);
        at += strlen(gap) + taken;
        gap = " ";
        text += length;
    }
    fputc('\n', output);
}
