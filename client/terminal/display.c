/* SPDX-License-Identifier: MIT */
/* Width and colour of a stream, from the environment and the terminal behind it. */
#include "display.h"

#include "base/unicode.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { NARROWEST = 40, USUAL = 80, WIDEST = 200 };

/* A number of columns; 0: the text is none. */
static size_t columns_in(const char *text)
{
    char *end = NULL;
    const unsigned long columns = text && *text >= '0' && *text <= '9' ? strtoul(text, &end, 10) : 0;

    return columns > 0 && !*end ? columns : 0;
}

static size_t columns_of_terminal(FILE *output)
{
    struct winsize size = {0};

    return ioctl(fileno(output), TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static size_t width_of(FILE *output)
{
    size_t width = columns_in(getenv("COLUMNS"));

    if (!width)
        width = columns_of_terminal(output);
    if (!width)
        return USUAL;
    return width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width;
}

static bool colour_refused(void)
{
    const char *const none = getenv("NO_COLOR"), *const kind = getenv("TERM");

    return (none && *none) || !kind || !*kind || strcmp(kind, "dumb") == 0;
}

struct display display_of(FILE *output)
{
    const bool terminal = isatty(fileno(output));

    return (struct display){output, width_of(output), terminal, terminal && !colour_refused()};
}

struct display display_plain(FILE *output)
{
    return (struct display){output, USUAL, false, false};
}

void display_put(const struct display *display, enum style style, const char *text)
{
    static const char *const codes[STYLE_COUNT] = {
        [STYLE_STRONG] = "1", [STYLE_FAINT] = "2", [STYLE_GOOD] = "32", [STYLE_BAD] = "1;31", [STYLE_WORDS] = "1;33"};

    const char *const code = display->colour && *text ? codes[style] : NULL;

    if (code)
        fprintf(display->output, "\033[%sm", code);
    unicode_put_lines(display->output, text);
    if (code)
        fputs("\033[0m", display->output);
}
