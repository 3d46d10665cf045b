/* SPDX-License-Identifier: MIT */
/* Chooses for each rule the phrase that the fewest texts have by chance. */
#include "text_anchors.h"

#include "base/cleanup.h"
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The anchors of the words that every log of Exchange is full of. */
struct commonplaces {
    char **items;
    size_t count;
};

static struct commonplaces commonplaces_of(const struct text_rules *rules)
{
    const struct choice *const familiar = &rules->themes[THEME_FAMILIAR];
    struct commonplaces common = {memory_array(familiar->count + 1, sizeof *common.items), 0};

    for (size_t i = 0; i < familiar->count; i++)
        if ((common.items[common.count] = phrases_anchor(rules->phrases, familiar->phrases[i])))
            common.count++;
    return common;
}

static void commonplaces_clear(struct commonplaces *common)
{
    while (common->count > 0)
        free(common->items[--common->count]);
    free(common->items);
}

/* Its length: the longer, the fewer texts have it by chance. 0: there is none. */
static size_t worth(const struct commonplaces *common, const char *anchor)
{
    for (size_t i = 0; anchor && i < common->count; i++)
        if (strcmp(common->items[i], anchor) == 0)
            return 1;
    return anchor ? strlen(anchor) : 0;
}

/* What the least telling anchor of a choice is worth. 0: a phrase has none. */
static size_t selectivity(const struct text_rules *rules, const struct commonplaces *common,
                          const struct choice *choice)
{
    size_t shortest = choice->count > 0 ? SIZE_MAX : 0;

    for (size_t i = 0; i < choice->count; i++) {
        CLEANUP(cleanup_string) char *anchor = phrases_anchor(rules->phrases, choice->phrases[i]);
        const size_t length = worth(common, anchor);
        shortest = length < shortest ? length : shortest;
    }
    return shortest;
}

static void take_anchor(struct text_rules *rules, char *anchor)
{
    rules->anchors = memory_grow(rules->anchors, rules->anchor_count + 1, sizeof *rules->anchors);
    rules->anchors[rules->anchor_count++] = anchor;
}

/* All phrases of a rule must be there, so it is enough to look for the most telling. */
static bool add_rule(struct text_rules *rules, const struct commonplaces *common, struct text_rule *rule)
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
        take_anchor(rules, phrases_anchor(rules->phrases, best->phrases[i]));
    return best;
}

static int by_length(const void *a, const void *b)
{
    const char *const one = *(char *const *)a, *const other = *(char *const *)b;
    const size_t length = strlen(one), other_length = strlen(other);

    return length != other_length ? (length < other_length ? -1 : 1) : strcmp(one, other);
}

static bool has_part(char *const *anchors, size_t count, const char *anchor)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(anchor, anchors[i]))
            return true;
    return false;
}

/* A text that contains the longer contains the shorter. */
static void drop_longer(struct text_rules *rules)
{
    size_t kept = 0;

    if (rules->anchor_count > 0)
        qsort(rules->anchors, rules->anchor_count, sizeof *rules->anchors, by_length);
    for (size_t i = 0; i < rules->anchor_count; i++)
        if (has_part(rules->anchors, kept, rules->anchors[i]))
            free(rules->anchors[i]);
        else
            rules->anchors[kept++] = rules->anchors[i];
    rules->anchor_count = kept;
}

bool text_anchors_make(struct text_rules *rules, struct error *error)
{
    CLEANUP(commonplaces_clear) struct commonplaces common = commonplaces_of(rules);

    for (size_t i = 0; i < rules->count; i++) {
        struct text_rule *const rule = &rules->items[i];
        if (!add_rule(rules, &common, rule))
            return error_set(
                error, "%s:%d: <text> needs a <phrase> with a word of six letters, or with a number of four digits",
                rule->scenario->file, rule->source->line);
    }
    drop_longer(rules);
    return true;
}
