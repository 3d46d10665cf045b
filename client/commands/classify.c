/* SPDX-License-Identifier: MIT */
/* fbcheck classify: names the failures in texts, captures and logs. */
#include "fbcheck_commands.h"

#include "base/cleanup.h"
#include "base/file_open.h"
#include "base/json_text.h"
#include "base/text.h"
#include "base/unicode.h"
#include "diagnosis/diagnosis.h"
#include "findings/anchors.h"
#include "follow.h"
#include "inputs.h"
#include "lines.h"
#include "merge.h"
#include "terminal/display.h"
#include "terminal/json_output.h"
#include "terminal/status.h"

#include <string.h>
#include <unistd.h>

struct classify {
    const char *scenarios;
    struct option_number jobs;
    bool json, jsonl, summary, merge, follow, strict;
    struct reader reader;
    json_t *results;       /* with --json */
    struct summary *total; /* with --summary and --merge */
    size_t printed;
    bool several;
    bool found, unread; /* something, of all inputs */
    int status;         /* with --jsonl */
};

static const struct option_row options[] = {
    {"json", NULL, "print diagnoses as JSON", OPTION_INTO(struct classify, json)},
    {"jsonl", NULL, "read and write one JSON object a line", OPTION_INTO(struct classify, jsonl)},
    {"summary", NULL, "count by failure, host and hour instead", OPTION_INTO(struct classify, summary)},
    {"merge", NULL, "add up what --summary --json printed, FILE by FILE", OPTION_INTO(struct classify, merge)},
    {"follow", NULL, "watch FILE, a log that grows", OPTION_INTO(struct classify, follow)},
    {"jobs", "N", "read N files at a time (one a processor)", OPTION_INTO_RANGE(struct classify, jobs, 1, 256)},
    {"strict", NULL, "fail when anything could not be read", OPTION_INTO(struct classify, strict)},
    {"scenarios", "DIR", "know the failures in this folder too", OPTION_INTO(struct classify, scenarios)},
};

static void print_unnamed(const struct unnamed *unnamed)
{
    char *sentence;

    for (size_t i = 0; (sentence = unnamed_sentence(unnamed, i)); i++) {
        unicode_put_lines(stdout, sentence);
        putchar('\n');
        free(sentence);
    }
}

/* "Nothing found" is said only of what was read. */
static void print_text(struct classify *classify, const char *name, struct tally *tally)
{
    const struct display display = display_of(stdout);

    if (tally_count(tally) == 0 && tally_unread(tally)->count > 0)
        return;
    if (classify->printed++ > 0)
        putchar('\n');
    if (tally_count(tally) == 0 && name) {
        unicode_put_line(stdout, name);
        puts(": no documented failure found");
    } else if (tally_count(tally) == 0) {
        puts("No documented failure found.");
    } else {
        tally_print(tally, &display);
    }
    print_unnamed(tally_unnamed(tally));
}

static json_t *result_to_json(const char *name, struct tally *tally)
{
    json_t *const object = json_pack("{s:o,s:o}", "file", json_text(name), "diagnoses", tally_to_json(tally));

    if (tally_unnamed(tally)->count > 0)
        json_object_set_new(object, "unnamed", unnamed_to_json(tally_unnamed(tally)));
    if (tally_unread(tally)->count > 0)
        json_object_set_new(object, "unread", unread_to_json(tally_unread(tally), name));
    return object;
}

static void say_unread(const char *name, const struct unread *unread)
{
    char *sentence;

    for (size_t i = 0; (sentence = unread_sentence(unread, name, i)); i++) {
        complain(STATUS_UNUSABLE, "%s", sentence);
        free(sentence);
    }
}

static void add_summary(struct classify *classify, const char *name, const struct tally *tally)
{
    json_t *const unread = unread_to_json(tally_unread(tally), name);

    summary_join(classify->total, tally_summary(tally));
    summary_add_unread(classify->total, unread);
    json_decref(unread);
}

static void take_result(void *context, const char *name, struct result *result)
{
    struct classify *const classify = context;
    struct tally *const tally = result->tally;

    if (classify->summary)
        add_summary(classify, name, tally);
    else if (classify->json)
        json_array_append_new(classify->results, result_to_json(name, tally));
    else
        print_text(classify, name, tally);
    say_unread(name, tally_unread(tally));
    classify->found = classify->found || tally_count(tally) > 0;
    classify->unread = classify->unread || tally_unread(tally)->count > 0;
}

static int lines_of(const struct classify *classify, const char *name)
{
    const char *why = NULL;
    CLEANUP(cleanup_file) FILE *file = name ? file_open_stream(name, &why) : NULL;

    if (name && !file)
        return complain(STATUS_UNUSABLE, "%s cannot be read: %s", name, why);
    return classify_lines(&classify->reader, file ? file : stdin, stdout) ? STATUS_DONE : STATUS_DIFFERENT;
}

static void lines_of_all(struct classify *classify, size_t count, char **names)
{
    for (size_t i = 0; i < count; i++) {
        const int status = lines_of(classify, names[i]);
        classify->status = status > classify->status ? status : classify->status;
    }
}

