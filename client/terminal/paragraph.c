/* SPDX-License-Identifier: MIT */
/* Wrapping of text at the width of the display. */
#include "paragraph.h"

#include "base/memory.h"
#include "base/unicode.h"

#include <stdlib.h>
#include <string.h>

enum { LABEL_INDENT = 4, LABEL_WIDTH = 10, WIDEST_TEXT = 100 };

/* A line that is being filled. */
struct paragraph_line {
    const struct display *display;
    size_t width, indent, at;
    size_t ends; /* line ends of the text before the next word */
    bool begun;  /* a word stands on it */
};

static void next_line(struct paragraph_line *line)
{
    for (; line->ends > 0; line->ends--)
        fputc('\n', line->display->output);
    fprintf(line->display->output, "%*s", (int)line->indent, "");
    line->at = line->indent;
    line->begun = false;
}

static void put_word(struct paragraph_line *line, const char *word, size_t length)
{
    const size_t columns = text_width(word, length);

    if (line->begun && line->ends == 0 && line->at + 1 + columns > line->width)
        line->ends = 1;
    if (line->ends > 0)
        next_line(line);
    if (line->begun)
        fputc(' ', line->display->output);
    unicode_put_plain(line->display->output, word, length);
    line->at += line->begun + columns;
    line->begun = true;
}

void paragraph_print(const struct display *display, const char *first, size_t indent, const char *text)
{
    const size_t width = display->width < WIDEST_TEXT ? display->width : WIDEST_TEXT;

    unicode_put_lines(display->output, first);
    paragraph_continue(display, width, text_width(first, strlen(first)), indent, text);
}

void paragraph_continue(const struct display *display, size_t width, size_t at, size_t indent, const char *text)
{
    struct paragraph_line line = {display, width, indent, at, 0, false};

    while (*(text += strspn(text, " \t\r")) != '\0') {
        const size_t length = strcspn(text, " \t\r\n");
        if (length > 0)
            put_word(&line, text, length);
        else
            line.ends++;
        text += length > 0 ? length : 1;
    }
    fputc('\n', display->output);
}

static size_t label_text(const char *label, char first[32])
{
    snprintf(first, 32, "%*s%-*s", LABEL_INDENT, "", LABEL_WIDTH, label);
    return LABEL_INDENT + LABEL_WIDTH;
}

void paragraph_labelled(const struct display *display, const char *label, const char *text)
{
    char first[32];
    const size_t indent = label_text(label, first);

    paragraph_print(display, first, indent, text);
}

void paragraph_choice(const struct display *display, size_t number, const char *text)
{
    char first[32];
    const int indent = snprintf(first, sizeof first, "  %zu  ", number);

    paragraph_print(display, first, (size_t)indent, text);
}

void paragraph_command(const struct display *display, const char *label, const char *command)
{
    char first[32];

    label_text(label, first);
    unicode_put_lines(display->output, first);
    unicode_put_plain(display->output, command, strlen(command));
    fputc('\n', display->output);
}

char *cell_text(const char *text, size_t width)
{
    char *cell = NULL;
    size_t size;
    FILE *const memory = text_stream(&cell, &size);
    const size_t length = strlen(text);
    const bool cut = text_width(text, length) > width;

    unicode_put_plain(memory, text, text_width_fit(text, length, cut && width > 3 ? width - 3 : width));
    fputs(cut ? "..." : "", memory);
    text_stream_close(memory);
    return cell;
}

size_t cell_width(const char *text)
{
    return text_width(text, strlen(text));
}
