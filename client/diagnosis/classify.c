/* SPDX-License-Identifier: MIT */
/* Classifies look-ups: which signs hold, and how they are ordered. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "basis.h"
#include "classifier.h"
#include "diagnosis/texts/reading_room.h"

#include <stdlib.h>
#include <string.h>

/* A list one item longer, the new item not yet set. */
static void *grow(void *items, size_t count, size_t size)
{
    return memory_one_more(items, count, size);
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

bool diagnosis_check(const struct scenario *scenario, struct error *error)
{
    CLEANUP(classifier_free) struct classifier *classifier = memory_new(sizeof *classifier);
    struct cause_rules causes;
    const bool fine = cause_rules_compile(&causes, scenario, error) && add_rules(classifier, scenario, error);

    cause_rules_clear(&causes);
    return fine;
}

struct classifier *classifier_new_for_lookups(const struct library *library, struct error *error)
{
    CLEANUP(classifier_free) struct classifier *classifier = memory_new(sizeof *classifier);

    classifier->library = library;
    classifier->causes = memory_array(library_count(library) + 1, sizeof *classifier->causes);
    for (size_t i = 0; i < library_count(library); i++)
        if (!add_rules(classifier, library_at(library, i), error) ||
            !cause_rules_compile(&classifier->causes[i], library_at(library, i), error))
            return NULL;
    return TAKE(classifier);
}

struct classifier *classifier_new(const struct library *library, struct error *error)
{
    CLEANUP(classifier_free) struct classifier *classifier = classifier_new_for_lookups(library, error);

    if (!classifier || !(classifier->texts = text_rules_new(library, error)) ||
        !(classifier->facts = fact_patterns_new(error)))
        return NULL;
    classifier->rooms = reading_rooms_new(classifier->texts);
    classifier->misread = misread_new(classifier->texts->phrases);
    return TAKE(classifier);
}

void classifier_free(struct classifier **classifier)
{
    struct classifier *const old = *classifier;

    if (!old)
        return;
    for (size_t i = 0; i < old->rule_count; i++)
        rule_clear(&old->rules[i]);
    for (size_t i = 0; old->causes && i < library_count(old->library); i++)
        cause_rules_clear(&old->causes[i]);
    free(old->causes);
    reading_rooms_free(&old->rooms);
    misread_free(&old->misread);
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

static void add(struct fittings *fittings, const struct classifier *classifier, const struct sign_rule *rule,
                const struct seen *seen)
{
    const struct fitting fitting = {.scenario = rule->scenario,
                                    .confidence = rule->confidence,
                                    .rank = rank_of(classifier, rule, seen),
                                    .weight = rule->condition_count,
                                    .ground = {.sign = rule}};

    fittings_add(fittings, &fitting);
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
            add(fittings, classifier, &classifier->rules[i], seen);
}

struct diagnoses *name_lookup(const struct classifier *classifier, const struct lookup *lookup)
{
    const struct evidence *const failure = lookup->ok ? NULL : lookup_failure(lookup);
    const struct seen seen = {lookup, failure, lookup->error_text, HOP_COUNT, facts_direction(lookup)};
    struct basis basis = {.classifier = classifier, .lookup = lookup};
    struct fittings fittings = {0};

    if (is_told(classifier, lookup)) {
        basis.told = text_format("%s: %s", lookup->exception_class ? lookup->exception_class : "", lookup->error_text);
        basis.text = basis.told;
        basis.length = strlen(basis.told);
        find_in_text(classifier, basis.text, basis.length, &fittings);
    }
    find_by_signs(classifier, &seen, &fittings);
    return diagnoses_take(&fittings, &basis);
}

struct diagnoses *classify_lookup(const struct classifier *classifier, const struct lookup *lookup)
{
    return diagnoses_advise(name_lookup(classifier, lookup));
}
