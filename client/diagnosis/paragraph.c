/* SPDX-License-Identifier: MIT */
#include "paragraph.h"

#include <stdlib.h>
#include <string.h>

#define INDENT 4
#define LABEL 10
#define WIDTH 80

/* Text from a server must not reach the terminal as anything but text. */
static void put_plain(FILE *output, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= ' ' && text[i] != 0x7F)
            fputc(text[i], output);
}

/* Columns of UTF-8 text: continuation bytes take none. */
static size_t columns(const char *text, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

static size_t new_line(FILE *output)
{
    fprintf(output, "\n%*s", INDENT + LABEL, "");
    return INDENT + LABEL;
}

void paragraph_print(FILE *output, const char *label, const char *text)
{
    size_t at = INDENT + LABEL;
    const char *gap = "";

    fprintf(output, "%*s%-*s", INDENT, "", LABEL, label);
    while (*(text += strspn(text, " \t\r")) != '\0') {
        const size_t length = strcspn(text, " \t\r\n"), width = columns(text, length);
        if (*text == '\n' || (at + strlen(gap) + width > WIDTH && *gap)) {
            at = new_line(output);
            gap = "";
        }
        text += *text == '\n';
        if (length > 0) {
            fputs(gap, output);
            put_plain(output, text, length);
            at += strlen(gap) + width;
            gap = " ";
            text += length;
        }
    }
    fputc('\n', output);
}

void paragraph_command(FILE *output, const char *label, const char *command)
{
    fprintf(output, "%*s%-*s", INDENT, "", LABEL, label);
    put_plain(output, command, strlen(command));
    fputc('\n', output);
}

/* Bytes of the longest beginning that takes at most `width` columns. */
static size_t beginning(const char *text, size_t width)
{
    size_t length = 0, taken = 0;

    for (; text[length]; length++) {
        taken += ((unsigned char)text[length] & 0xC0) != 0x80;
        if (taken > width)
            break;
    }
    return length;
}

char *cell_text(const char *text, size_t width)
{
    char *cell = NULL;
    size_t size = 0;
    FILE *const memory = open_memstream(&cell, &size);
    const bool cut = columns(text, strlen(text)) > width;
    const size_t length = beginning(text, cut ? width - 3 : width);

    if (!memory)
        abort();
    put_plain(memory, text, length);
    fputs(cut ? "..." : "", memory);
    fclose(memory);
    return cell;
}

size_t cell_width(const char *text)
{
    return columns(text, strlen(text));
}

void styled_print(FILE *output, const char *style, bool colour, const char *text)
{
    if (colour)
        fprintf(output, "\033[%sm%s\033[0m", style, text);
    else
        fputs(text, output);
}
