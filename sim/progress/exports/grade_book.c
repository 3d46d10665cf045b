/* SPDX-License-Identifier: MIT */
/* A grade book as RFC 4180 has it, a line an attempt. */
#include "export_formats.h"

#include "base/text.h"

#include <inttypes.h>
#include <string.h>

/* What a spreadsheet would take for a formula is made a text by an apostrophe. */
static void put_cell(FILE *output, const char *text)
{
    fputs(*text && strchr("=+-@\t\r\n", *text) ? "\"'" : "\"", output);
    for (; *text; text++)
        fputs(*text == '"' ? "\"\"" : (char[]){*text, '\0'}, output);
    fputs("\",", output);
}

struct grade_book {
    const struct progress_export *what;
    FILE *output;
    struct error *error;
    bool failed;
};

static bool count_hint(void *context, const struct progress_event *event)
{
    *(unsigned *)context += strcmp(event->kind, "hint") == 0;
    return true;
}

static bool put_attempt(void *context, const struct progress_attempt *attempt)
{
    struct grade_book *const book = context;
    FILE *const output = book->output;
    const char *const texts[] = {attempt->trainee,
                                 attempt->course,
                                 attempt->ticket,
                                 attempt->row,
                                 progress_mode_name(attempt->mode),
                                 progress_outcome_name(attempt->outcome)};
    unsigned hints = 0;
    char started[32], ended[32];

    if (!progress_store_events(book->what->store, attempt->id, count_hint, &hints, book->error)) {
        book->failed = true;
        return false;
    }
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        put_cell(output, texts[i]);
    fprintf(output, "%u,%d,%u,%s,%s,%" PRIu64 ",%" PRId64 "\r\n", attempt->points, PROGRESS_MOST_POINTS, hints,
            clock_iso(attempt->started, started), attempt->ended ? clock_iso(attempt->ended, ended) : "", attempt->seed,
            attempt->number);
    return true;
}

static bool write_grade_book(const struct progress_export *what, FILE *output, struct error *error)
{
    struct grade_book book = {what, output, error, false};

    fputs("trainee,course,ticket,row,mode,outcome,points,most_points,hints,started,ended,seed,number\r\n", output);
    return progress_store_attempts(what->store, what->trainee, put_attempt, &book, error) && !book.failed;
}

const struct progress_format format_csv = {"csv", "a grade book", write_grade_book};
