/* SPDX-License-Identifier: MIT */
/* The line that says how far a long run is. */
#include "progress.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "paragraph.h"

#include <stdarg.h>

enum { SILENT_MS = 1000, BETWEEN_MS = 100 };

#define CLEAR_LINE "\r\033[K"

static bool can_clear_a_line(void)
{
    const char *const kind = getenv("TERM");

    return kind && *kind && !text_equal(kind, "dumb");
}

struct progress progress_begin(void)
{
    const struct display display = display_of(stderr);

    return (struct progress){
        .display = display, .started = clock_ms(), .wanted = display.terminal && can_clear_a_line()};
}

void progress_say(struct progress *progress, const char *format, ...)
{
    const double now = clock_ms();
    char sentence[512];
    va_list arguments;

    if (!progress->wanted || now - progress->started < SILENT_MS ||
        (progress->shown && now - progress->said < BETWEEN_MS))
        return;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    CLEANUP(cleanup_string) char *line = cell_text(sentence, progress->display.width - 1);
    fprintf(progress->display.output, CLEAR_LINE "%s", line);
    fflush(progress->display.output);
    progress->shown = true;
    progress->said = now;
}

void progress_hide(struct progress *progress)
{
    if (progress->shown)
        fputs(CLEAR_LINE, progress->display.output);
    progress->shown = false;
}
