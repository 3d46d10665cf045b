/* SPDX-License-Identifier: MIT */
/* Compiles signs, holds them against a record, and says why they fitted. */
#include "signs.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "words.h"

#include <stdlib.h>

static bool compile_condition(struct rule_condition *condition, const struct sign_condition *source)
{
    const struct condition_kind *const kind = condition_kind(source->field);

    *condition = (struct rule_condition){.field = source->field, .text = source->value};
    return !kind->read || kind->read(source->value, &condition->number);
}

bool rule_compile(struct sign_rule *rule, const struct scenario *scenario, const struct sign *sign, struct error *error)
{
    *rule = (struct sign_rule){.scenario = scenario, .sign = sign, .confidence = sign->confidence};
    rule->conditions = memory_array(sign->condition_count + 1, sizeof *rule->conditions);
    for (; rule->condition_count < sign->condition_count; rule->condition_count++) {
        const struct sign_condition *const source = &sign->conditions[rule->condition_count];
        if (!compile_condition(&rule->conditions[rule->condition_count], source))
            return error_set(error, "%s:%d: <%s> cannot be \"%s\"", scenario->file, sign->line,
                             sign_field_name(source->field), source->value);
    }
    return true;
}

void rule_clear(struct sign_rule *rule)
{
    free(rule->conditions);
    *rule = (struct sign_rule){0};
}

bool rule_fits(const struct sign_rule *rule, const struct seen *seen)
{
    return rule->condition_count > 0 && rule_holds(rule, seen) == HOLDS;
}

enum holds rule_holds(const struct sign_rule *rule, const struct seen *seen)
{
    enum holds all = HOLDS;

    for (size_t i = 0; i < rule->condition_count && all != HOLDS_NOT; i++) {
        const enum holds one = evidence_condition_holds(&rule->conditions[i], seen);
        all = one == HOLDS ? all : one;
    }
    return all;
}

static bool says(const struct sign_rule *rule, const struct rule_condition *condition)
{
    for (size_t i = 0; i < rule->condition_count; i++)
        if (condition_implies(&rule->conditions[i], condition))
            return true;
    return false;
}

bool rule_implies(const struct sign_rule *rule, const struct sign_rule *other)
{
    for (size_t i = 0; i < other->condition_count; i++)
        if (!says(rule, &other->conditions[i]))
            return false;
    return true;
}

bool rule_reads(const struct sign_rule *rule, enum sign_field field)
{
    for (size_t i = 0; i < rule->condition_count; i++)
        if (rule->conditions[i].field == field)
            return true;
    return false;
}

/* The status says more than "http-status", and both name the step. */
static bool said_already(const struct sign_rule *rule, enum sign_field field)
{
    const bool status = rule_reads(rule, SIGN_STATUS), outcome = rule_reads(rule, SIGN_OUTCOME);

    return (field == SIGN_OUTCOME && status) || ((field == SIGN_STEP || field == SIGN_HOP) && (status || outcome));
}

static char *say(const struct condition_kind *kind, const struct rule_condition *condition, const struct seen *seen)
{
    const bool named = kind->names_step && seen->failure->step != HOP_COUNT;

    return text_format("%s%s%s%s%s", kind->before, condition->text, kind->after, named ? " at " : "",
                       named ? hop_name(seen->failure->step) : "");
}

void rule_explain(const struct sign_rule *rule, const struct seen *seen, struct words *because)
{
    for (size_t kind = 0; kind < SIGN_FIELD_COUNT; kind++)
        for (size_t i = 0; i < rule->condition_count; i++)
            if (rule->conditions[i].field == condition_kinds[kind].field &&
                !said_already(rule, condition_kinds[kind].field))
                words_take(because, say(&condition_kinds[kind], &rule->conditions[i], seen));
}
