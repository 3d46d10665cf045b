/* SPDX-License-Identifier: MIT */
/* Ranks causes by evidence, and writes their procedure for this organization. */
#include "advice.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "signs.h"
#include "vocabulary/places.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CAUSES = 3 };

/* How much more a cause counts that evidence speaks for, beside one that it leaves open. */
static const double WEIGHT_FITS = 4, WEIGHT_OPEN = 1;

struct ranked {
    const struct cause *cause;
    double weight; /* 0: ruled out */
};

struct cause_rule {
    struct sign_rule *fits, *refuted;
};

static bool compile(struct sign_rule **rules, const struct scenario *scenario, const struct sign *signs, size_t count,
                    struct error *error)
{
    bool fine = true;

    *rules = memory_array(count + 1, sizeof **rules);
    for (size_t i = 0; i < count && fine; i++)
        fine = rule_compile(&(*rules)[i], scenario, &signs[i], error);
    return fine;
}

bool cause_rules_compile(struct cause_rules *rules, const struct scenario *scenario, struct error *error)
{
    bool fine = true;

    *rules = (struct cause_rules){scenario, memory_array(scenario->cause_count + 1, sizeof *rules->items)};
    for (size_t i = 0; i < scenario->cause_count && fine; i++) {
        const struct cause *const cause = &scenario->causes[i];
        fine = compile(&rules->items[i].fits, scenario, cause->fits, cause->fit_count, error) &&
               compile(&rules->items[i].refuted, scenario, cause->refuted, cause->refuted_count, error);
    }
    return fine;
}

static void free_rules(struct sign_rule *rules, size_t count)
{
    for (size_t i = 0; rules && i < count; i++)
        rule_clear(&rules[i]);
    free(rules);
}

void cause_rules_clear(struct cause_rules *rules)
{
    for (size_t i = 0; rules->items && i < rules->scenario->cause_count; i++) {
        free_rules(rules->items[i].fits, rules->scenario->causes[i].fit_count);
        free_rules(rules->items[i].refuted, rules->scenario->causes[i].refuted_count);
    }
    free(rules->items);
    *rules = (struct cause_rules){0};
}

static bool strikes(const char *cause_direction, const char *direction)
{
    return !cause_direction || !direction || text_equal(cause_direction, direction) ||
           text_equal(cause_direction, "both");
}

static bool is_refuted(const struct cause *cause, const struct cause_rule *rule, const struct seen *seen)
{
    for (size_t i = 0; i < cause->refuted_count; i++)
        if (rule_holds(&rule->refuted[i], seen) == HOLDS)
            return true;
    return false;
}

static double weight_of(const struct cause *cause, const struct cause_rule *rule, const struct seen *seen,
                        const struct facts *facts)
{
    double weight = cause->fit_count == 0 ? WEIGHT_OPEN : 0;

    if (!seen)
        return WEIGHT_OPEN;
    if (!strikes(cause->direction, facts->direction) || is_refuted(cause, rule, seen))
        return 0;
    for (size_t i = 0; i < cause->fit_count; i++) {
        const enum holds holds = rule_holds(&rule->fits[i], seen);
        const double own = holds == HOLDS ? WEIGHT_FITS : holds == HOLDS_UNKNOWN ? WEIGHT_OPEN : 0;
        weight = own > weight ? own : weight;
    }
    return weight;
}

static char *fill(const struct facts *facts, const struct scenario *scenario, const char *text)
{
    return text ? facts_fill(facts, scenario->direction, text) : NULL;
}

/* What is filled in, and of which years it is said to be; era NULL: of none. */
struct filling {
    const struct facts *facts;
    const struct scenario *scenario;
    const char *era;
};

/* "Until 2025: ..." */
static char *of_era(const struct filling *filling, char *text)
{
    char *longer;

    if (!filling->era || !text)
        return text;
    longer = text_format("%c%s: %s", *filling->era - 'a' + 'A', filling->era + 1, text);
    free(text);
    return longer;
}

static void fill_words(struct words *to, const struct words *from, const struct filling *filling)
{
    for (size_t i = 0; i < from->count; i++)
        words_take(to, of_era(filling, fill(filling->facts, filling->scenario, from->items[i])));
}

static void fill_commands(struct advised_cause *advised, const struct commands *commands, const struct filling *filling)
{
    for (size_t i = 0; i < commands->count; i++) {
        const struct scenario_command *const command = &commands->items[i];
        advised->commands[advised->command_count++] =
            (struct advised_command){text_copy(facts_place(filling->facts, filling->scenario->direction, command->at)),
                                     fill(filling->facts, filling->scenario, command->command), filling->era};
    }
}

