/* SPDX-License-Identifier: MIT */
/* Chooses for each rule the phrase that the fewest texts have by chance. */
#include "text_anchors.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/string_index.h"
#include "base/text.h"
#include "matcher/matcher.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The anchors of the words that every log of Exchange is full of. */
static struct string_index commonplaces_of(const struct text_rules *rules)
{
    const struct choice *const familiar = &rules->themes[THEME_FAMILIAR];
    struct string_index common = {0};
    size_t number;

    for (size_t i = 0; i < familiar->count; i++) {
        const char *const anchor = phrases_anchor(rules->phrases, familiar->phrases[i]);
        if (anchor && !string_index_find(&common, anchor, &number))
            string_index_add(&common, anchor, i);
    }
    return common;
}

/* Its length: the longer, the fewer texts have it by chance. 0: there is none. */
static size_t worth(const struct string_index *common, const char *anchor)
{
    size_t number;

    if (!anchor)
        return 0;
    return string_index_find(common, anchor, &number) ? 1 : strlen(anchor);
}

/* What the least telling anchor of a choice is worth. 0: a phrase has none. */
static size_t selectivity(const struct text_rules *rules, const struct string_index *common,
                          const struct choice *choice)
{
    size_t shortest = choice->count > 0 ? SIZE_MAX : 0;

    for (size_t i = 0; i < choice->count; i++) {
        const size_t length = worth(common, phrases_anchor(rules->phrases, choice->phrases[i]));
        shortest = length < shortest ? length : shortest;
    }
    return shortest;
}

/* One that is there already is not taken again. */
static void take_anchor(struct text_rules *rules, struct string_index *taken, const char *anchor)
{
    size_t number;

    if (string_index_find(taken, anchor, &number))
        return;
    string_index_add(taken, anchor, rules->anchor_count);
    rules->anchors = memory_one_more(rules->anchors, rules->anchor_count, sizeof *rules->anchors);
    rules->anchors[rules->anchor_count] = NULL;
    rules->anchors[rules->anchor_count++] = text_copy(anchor);
}

/* All phrases of a rule must be there, so it is enough to look for the most telling. */
static bool add_rule(struct text_rules *rules, const struct string_index *common, struct string_index *taken,
                     struct text_rule *rule)
{
    const struct choice *best = NULL;
    size_t most = 0;

    for (size_t i = 0; i < rule->need_count; i++) {
        const size_t own = selectivity(rules, common, &rule->needs[i]);
        if (own > most) {
            best = &rule->needs[i];
            rule->key = i;
            most = own;
        }
    }
    for (size_t i = 0; best && i < best->count; i++)
        take_anchor(rules, taken, phrases_anchor(rules->phrases, best->phrases[i]));
    return best;
}

static struct matcher *matcher_of_all(const struct text_rules *rules, struct error *error)
{
    size_t *const lengths = memory_array(rules->anchor_count + 1, sizeof *lengths);
    struct matcher *matcher;

    for (size_t i = 0; i < rules->anchor_count; i++)
        lengths[i] = strlen(rules->anchors[i]);
    matcher = matcher_new((const char *const *)rules->anchors, lengths, rules->anchor_count, MATCHER_SAME_CASE, error);
    free(lengths);
    return matcher;
}

/* The anchor that is looked at, and whether another stands in it. */
struct looked_at {
    size_t number;
    bool has_other;
};

static void note_other(void *context, size_t string, size_t end)
{
    struct looked_at *const looked_at = context;

    (void)end;
    looked_at->has_other |= string != looked_at->number;
}

/* A text that contains the longer contains the shorter. */
static bool drop_longer(struct text_rules *rules, struct error *error)
{
    CLEANUP(matcher_free) struct matcher *matcher = matcher_of_all(rules, error);
    size_t kept = 0;

    for (size_t i = 0; matcher && i < rules->anchor_count; i++) {
        struct looked_at looked_at = {.number = i};

        matcher_scan(matcher, NULL, rules->anchors[i], strlen(rules->anchors[i]), note_other, &looked_at);
        if (looked_at.has_other)
            free(rules->anchors[i]);
        else
            rules->anchors[kept++] = rules->anchors[i];
    }
    if (matcher)
        rules->anchor_count = kept;
    return matcher;
}

bool text_anchors_make(struct text_rules *rules, struct error *error)
{
    CLEANUP(string_index_clear) struct string_index common = commonplaces_of(rules);
    CLEANUP(string_index_clear) struct string_index taken = {0};

    for (size_t i = 0; i < rules->count; i++) {
        struct text_rule *const rule = &rules->items[i];
        if (!add_rule(rules, &common, &taken, rule))
            return error_set(
                error, "%s:%d: <text> needs a <phrase> with a word of six letters, or with a number of four digits",
                rule->scenario->file, rule->source->line);
    }
    return drop_longer(rules, error);
}
