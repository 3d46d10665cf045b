/* SPDX-License-Identifier: MIT */
/* Reads one <verdict> and tells whether it fits. */
#include "verdict_rule.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "pointer.h"
#include "scenario/identifier.h"
#include "scenario/members.h"
#include "xml/xml.h"

#include <string.h>

static void add_row(struct verdict_rule *rule, const char *row)
{
    char **grown = memory_grow(rule->rows.items, rule->rows.count + 2, sizeof *grown);
    char *longer = rule->name ? text_format("%s %s", rule->name, row) : text_copy(row);

    grown[rule->rows.count++] = text_copy(row);
    grown[rule->rows.count] = NULL;
    rule->rows.items = grown;
    free(rule->name);
    rule->name = longer;
}

static bool read_rows(struct verdict_rule *rule, const xmlNode *node, const struct source_file *source,
                      const struct library *library, struct error *error)
{
    for (const xmlNode *row = xml_child(node, "row"); row; row = xml_next(row, "row")) {
        CLEANUP(cleanup_string) char *id = xml_text(row);
        struct error reason = {""};
        const struct scenario *scenario = library_find(library, id, NULL, &reason);
        if (!scenario)
            return source_refuse(source, row, error, "%s", reason.text);
        if (identifier_compare(scenario->id, id) != 0)
            return source_refuse(source, row, error, "%s is a variant; a verdict names the row, %s", id, scenario->id);
        if (verdict_rule_names(rule, scenario->id))
            return source_refuse(source, row, error, "row %s stands in this verdict already; remove one", scenario->id);
        add_row(rule, scenario->id);
    }
    return true;
}

static bool read_patterns(struct verdict_rule *rule, const xmlNode *node, const struct source_file *source,
                          struct error *error)
{
    for (const xmlNode *says = xml_child(node, "says"); says; says = xml_next(says, "says")) {
        CLEANUP(cleanup_string) char *text = xml_text(says);
        struct error reason = {""};
        struct pattern *pattern = pattern_new_search(text, &reason);
        if (!pattern)
            return source_refuse(source, says, error, "%s", reason.text);
        rule->patterns = array_grow(rule->patterns, &rule->pattern_count, sizeof(struct pattern *));
        rule->patterns[rule->pattern_count - 1] = pattern;
    }
    return true;
}

static void read_places(struct verdict_rule *rule, const xmlNode *node)
{
    for (const xmlNode *json = xml_child(node, "json"); json; json = xml_next(json, "json")) {
        rule->places = array_grow(rule->places, &rule->place_count, sizeof *rule->places);
        rule->places[rule->place_count - 1] =
            (struct verdict_place){xml_text_at(json, "pointer"), xml_text_at(json, "value")};
    }
}

bool verdict_rule_read(struct verdict_rule *rule, const xmlNode *node, const struct source_file *source,
                       const struct library *library, struct error *error)
{
    CLEANUP(cleanup_string) char *status = xml_text_at(node, "exit-status");

    rule->line = xmlGetLineNo(node);
    rule->exit_status = status ? (int)strtol(status, NULL, 10) : -1;
    if (!read_rows(rule, node, source, library, error) || !read_patterns(rule, node, source, error))
        return false;
    read_places(rule, node);
    if (!status && !rule->pattern_count && !rule->place_count)
        return source_refuse(source, node, error,
                             "<verdict> needs a condition behind <row>: <exit-status>, <says> or <json>");
    return true;
}

void verdict_rule_make(struct verdict_rule *rule, const char *row)
{
    rule->exit_status = -1;
    add_row(rule, row);
}

void verdict_rule_clear(struct verdict_rule *rule)
{
    for (size_t i = 0; i < rule->rows.count; i++)
        free(rule->rows.items[i]);
    for (size_t i = 0; i < rule->pattern_count; i++)
        pattern_free(&rule->patterns[i]);
    for (size_t i = 0; i < rule->place_count; i++) {
        free(rule->places[i].pointer);
        free(rule->places[i].value);
    }
    free(rule->rows.items);
    free(rule->patterns);
    free(rule->places);
    free(rule->name);
    *rule = (struct verdict_rule){0};
}

enum found verdict_rule_fits(const struct verdict_rule *rule, const struct child_result *result, const json_t *json,
                             const struct work_budget *budget)
{
    enum found fits = FOUND;

    if (rule->exit_status >= 0 && rule->exit_status != result->status)
        return NOT_FOUND;
    for (size_t i = 0; i < rule->place_count; i++)
        if (!pointer_is(pointer_get(json, rule->places[i].pointer), rule->places[i].value))
            return NOT_FOUND;
    for (size_t i = 0; i < rule->pattern_count && fits != NOT_FOUND; i++) {
        const enum found found =
            work_budget_is_over(budget) ? GAVE_UP : pattern_find(rule->patterns[i], result->output, result->length);
        fits = found == FOUND ? fits : found;
    }
    return fits;
}

bool verdict_rule_names(const struct verdict_rule *rule, const char *row)
{
    for (size_t i = 0; i < rule->rows.count; i++)
        if (strcmp(rule->rows.items[i], row) == 0)
            return true;
    return false;
}
