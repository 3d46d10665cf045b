/* SPDX-License-Identifier: MIT */
/* Chooses for each rule the phrase that the fewest texts have by chance. */
#include "text_anchors.h"

#include "anchor.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/string_index.h"
#include "base/text.h"

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
    rules->anchors = memory_grow(rules->anchors, rules->anchor_count + 1, sizeof *rules->anchors);
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

static int by_length(const void *a, const void *b)
{
    const char *const one = *(char *const *)a, *const other = *(char *const *)b;
    const size_t length = strlen(one), other_length = strlen(other);

    return length != other_length ? (length < other_length ? -1 : 1) : strcmp(one, other);
}

/* Anchors by what they begin with: lists of numbers (from 1) of a table. */
struct beginnings {
    size_t first[1024];
    size_t *next, *lengths; /* by number */
};

static size_t beginning_of(const char *text)
{
    uint32_t four;

    _Static_assert(sizeof four == ANCHOR_SHORTEST, "an anchor has four bytes at least");
    memcpy(&four, text, sizeof four);
    return four * 2654435769U >> 22; /* ten bits, by Fibonacci hashing */
}

static void add_beginning(struct beginnings *beginnings, size_t number, const char *anchor)
{
    size_t *const first = &beginnings->first[beginning_of(anchor)];

    beginnings->next[number] = *first;
    beginnings->lengths[number] = strlen(anchor);
    *first = number + 1;
}

/* Does one of the anchors stand in this one? */
static bool has_part(const struct beginnings *beginnings, char *const *anchors, const char *anchor)
{
    for (size_t left = strlen(anchor); left >= ANCHOR_SHORTEST; left--, anchor++)
        for (size_t k = beginnings->first[beginning_of(anchor)]; k > 0; k = beginnings->next[k - 1])
            if (strncmp(anchor, anchors[k - 1], beginnings->lengths[k - 1]) == 0)
                return true;
    return false;
}

/* A text that contains the longer contains the shorter. */
static void drop_longer(struct text_rules *rules)
{
    struct beginnings beginnings = {.next = memory_array(rules->anchor_count + 1, sizeof *beginnings.next),
                                    .lengths = memory_array(rules->anchor_count + 1, sizeof *beginnings.lengths)};
    size_t kept = 0;

    if (rules->anchor_count > 0)
        qsort(rules->anchors, rules->anchor_count, sizeof *rules->anchors, by_length);
    for (size_t i = 0; i < rules->anchor_count; i++)
        if (has_part(&beginnings, rules->anchors, rules->anchors[i])) {
            free(rules->anchors[i]);
        } else {
            add_beginning(&beginnings, kept, rules->anchors[i]);
            rules->anchors[kept++] = rules->anchors[i];
        }
    rules->anchor_count = kept;
    free(beginnings.next);
    free(beginnings.lengths);
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
    drop_longer(rules);
    return true;
}
