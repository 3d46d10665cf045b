/* SPDX-License-Identifier: MIT */
/* Reads a verdicts file and finds the rule that fits what a tool did. */
#include "verdicts.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "scenario/members.h"
#include "scenario/validate.h"
#include "verdict_rule.h"
#include "xml/xml.h"

#include <ctype.h>
#include <signal.h>
#include <string.h>

#define FILE_LIMIT (1u << 20)
#define HEALTHY "00"

enum {
    LONGEST_ID = 16,
    BUDGET_MS = 5000, /* of all expressions, on one output */
};

/* What a shell says of its command: from here on, a signal ended it. */
enum { SHELL_NOT_RUN = 126, SHELL_NOT_FOUND = 127, SHELL_SIGNAL = 128 };

struct verdicts {
    bool from_file;
    char *path;
    struct verdict_rule *rules; /* without a file: one for each row of the library */
    size_t count;
};

static struct verdict_rule *add_rule(struct verdicts *verdicts)
{
    verdicts->rules = array_grow(verdicts->rules, &verdicts->count, sizeof *verdicts->rules);
    return &verdicts->rules[verdicts->count - 1];
}

static bool read_rules(struct verdicts *verdicts, xmlDoc *document, const struct source_file *source,
                       const struct library *library, struct error *error)
{
    const xmlNode *root = xmlDocGetRootElement(document);

    for (const xmlNode *node = xml_child(root, "verdict"); node; node = xml_next(node, "verdict"))
        if (!verdict_rule_read(add_rule(verdicts), node, source, library, error))
            return false;
    return true;
}

static bool read_file(struct verdicts *verdicts, const char *path, const struct library *library, struct error *error)
{
    CLEANUP(cleanup_string) char *schema = text_format("%s/verdicts.rng", library_folder());
    CLEANUP(grammar_free) struct grammar *grammar = grammar_load(schema, error);
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = grammar ? file_read(path, FILE_LIMIT, &length, error) : NULL;
    CLEANUP(xml_free) xmlDoc *document = text ? xml_parse(text, length, path, error) : NULL;
    const struct source_file source = {.path = path, .text = text};

    verdicts->from_file = true;
    verdicts->path = text_copy(path);
    return document && grammar_check(grammar, document, &source, error) &&
           read_rules(verdicts, document, &source, library, error);
}

struct verdicts *verdicts_load(const char *path, const struct library *library, struct error *error)
{
    struct verdicts *verdicts = memory_new(sizeof *verdicts);

    for (size_t i = 0; !path && i < library_count(library); i++)
        verdict_rule_make(add_rule(verdicts), library_at(library, i)->id);
    if (path && !read_file(verdicts, path, library, error))
        verdicts_free(&verdicts);
    return verdicts;
}

void verdicts_free(struct verdicts **verdicts)
{
    if (!*verdicts)
        return;
    for (size_t i = 0; i < (*verdicts)->count; i++)
        verdict_rule_clear(&(*verdicts)->rules[i]);
    free((*verdicts)->rules);
    free((*verdicts)->path);
    free(*verdicts);
    *verdicts = NULL;
}

static const struct verdict_rule *rule_of(const struct verdicts *verdicts, const char *row)
{
    for (size_t i = 0; row && i < verdicts->count; i++)
        if (verdict_rule_names(&verdicts->rules[i], row))
            return &verdicts->rules[i];
    return NULL;
}

bool verdicts_cover(const struct verdicts *verdicts, const char *row)
{
    return rule_of(verdicts, row) != NULL;
}

/* The JSON of our contract says it in its first diagnosis, or that the look-up went well. */
static const struct verdict_rule *diagnosed(const struct verdicts *verdicts, const json_t *json)
{
    const json_t *first = json_array_get(json_object_get(json, "diagnoses"), 0);
    const bool healthy = !first && json_is_true(json_object_get(json, "ok"));

    return rule_of(verdicts, healthy ? HEALTHY : json_string_value(json_object_get(first, "id")));
}

/* The first line that is, without the blanks around it, the id of a row and nothing else: numbers within a sentence are
 * steps, times and status codes. */
static const struct verdict_rule *mentioned(const struct verdicts *verdicts, const struct child_result *result)
{
    const char *at = result->output, *end = at + result->length;

    while (at < end) {
        const char *const newline = memchr(at, '\n', (size_t)(end - at));
        const char *start = at, *stop = newline ? newline : end;
        while (start < stop && isspace((unsigned char)*start))
            start++;
        while (stop > start && isspace((unsigned char)stop[-1]))
            stop--;
        CLEANUP(cleanup_string)
        char *id = stop > start && stop - start < LONGEST_ID ? text_format("%.*s", (int)(stop - start), start) : NULL;
        const struct verdict_rule *rule = rule_of(verdicts, id);
        if (rule)
            return rule;
        at = newline ? newline + 1 : end;
    }
    return NULL;
}