static void fill_steps(struct advised_cause *advised, const struct words *remedies, const struct commands *commands,
                       const struct filling *filling)
{
    fill_words(&advised->remedies, remedies, filling);
    fill_commands(advised, commands, filling);
}

/* What was done until 2025, what is done today, or both, marked, where nothing tells when it is. */
static void fill_repair(struct advised_cause *advised, const struct cause *cause, const struct facts *facts,
                        const struct scenario *scenario)
{
    const bool changed = cause->today_remedies.count > 0, open = changed && facts->era == ERA_OPEN;

    advised->commands =
        memory_array(cause->commands.count + cause->today_commands.count + 1, sizeof *advised->commands);
    if (!changed || facts->era != ERA_SINCE_2025)
        fill_steps(advised, &cause->remedies, &cause->commands,
                   &(struct filling){facts, scenario, open ? "until 2025" : NULL});
    if (changed && facts->era != ERA_UNTIL_2025)
        fill_steps(advised, &cause->today_remedies, &cause->today_commands,
                   &(struct filling){facts, scenario, open ? "since 2025" : NULL});
}

static void fill_check(struct advised_check *to, const struct cause_check *from, const struct facts *facts,
                       const struct scenario *scenario)
{
    if (from->command)
        *to = (struct advised_check){text_copy(facts_place(facts, scenario->direction, from->at)),
                                     fill(facts, scenario, from->command),
                                     facts_fill_pattern(facts, scenario->direction, from->confirms)};
}

static struct advised_cause write_cause(const struct cause *cause, const struct facts *facts,
                                        const struct scenario *scenario)
{
    struct advised_cause advised = {.id = text_copy(cause->id), .says = fill(facts, scenario, cause->says)};

    fill_check(&advised.check, &cause->check, facts, scenario);
    fill_check(&advised.lab_check, &cause->lab_check, facts, scenario);
    fill_repair(&advised, cause, facts, scenario);
    fill_words(&advised.looks, &cause->looks, &(struct filling){facts, scenario, NULL});
    return advised;
}

/* The heaviest that is left, in the file's order among equals; NULL: none. */
static struct ranked *heaviest(struct ranked *ranked, size_t count)
{
    struct ranked *best = NULL;

    for (size_t i = 0; i < count; i++)
        if (ranked[i].weight > 0 && (!best || ranked[i].weight > best->weight))
            best = &ranked[i];
    return best;
}

void advice_give(struct diagnosis *diagnosis, const struct cause_rules *rules, const struct seen *seen,
                 const struct facts *facts)
{
    const struct scenario *const scenario = rules->scenario;
    struct ranked *const ranked = memory_array(scenario->cause_count + 1, sizeof *ranked);
    const size_t most = seen ? MOST_CAUSES : scenario->cause_count;
    double sum = 0;

    diagnosis->causes = memory_array(most + 1, sizeof *diagnosis->causes);
    for (size_t i = 0; i < scenario->cause_count; i++) {
        const struct cause *const cause = &scenario->causes[i];
        ranked[i] = (struct ranked){cause, weight_of(cause, seen ? &rules->items[i] : NULL, seen, facts)};
        sum += ranked[i].weight;
    }
    for (struct ranked *best; diagnosis->cause_count < most && (best = heaviest(ranked, scenario->cause_count));) {
        struct advised_cause *const advised = &diagnosis->causes[diagnosis->cause_count++];
        *advised = write_cause(best->cause, facts, scenario);
        advised->confidence = diagnosis->confidence * best->weight / sum;
        best->weight = 0;
    }
    free(ranked);
}

char *advice_place(const struct advised_command *command)
{
    return text_format("%s%s%s", command->at, command->era ? ", " : "", command->era ? command->era : "");
}

bool advice_is_for(const char *at, const char *command, bool lab)
{
    return lab || !(text_equal(at, SCOPE_LAB) || strstr(command, "-Lab"));
}

const struct advised_check *advice_check(const struct advised_cause *cause, bool lab)
{
    if (lab && cause->lab_check.command)
        return &cause->lab_check;
    return cause->check.command ? &cause->check : NULL;
}

static void free_check(struct advised_check *check)
{
    free(check->at);
    free(check->command);
    free(check->confirms);
}

static void cause_clear(struct advised_cause *advised)
{
    for (size_t i = 0; i < advised->command_count; i++) {
        free(advised->commands[i].at);
        free(advised->commands[i].command);
    }
    free(advised->commands);
    words_clear(&advised->remedies);
    words_clear(&advised->looks);
    free_check(&advised->check);
    free_check(&advised->lab_check);
    free(advised->id);
    free(advised->says);
}

void advice_clear(struct diagnosis *diagnosis)
{
    for (size_t i = 0; i < diagnosis->cause_count; i++)
        cause_clear(&diagnosis->causes[i]);
    free(diagnosis->causes);
}