static void print_summary(const struct classify *classify)
{
    const struct display display = display_of(stdout);

    if (classify->json)
        json_output(summary_to_json(classify->total));
    else if (classify->found || !classify->unread)
        summary_print(classify->total, &display);
}

/* One input is one object; several are an array. */
static void print_results(const struct classify *classify)
{
    json_t *const only = classify->several ? NULL : json_array_get(classify->results, 0);

    if (classify->summary)
        print_summary(classify);
    else if (classify->json && (only || classify->several))
        json_output(json_incref(only ? only : classify->results));
}

/* Whoever was told of a failure has an answer, unless all was to be read. */
static int status_of(const struct classify *classify)
{
    if (classify->unread && (classify->strict || !classify->found))
        return STATUS_UNUSABLE;
    return classify->found ? STATUS_DONE : STATUS_DIFFERENT;
}

/* Is not read for failures: what was found is added up. */
static int merge_all(struct classify *classify, size_t count, char **names)
{
    struct error error = {""};

    classify->total = summary_new();
    for (size_t i = 0; i < count; i++)
        merge_file(classify->total, names[i]);
    classify->found = summary_count(classify->total) > 0;
    classify->unread = summary_has_unread(classify->total);
    for (size_t i = 0; summary_say_unread(classify->total, i, &error); i++)
        complain(STATUS_UNUSABLE, "%s", error.text);
    print_summary(classify);
    summary_free(&classify->total);
    return status_of(classify);
}

/* An input that cannot be read does not keep the others from being read. */
static int classify_all(struct classify *classify, size_t count, char **names, size_t jobs)
{
    classify->several = count > 1;
    classify->results = json_array();
    classify->total = summary_new();
    if (classify->jsonl)
        lines_of_all(classify, count, names);
    else
        inputs_read(&classify->reader, names, count, jobs, take_result, classify);
    print_results(classify);
    json_decref(classify->results);
    summary_free(&classify->total);
    return classify->jsonl ? classify->status : status_of(classify);
}

static size_t processors(void)
{
    const long count = sysconf(_SC_NPROCESSORS_ONLN);

    return count > 0 ? (size_t)count : 1;
}

/* STATUS_DONE: the options go together. */
static int check_options(const struct classify *classify, int count)
{
    if (classify->jsonl && (classify->summary || classify->follow))
        return complain(STATUS_USAGE, "--jsonl goes with neither --summary nor --follow");
    if (classify->summary && classify->follow)
        return complain(STATUS_USAGE, "--summary and --follow do not go together; give one of them");
    if (classify->follow && count != 1)
        return complain(STATUS_USAGE, "--follow watches one FILE; see fbcheck classify --help");
    if (classify->merge && (classify->summary || classify->jsonl || classify->follow))
        return complain(STATUS_USAGE, "--merge goes with none of --summary, --jsonl and --follow");
    return STATUS_DONE;
}

/* "-" is standard input, and so are no names at all. STATUS_DONE: it is meant once at most. */
static int mean_standard_input(const struct classify *classify, int count, char **names)
{
    int meant = 0;

    for (int i = 0; i < count; i++)
        if (strcmp(names[i], "-") == 0) {
            names[i] = NULL;
            meant++;
        }
    if (meant > 1)
        return complain(STATUS_USAGE, "\"-\" stands for standard input, which can be read once; give it once");
    if (meant > 0 && classify->follow)
        return complain(STATUS_USAGE, "--follow watches a FILE by its name, not standard input");
    return STATUS_DONE;
}

static int read_all(struct classify *classify, int count, char **names)
{
    const struct follow follow = {&classify->reader, names[0], classify->json};

    if (classify->follow)
        return follow_run(&follow);
    return classify_all(classify, (size_t)count, names, option_number_or(classify->jobs, processors()));
}

static int classify_operands(struct classify *classify, int count, char **operands)
{
    struct error error = {""};
    CLEANUP(library_free) struct library *library = NULL;
    CLEANUP(classifier_free) struct classifier *classifier = NULL;
    CLEANUP(literals_free) struct literals *literals = NULL;

    if (!(library = library_load_with(classify->scenarios, &error)) ||
        !(classifier = classifier_new(library, &error)) || !(literals = anchors_literals(classifier, &error)))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    classify->reader.classifier = classifier;
    classify->reader.literals = literals;
    return read_all(classify, count, operands);
}

static int run(void *values, int count, char **operands)
{
    struct classify *const classify = values;
    char *standard_input[] = {NULL};
    int status = check_options(classify, count);

    if (status == STATUS_DONE)
        status = mean_standard_input(classify, count, operands);
    if (status != STATUS_DONE)
        return status;
    operands = count > 0 ? operands : standard_input;
    count = count > 0 ? count : 1;
    return classify->merge ? merge_all(classify, (size_t)count, operands)
                           : classify_operands(classify, count, operands);
}

const struct subcommand classify_command = {
    .name = "classify",
    .arguments = "[FILE...]",
    .summary = "name the failure in a text, an answer or a log",
    .about =
        "Names the failure in what is at hand, and says where it was found: texts, mails, events, SOAP, JSON, HTTP, "
        "HAR, SAZ, logs of IIS and Exchange, what `fbcheck query --json` printed. The kind is recognised. Without "
        "FILE, or for -, reads standard input.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct classify),
    .run = run,
};
