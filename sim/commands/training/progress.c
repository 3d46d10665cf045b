/* SPDX-License-Identifier: MIT */
/* fblab progress: what trainees have mastered, what is due, what is weak; and all of it for other programs. */
#include "fblab_commands/fblab_commands.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "cards.h"
#include "progress/progress_overview.h"
#include "progress_table.h"
#include "terminal/status.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

struct progress_request {
    bool json;
    const char *trainee, *state, *format, *output, *scenarios;
};

static const struct option_row options[] = {
    {"scenarios", "DIR", "add the scenarios of a folder of yours", OPTION_INTO(struct progress_request, scenarios)},
    {"trainee", "NAME", "of one trainee alone", OPTION_INTO(struct progress_request, trainee)},
    {"state", "DIR", "the folder it is kept in", OPTION_INTO(struct progress_request, state)},
    {"json", NULL, "as JSON", OPTION_INTO(struct progress_request, json)},
    {"export", "FORMAT",
     "csv (a grade book), xapi (statements, a JSON object a line), anki (a deck) or ctfd (challenges)",
     OPTION_INTO(struct progress_request, format)},
    {"o", "FILE", "the file the export goes to", OPTION_INTO(struct progress_request, output)},
};

static bool write_export(const struct progress_request *request, const struct progress_format *format,
                         struct progress_store *store, const struct library *library, struct error *error)
{
    CLEANUP(training_cards_free) struct training_cards *cards = training_cards_new(library);
    const struct progress_export what = {store, request->trainee, cards->cards, cards->count};
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length;
    FILE *const stream = text_stream(&text, &length);
    const bool written = format->write(&what, stream, error);

    text_stream_close(stream);
    return written && file_write(request->output, text, length, 0600, error);
}

static int show(const struct progress_request *request, const struct progress_format *format,
                struct progress_store *store, const struct library *library)
{
    struct error error = {""};
    CLEANUP(progress_overview_free) struct progress_overview *overview = NULL;

    if (format)
        return write_export(request, format, store, library, &error) ? STATUS_DONE
                                                                     : complain(STATUS_UNUSABLE, "%s", error.text);
    if (!(overview = progress_overview_new(store, request->trainee, &error)))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    if (request->json)
        progress_table_json(overview, library, progress_store_now(store));
    else
        progress_table_print(overview, library, progress_store_now(store));
    return STATUS_DONE;
}

static int show_store(const struct progress_request *request, const struct progress_format *format)
{
    const struct progress_options where = {.folder = request->state};
    struct error error = {""};
    CLEANUP(cleanup_string) char *said = NULL;
    CLEANUP(library_free) struct library *library = library_load_with(request->scenarios, &error);
    CLEANUP(progress_store_close) struct progress_store *store = NULL;

    if (!library || !(store = progress_store_open(&where, &said, &error)))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    if (said)
        complain(STATUS_DONE, "%s", said);
    if (request->output && progress_store_keeps(store, request->output))
        return complain(STATUS_USAGE, "-o would replace %s, in which progress is kept; name another file",
                        request->output);
    return show(request, format, store, library);
}

static int run(void *values, int count, char **operands)
{
    const struct progress_request *const request = values;
    struct error error = {""};
    const struct progress_format *format = NULL;

    if (count > 0)
        return complain(STATUS_USAGE, "progress takes no operand \"%s\"; did you mean --trainee?", operands[0]);
    if (!request->format != !request->output)
        return complain(STATUS_USAGE, "--export FORMAT and -o FILE go together");
    if (request->format && request->json)
        return complain(STATUS_USAGE, "--json and --export exclude each other");
    if (request->format && !(format = progress_format_find(request->format, &error)))
        return complain(STATUS_USAGE, "%s", error.text);
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error to tell */
    return show_store(request, format);
}

const struct subcommand progress_command = {
    .name = "progress",
    .arguments = "",
    .about = "Shows where trainees stand with each failure they have met, and exports it.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct progress_request),
    .run = run,
};