/* The first that fits. GAVE_UP: the rule that could not be decided. */
static enum found find(const struct verdicts *verdicts, const struct child_result *result,
                       const struct verdict_rule **rule)
{
    json_t *json = json_loadb(result->output, result->length, JSON_DECODE_ANY, NULL);
    const struct work_budget budget = work_budget_begin(BUDGET_MS);
    enum found found = NOT_FOUND;

    if (!verdicts->from_file) {
        *rule =
            json_is_array(json_object_get(json, "diagnoses")) ? diagnosed(verdicts, json) : mentioned(verdicts, result);
        found = *rule ? FOUND : NOT_FOUND;
    }
    for (size_t i = 0; verdicts->from_file && found == NOT_FOUND && i < verdicts->count; i++) {
        *rule = &verdicts->rules[i];
        found = verdict_rule_fits(*rule, result, json, &budget);
    }
    json_decref(json);
    return found;
}

static enum verdict_kind ending(const struct child_result *result)
{
    if (result->timed_out)
        return VERDICT_TIMED_OUT;
    if (result->signal || (result->status > SHELL_SIGNAL && result->status <= SHELL_SIGNAL + SIGRTMAX))
        return VERDICT_CRASHED;
    return result->status == SHELL_NOT_FOUND || result->status == SHELL_NOT_RUN ? VERDICT_NOT_RUN : VERDICT_NOTHING;
}

static const char *const names[] = {[VERDICT_NOTHING] = "nothing",
                                    [VERDICT_TIMED_OUT] = "time-out",
                                    [VERDICT_CRASHED] = "crash",
                                    [VERDICT_NOT_RUN] = "not run"};

enum verdict_kind verdict_kind_of(const char *name)
{
    for (size_t i = VERDICT_ROWS + 1; i < ARRAY_SIZE(names); i++)
        if (strcmp(names[i], name) == 0)
            return (enum verdict_kind)i;
    return VERDICT_ROWS;
}

bool verdicts_judge(const struct verdicts *verdicts, const struct child_result *result, struct verdict *verdict,
                    struct error *error)
{
    const struct verdict_rule *rule = NULL;
    enum found found;

    *verdict = (struct verdict){.kind = ending(result)};
    verdict->name = names[verdict->kind];
    if (verdict->kind != VERDICT_NOTHING)
        return true;
    found = find(verdicts, result, &rule);
    if (found == GAVE_UP)
        return error_set(
            error,
            "%s:%ld: an expression of this verdict, or all up to it, takes too long on the tool's output; simplify it",
            verdicts->path, rule->line);
    if (found == FOUND)
        *verdict = (struct verdict){.kind = VERDICT_ROWS, .rows = &rule->rows, .name = rule->name};
    return true;
}

bool verdict_names(const struct verdict *verdict, const char *row)
{
    for (size_t i = 0; verdict->rows && i < verdict->rows->count; i++)
        if (strcmp(verdict->rows->items[i], row) == 0)
            return true;
    return false;
}

static const char *said(const struct verdict *verdict)
{
    return strcmp(verdict->name, HEALTHY) == 0 ? "green" : verdict->name;
}

char *verdict_unexpected_sentence(const struct verdict *verdict)
{
    switch (verdict->kind) {
    case VERDICT_ROWS: return text_format("no verdict expected, and the tool said %s", said(verdict));
    case VERDICT_NOTHING: return text_copy("no verdict expected, and the tool named no row");
    case VERDICT_TIMED_OUT:
    case VERDICT_CRASHED:
    case VERDICT_NOT_RUN: return text_format("no verdict expected, and the tool ended so: %s", verdict->name);
    }
    return NULL;
}

char *verdict_sentence(const struct verdict *verdict, const struct child_result *result, const char *expected)
{
    switch (verdict->kind) {
    case VERDICT_ROWS: return text_format("this is row %s, and the tool said %s", expected, said(verdict));
    case VERDICT_NOTHING: return text_format("this is row %s, and the tool named no row", expected);
    case VERDICT_TIMED_OUT: return text_format("this is row %s, and the tool did not end in time", expected);
    case VERDICT_CRASHED:
        return text_format("this is row %s, and signal %s ended the tool", expected,
                           sigabbrev_np(result->signal ? result->signal : result->status - SHELL_SIGNAL));
    case VERDICT_NOT_RUN:
        return text_format("this is row %s, and the shell found nothing to run (exit status %d)", expected,
                           result->status);
    }
    return NULL;
}
