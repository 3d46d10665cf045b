/* SPDX-License-Identifier: MIT */
/* Classifies look-ups: which signs hold, and how they are ordered. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "classifier.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

/* A list one item longer, the new item not yet set. */
static void *grow(void *items, size_t count, size_t size)
{
    return memory_grow(items, count + 1, size);
}

static bool add_rules(struct classifier *classifier, const struct scenario *scenario, struct error *error)
{
    for (size_t i = 0; i < scenario->sign_count; i++) {
        classifier->rules = grow(classifier->rules, classifier->rule_count, sizeof *classifier->rules);
        if (!rule_compile(&classifier->rules[classifier->rule_count++], scenario, &scenario->signs[i], error))
            return false;
    }
    return true;
}

struct classifier *classifier_new_for_lookups(const struct library *library, struct error *error)
{
    CLEANUP(classifier_free) struct classifier *classifier = memory_new(sizeof *classifier);

    classifier->library = library;
    for (size_t i = 0; i < library_count(library); i++)
        if (!add_rules(classifier, library_at(library, i), error) || !diagnosis_check(library_at(library, i), error))
            return NULL;
    return TAKE(classifier);
}

struct classifier *classifier_new(const struct library *library, struct error *error)
{
    CLEANUP(classifier_free) struct classifier *classifier = classifier_new_for_lookups(library, error);

    if (!classifier || !(classifier->texts = text_rules_new(library, error)) ||
        !(classifier->facts = fact_patterns_new(error)))
        return NULL;
    return TAKE(classifier);
}

void classifier_free(struct classifier **classifier)
{
    struct classifier *const old = *classifier;

    if (!old)
        return;
    for (size_t i = 0; i < old->rule_count; i++)
        rule_clear(&old->rules[i]);
    text_rules_free(&old->texts);
    fact_patterns_free(&old->facts);
    free(old->rules);
    free(old);
    *classifier = NULL;
}

/* A copy of a shipped sign, a narrower one, or a wider one that is more likely right than not. */
static bool stands_for(const struct sign_rule *own, const struct sign_rule *shipped)
{
    return own->scenario->own && !shipped->scenario->own &&
           (rule_implies(own, shipped) || (own->confidence >= OWN_IS_LIKELY && rule_implies(shipped, own)));
}

/* The user's own file goes before the shipped one that it copies, however sure that is. */
static double rank_of(const struct classifier *classifier, const struct sign_rule *rule, const struct seen *seen)
{
    double rank = rule->confidence;

    for (size_t i = 0; rule->scenario->own && i < classifier->rule_count; i++) {
        const struct sign_rule *const other = &classifier->rules[i];
        if (other->confidence > rank && stands_for(rule, other) && rule_fits(other, seen))
            rank = other->confidence;
    }
    return rank;
}

static struct fitting fitting_of(const struct classifier *classifier, const struct sign_rule *rule,
                                 const struct seen *seen)
{
    struct fitting fitting = {.scenario = rule->scenario,
                              .confidence = rule->confidence,
                              .rank = rank_of(classifier, rule, seen),
                              .weight = rule->condition_count};

    rule_explain(rule, seen, &fitting.because);
    return fitting;
}

/* A client of EWS sees what its server printed, and nothing of what that server saw. */
static bool is_told(const struct classifier *classifier, const struct lookup *lookup)
{
    return classifier && classifier->texts && lookup->error_text && !lookup->ok &&
           (lookup->way == WAY_CLIENT || lookup->way == WAY_LOCAL);
}

/* x-ms-diagnostics names one reason: what knows it best leaves no room for wider readings of other failures. */
static const struct sign_rule *best_reason(const struct classifier *classifier, const struct seen *seen)
{
    const struct sign_rule *best = NULL;

    for (size_t i = 0; i < classifier->rule_count; i++) {
        const struct sign_rule *const rule = &classifier->rules[i];
        if (!rule->scenario->own && rule_reads(rule, SIGN_DIAGNOSTICS) &&
            (!best || rule->confidence > best->confidence) && rule_fits(rule, seen))
            best = rule;
    }
    return best;
}

static bool is_outdone(const struct sign_rule *rule, const struct sign_rule *reason)
{
    return reason && rule->scenario != reason->scenario && !rule->scenario->own && rule_reads(rule, SIGN_DIAGNOSTICS) &&
           rule->confidence < reason->confidence;
}

static void find_by_signs(const struct classifier *classifier, const struct seen *seen, struct fittings *fittings)
{
    const struct sign_rule *const reason = seen->failure ? best_reason(classifier, seen) : NULL;

    for (size_t i = 0; seen->failure && i < classifier->rule_count; i++)
        if (rule_fits(&classifier->rules[i], seen) && !is_outdone(&classifier->rules[i], reason))
            fittings_take(fittings, fitting_of(classifier, &classifier->rules[i], seen));
}

struct diagnoses *classify_lookup(const struct classifier *classifier, const struct lookup *lookup)
{
    const struct evidence *const failure = lookup->ok ? NULL : lookup_failure(lookup);
    CLEANUP(facts_clear) struct facts facts = {0};
    CLEANUP(cleanup_string) char *told = NULL;
    struct fittings fittings = {0};
    struct seen seen, text;

    facts_of_lookup(&facts, lookup);
    seen = (struct seen){lookup, failure, lookup->error_text, HOP_COUNT, facts.direction};
    if (is_told(classifier, lookup)) {
        told = text_format("%s: %s", lookup->exception_class ? lookup->exception_class : "", lookup->error_text);
        find_in_text(classifier, told, strlen(told), &fittings);
        facts_of_text(&facts, classifier->facts, told, strlen(told));
        facts_set(&facts, "asked-ews-url", lookup->response_source);
    }
    text = (struct seen){NULL, NULL, told, HOP_COUNT, facts.direction};
    find_by_signs(classifier, &seen, &fittings);
    return diagnoses_take(&fittings, &(struct seen_all){&seen, &text, &facts});
}
