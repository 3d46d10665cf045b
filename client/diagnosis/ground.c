/* SPDX-License-Identifier: MIT */
/* Says what a fitting rests on. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "classifier.h"
#include "terminal/paragraph.h"
#include "words.h"

#include <ctype.h>

/* Columns of the words that decided, when they are said. */
#define QUOTE_COLUMNS 110

/* Runs of blanks as one. The caller frees it. */
static char *one_line(const char *text, size_t length)
{
    char *const line = memory_array(length + 1, 1);
    size_t used = 0;

    for (size_t i = 0; i < length; i++)
        if (!isspace((unsigned char)text[i]))
            line[used++] = text[i];
        else if (used > 0 && line[used - 1] != ' ')
            line[used++] = ' ';
    return line;
}

/* The words as they stand in the text. */
static char *quote(const char *text, size_t length)
{
    CLEANUP(cleanup_string) char *words = one_line(text, length);
    CLEANUP(cleanup_string) char *cell = cell_text(words, QUOTE_COLUMNS);

    return text_format("the text says \"%s\"", cell);
}

struct words ground_words(const struct ground *ground, const struct seen *seen, const char *text)
{
    struct words because = {0};

    if (ground->sign)
        rule_explain(ground->sign, seen, &because);
    for (size_t i = 0; i < ground->quote_count; i++)
        words_take(&because, quote(text + ground->quotes[i].start, ground->quotes[i].length));
    if (ground->reported)
        words_take(&because, text_copy("a report of fbcheck names it"));
    if (ground->bare)
        words_take(&because, text_copy("but nothing else in it speaks of free/busy between organisations"));
    if (ground->corrected)
        words_take(&because, text_copy("but for a character or a blank, which may have been misread"));
    return because;
}
