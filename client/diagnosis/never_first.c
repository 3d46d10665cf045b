/* SPDX-License-Identifier: MIT */
/* Signs that cannot be right in a file: they never hold, or another failure's always come first. */
#include "base/cleanup.h"
#include "base/text.h"
#include "classifier.h"
#include "words.h"

#include <string.h>

/* A condition and its opposite. */
static const struct opposite {
    enum sign_field is, is_not;
} opposites[] = {
    {SIGN_HEADER, SIGN_NO_HEADER},
    {SIGN_MARK, SIGN_NO_MARK},
    {SIGN_CHALLENGE, SIGN_NO_CHALLENGE},
    {SIGN_SETTING, SIGN_NO_SETTING},
    {SIGN_TOKEN_APPLICATION, SIGN_NO_TOKEN_APPLICATION},
    {SIGN_DIRECTION, SIGN_NO_DIRECTION},
    {SIGN_PARTY, SIGN_NO_PARTY},
};

/* "request-id: 1" or "exo=1" is about the same as "request-id" or "exo". */
static bool names_same(const char *one, const char *other)
{
    const size_t length = strlen(other);

    return text_starts(one, other) && (!one[length] || strchr(":=", one[length]));
}

static bool excludes(const struct rule_condition *one, const struct rule_condition *other)
{
    for (size_t i = 0; i < ARRAY_SIZE(opposites); i++)
        if (one->field == opposites[i].is && other->field == opposites[i].is_not)
            return names_same(one->text, other->text);
    return false;
}

/* "<header> ... and <no-header> ... exclude each other"; NULL: nothing is wrong. The caller frees it. */
static char *contradiction(const struct sign_rule *rule)
{
    for (size_t i = 0; i < rule->condition_count; i++)
        for (size_t k = 0; k < rule->condition_count; k++) {
            const struct rule_condition *const one = &rule->conditions[i], *const other = &rule->conditions[k];
            if (excludes(one, other))
                return text_format("%s:%d: this sign never holds: <%s> \"%.60s\" and <%s> \"%.60s\" exclude each other",
                                   rule->scenario->file, rule->sign->line, sign_field_name(one->field), one->text,
                                   sign_field_name(other->field), other->text);
        }
    return NULL;
}

/* Does the other come before the rule wherever the rule holds? Shipped files give way to those of the user's own. */
static bool precedes(const struct sign_rule *other, const struct sign_rule *rule)
{
    if (other->scenario == rule->scenario || other->scenario->own != rule->scenario->own || !rule_implies(rule, other))
        return false;
    if (other->confidence != rule->confidence)
        return other->confidence > rule->confidence;
    return other->condition_count == rule->condition_count && strcmp(other->scenario->id, rule->scenario->id) < 0;
}

static const struct sign_rule *find_preceding(const struct classifier *classifier, const struct sign_rule *rule)
{
    for (size_t i = 0; i < classifier->rule_count; i++)
        if (precedes(&classifier->rules[i], rule))
            return &classifier->rules[i];
    return NULL;
}

static char *say(const struct sign_rule *rule, const struct sign_rule *first)
{
    if (first->confidence > rule->confidence)
        return text_format(
            "%s:%d: this sign never comes first: wherever it holds, so does that of %s (%s:%d), which is "
            "surer (%g, not %g)",
            rule->scenario->file, rule->sign->line, first->scenario->id, first->scenario->file, first->sign->line,
            first->confidence, rule->confidence);
    return text_format(
        "%s:%d: this sign never comes first: %s (%s:%d) has the same, as sure, and the id that is sorted "
        "before",
        rule->scenario->file, rule->sign->line, first->scenario->id, first->scenario->file, first->sign->line);
}

void diagnosis_warn(const struct classifier *classifier, const struct scenario *scenario, struct words *warnings)
{
    struct words behind = {0};
    size_t good = 0;

    for (size_t i = 0; i < classifier->rule_count; i++) {
        const struct sign_rule *const rule = &classifier->rules[i];
        const struct sign_rule *first;
        char *wrong;
        if (rule->scenario != scenario)
            continue;
        first = find_preceding(classifier, rule);
        wrong = contradiction(rule);
        words_take(warnings, wrong);
        if (!wrong && first)
            words_take(&behind, say(rule, first));
        good += !wrong && !first;
    }
    for (size_t i = 0; good == 0 && i < behind.count; i++)
        words_take(warnings, text_copy(behind.items[i]));
    words_clear(&behind);
}
