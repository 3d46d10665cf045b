/* SPDX-License-Identifier: MIT */
/* Reads the progress through a store of its own, so that it waits for no trainee. */
#include "room_export.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "progress/progress_export.h"

#include <jansson.h>
#include <string.h>

static bool add_deed(void *deeds, const struct progress_event *event)
{
    json_array_append_new(deeds, json_pack("{s:I, s:o, s:o}", "at", (json_int_t)event->at, "kind",
                                           json_text(event->kind), "text", json_text(event->text)));
    return true;
}

struct attempts {
    struct progress_store *store;
    json_t *list;
    struct error *error;
    bool failed;
};

static bool add_attempt(void *context, const struct progress_attempt *attempt)
{
    struct attempts *const attempts = context;
    json_t *const deeds = json_array();

    attempts->failed = !progress_store_events(attempts->store, attempt->id, add_deed, deeds, attempts->error);
    json_array_append_new(attempts->list,
                          json_pack("{s:o, s:o, s:o, s:s, s:s, s:i, s:I, s:I, s:o, s:o}", "trainee",
                                    json_text(attempt->trainee), "course", json_text(attempt->course), "ticket",
                                    json_text(attempt->ticket), "mode", progress_mode_name(attempt->mode), "outcome",
                                    progress_outcome_name(attempt->outcome), "points", (int)attempt->points, "started",
                                    (json_int_t)attempt->started, "ended", (json_int_t)attempt->ended, "registration",
                                    json_text(attempt->registration), "deeds", deeds));
    return !attempts->failed;
}

static bool write_deeds(const struct progress_export *what, FILE *output, struct error *error)
{
    CLEANUP(json_release) json_t *list = json_array();
    struct attempts attempts = {what->store, list, error, false};

    return progress_store_attempts(what->store, what->trainee, add_attempt, &attempts, error) && !attempts.failed &&
           json_dumpf(list, output, JSON_INDENT(2)) == 0;
}

static const struct export_format {
    const char *name, *type;
} formats[] = {
    {"csv", "text/csv; charset=utf-8"},
    {"xapi", "application/x-ndjson"},
    {"deeds", "application/json"},
};

static const char *type_of(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(formats); i++)
        if (strcmp(formats[i].name, name) == 0)
            return formats[i].type;
    return NULL;
}

static bool write(const struct progress_export *what, const char *name, FILE *output, struct error *error)
{
    const struct progress_format *const format = strcmp(name, "deeds") == 0 ? NULL : progress_format_find(name, error);

    return (format ? format->write : write_deeds)(what, output, error);
}

bool room_export(const struct room_school *school, const char *trainee, const char *format, struct answer *answer,
                 struct error *error)
{
    const struct progress_options options = {.folder = school->progress_folder};
    CLEANUP(cleanup_string) char *said = NULL;
    CLEANUP(progress_store_close) struct progress_store *store = NULL;
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length;

    if (!type_of(format))
        return error_set(error, "there is no export \"%.40s\"; there are csv, xapi and deeds", format);
    if (!(store = progress_store_open(&options, &said, error)))
        return false;
    const struct progress_export what = {.store = store, .trainee = trainee};
    FILE *const output = text_stream(&text, &length);
    const bool written = write(&what, format, output, error);
    text_stream_close(output);
    if (written)
        answer_take(answer, 200, type_of(format), TAKE(text), length);
    return written;
}
