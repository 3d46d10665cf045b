/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"
#include "follow.h"
#include "inputs.h"
#include "lines.h"
#include "options.h"
#include "output.h"
#include "subcommands.h"

#include <errno.h>
#include <libxml/parser.h>
#include <string.h>
#include <unistd.h>

#define MOST_JOBS 256

struct classify {
    const char *scenarios, *jobs;
    bool json, jsonl, summary, follow;
    struct reader reader;
    json_t *results;       /* with --json */
    struct summary *total; /* with --summary */
    size_t printed;
    bool several;
    int status;
};

static const struct option_row options[] = {
    {"json", NULL, "print diagnoses as JSON", offsetof(struct classify, json)},
    {"jsonl", NULL, "read and write one JSON object a line", offsetof(struct classify, jsonl)},
    {"summary", NULL, "count by failure, host and hour instead", offsetof(struct classify, summary)},
    {"follow", NULL, "watch FILE, a log that grows", offsetof(struct classify, follow)},
    {"jobs", "N", "read N files at a time (one a processor)", offsetof(struct classify, jobs)},
    {"scenarios", "DIR", "know the failures in this folder too", offsetof(struct classify, scenarios)},
};

static const struct command_line line = {
    "classify [OPTION...] [FILE...]",
    "Names the failure in what is at hand, and says where it was found: texts, mails,\n"
    "events, SOAP, JSON, HTTP, HAR, SAZ, logs of IIS and Exchange, what\n"
    "`fbcheck query --json` printed. The kind is recognised. Without FILE, reads\n"
    "standard input.",
    options,
    ARRAY_SIZE(options),
};

static void print_text(struct classify *classify, const char *name, struct tally *tally)
{
    if (classify->printed++ > 0)
        putchar('\n');
    if (tally_count(tally) == 0 && name)
        printf("%s: no documented failure found\n", name);
    else if (tally_count(tally) == 0)
        puts("No documented failure found.");
    else
        tally_print(tally, stdout, output_colour(stdout));
}

/* What was found before an error counts; the error is said all the same. */
static void take_result(void *context, const char *name, struct result *result)
{
    struct classify *const classify = context;
    const bool fine = !*result->error.text;

    if (classify->summary)
        summary_join(classify->total, tally_summary(result->tally));
    else if (classify->json && (fine || tally_count(result->tally) > 0))
        json_array_append_new(classify->results, json_pack("{s:o,s:o}", "file", json_text(name), "diagnoses",
                                                           tally_to_json(result->tally)));
    else if (!classify->json && (fine || tally_count(result->tally) > 0))
        print_text(classify, name, result->tally);
    if (!fine)
        classify->status = complain(STATUS_UNUSABLE, "%s", result->error.text);
}

static int lines_of(const struct classify *classify, const char *name)
{
    CLEANUP(cleanup_file) FILE *file = name ? fopen(name, "rb") : NULL;

    if (name && !file)
        return complain(STATUS_UNUSABLE, "%s cannot be read: %s", name, strerror(errno));
    return classify_lines(&classify->reader, file ? file : stdin, stdout) ? STATUS_DONE : STATUS_DIFFERENT;
}

static void lines_of_all(struct classify *classify, size_t count, char **names)
{
    for (size_t i = 0; i < count; i++) {
        const int status = lines_of(classify, names[i]);
        classify->status = status > classify->status ? status : classify->status;
    }
}

/* One input is one object; several are an array. */
static void print_results(struct classify *classify)
{
    json_t *const only = classify->several ? NULL : json_array_get(classify->results, 0);

    if (classify->summary && classify->json)
        output_json(summary_to_json(classify->total), JSON_INDENT(2));
    else if (classify->summary)
        summary_print(classify->total, stdout, isatty(STDOUT_FILENO));
    else if (classify->json && (only || classify->several))
        output_json(json_incref(only ? only : classify->results), JSON_INDENT(2));
}

/* The worst status of all inputs; one that cannot be read does not keep the others from being read. */
static int classify_all(struct classify *classify, size_t count, char **names, size_t jobs)
{
    char *standard_input[] = {NULL};

    names = count > 0 ? names : standard_input;
    count = count > 0 ? count : 1;
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
    return fflush(stdout) == 0 ? classify->status : complain(STATUS_UNUSABLE, "standard output cannot be written");
}

/* 0: --jobs is no number of jobs. */
static size_t jobs_of(const struct classify *classify)
{
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    char *end = NULL;
    const unsigned long jobs = classify->jobs ? strtoul(classify->jobs, &end, 10) : 0;

    if (!classify->jobs)
        return processors > 0 ? (size_t)processors : 1;
    return *end == '\0' && *classify->jobs >= '0' && *classify->jobs <= '9' && jobs <= MOST_JOBS ? jobs : 0;
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
    if (jobs_of(classify) == 0)
        return complain(STATUS_USAGE, "--jobs must be a number from 1 to %d, not \"%s\"", MOST_JOBS, classify->jobs);
    return STATUS_DONE;
}

static int run(struct classify *classify, int count, char **names)
{
    const struct follow follow = {&classify->reader, names[0], classify->json};

    xmlInitParser(); /* before there are threads */
    if (classify->follow)
        return follow_run(&follow);
    return classify_all(classify, (size_t)count, names, jobs_of(classify));
}

int command_classify(int argc, char **argv)
{
    struct classify classify = {0};
    struct error error = {""};
    int first = 0, status;
    const enum parsed parsed = options_parse(&line, argc, argv, &classify, &first, &error);
    CLEANUP(library_free) struct library *library = NULL;
    CLEANUP(classifier_free) struct classifier *classifier = NULL;
    CLEANUP(literals_free) struct literals *literals = NULL;

    if (parsed == PARSED_HELP)
        return STATUS_DONE;
    if (parsed == PARSED_WRONG)
        return complain(STATUS_USAGE, "%s", error.text);
    if ((status = check_options(&classify, argc - first)) != STATUS_DONE)
        return status;
    if (!(library = failures_load(classify.scenarios, &error)) || !(classifier = classifier_new(library, &error)) ||
        !(literals = input_literals(classifier, &error)))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    classify.reader.classifier = classifier;
    classify.reader.literals = literals;
    return run(&classify, argc - first, argv + first);
}
