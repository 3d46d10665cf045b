/* SPDX-License-Identifier: MIT */
/* One <verdict> of a verdicts file: the rows it stands for, and what a tool does that says so. */
#ifndef FBLAB_HARNESS_VERDICT_RULE_H
#define FBLAB_HARNESS_VERDICT_RULE_H

#include "base/pattern.h"
#include "base/work_budget.h"
#include "child.h"
#include "scenario/scenario.h"
#include "scenario/source.h"

#include <jansson.h>

/* A value in the tool's JSON. */
struct verdict_place {
    char *pointer, *value;
};

/* All conditions must hold. */
struct verdict_rule {
    struct words rows; /* ids as the library spells them */
    char *name;        /* "10 17" */
    long line;
    int exit_status; /* -1: any */
    struct pattern **patterns;
    size_t pattern_count;
    struct verdict_place *places;
    size_t place_count;
};

/* From an element that fits the schema. `rule` is all zeroes before, and to be cleared also after a failure. */
bool verdict_rule_read(struct verdict_rule *rule, const xmlNode *node, const struct source_file *source,
                       const struct library *library, struct error *error);
/* The rule for a single row, without conditions. */
void verdict_rule_make(struct verdict_rule *rule, const char *row);
void verdict_rule_clear(struct verdict_rule *rule);

/* json: the tool's output, NULL if it is none. GAVE_UP: a pattern would take too long, or the budget is spent. */
enum found verdict_rule_fits(const struct verdict_rule *rule, const struct child_result *result, const json_t *json,
                             const struct work_budget *budget);
bool verdict_rule_names(const struct verdict_rule *rule, const char *row);

#endif
