/* SPDX-License-Identifier: MIT */
/* Compiles rules from phrases and groups. */
#include "text_rule.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "text_anchors.h"

#include <stdlib.h>
#include <string.h>

static void *room(size_t count, size_t size)
{
    return memory_array(count + 1, size);
}

static void add_words(struct phrases *phrases, struct choice *choice, const struct words *words)
{
    choice->phrases = room(words->count, sizeof *choice->phrases);
    for (size_t i = 0; i < words->count; i++)
        choice->phrases[choice->count++] = phrases_add(phrases, words->items[i]);
}

static const struct group *find_group(const struct vocabulary *vocabulary, const char *name, size_t length)
{
    for (size_t i = 0; i < vocabulary->group_count; i++)
        if (strlen(vocabulary->groups[i].name) == length && memcmp(vocabulary->groups[i].name, name, length) == 0)
            return &vocabulary->groups[i];
    return NULL;
}

/* What a <phrase> or <without> says: a phrase, or "{name}" for any of a group. */
static bool compile_choice(struct phrases *phrases, const struct vocabulary *vocabulary, struct choice *choice,
                           char *text, struct error *error)
{
    const size_t length = strlen(text);
    const struct group *group;

    if (text[0] != '{' || text[length - 1] != '}') {
        add_words(phrases, choice, &(struct words){&text, 1});
        return true;
    }
    group = find_group(vocabulary, text + 1, length - 2);
    if (!group)
        return error_set(error, "no vocabulary has a group \"%.*s\"", (int)(length - 2), text + 1);
    add_words(phrases, choice, &group->phrases);
    return true;
}

static bool compile_choices(struct phrases *phrases, const struct vocabulary *vocabulary, const struct words *words,
                            struct choice **choices, size_t *count, struct error *error)
{
    *choices = room(words->count, sizeof **choices);
    for (; *count < words->count; ++*count)
        if (!compile_choice(phrases, vocabulary, &(*choices)[*count], words->items[*count], error)) {
            ++*count;
            return false;
        }
    return true;
}

static bool compile_rule(struct text_rules *rules, const struct library *library, const struct scenario *scenario,
                         const struct sign_text *source, struct error *error)
{
    struct text_rule *rule;

    rules->items = memory_one_more(rules->items, rules->count, sizeof *rules->items);
    rule = &rules->items[rules->count++];
    *rule = (struct text_rule){.scenario = scenario, .source = source, .first_need = rules->need_count};
    rules->need_count += source->phrases.count;
    return (compile_choices(rules->phrases, library_vocabulary(library), &source->phrases, &rule->needs,
                            &rule->need_count, error) &&
            compile_choices(rules->phrases, library_vocabulary(library), &source->without, &rule->refuses,
                            &rule->refuse_count, error)) ||
           error_prefix(error, "%s:%d", scenario->file, source->line);
}

static void add_hops(struct text_rules *rules, const struct vocabulary *vocabulary)
{
    rules->hops = room(vocabulary->group_count, sizeof *rules->hops);
    for (size_t i = 0; i < vocabulary->group_count; i++)
        if (vocabulary->groups[i].hop) {
            struct hop_mark *const mark = &rules->hops[rules->hop_count++];
            mark->hop = vocabulary->groups[i].hop;
            add_words(rules->phrases, &mark->choice, &vocabulary->groups[i].phrases);
        }
}

static const struct words *theme_words(const struct vocabulary *vocabulary, enum theme theme)
{
    switch (theme) {
    case THEME_SUBJECT: return &vocabulary->subject;
    case THEME_FOREIGN: return &vocabulary->foreign;
    case THEME_HINT: return &vocabulary->hints;
    case THEME_FAMILIAR: return &vocabulary->familiar;
    case THEME_COUNT: break;
    }
    return NULL;
}

static bool compile_all(struct text_rules *rules, const struct library *library, struct error *error)
{
    for (size_t i = 0; i < library_count(library); i++) {
        const struct scenario *const scenario = library_at(library, i);
        for (size_t k = 0; k < scenario->text_count; k++)
            if (!compile_rule(rules, library, scenario, &scenario->texts[k], error))
                return false;
    }
    for (size_t i = 0; i < THEME_COUNT; i++)
        add_words(rules->phrases, &rules->themes[i], theme_words(library_vocabulary(library), (enum theme)i));
    add_hops(rules, library_vocabulary(library));
    return phrases_compile(rules->phrases, error) && text_anchors_make(rules, error);
}

/* Which rules a found phrase makes worth looking at. */
static void add_keys(struct text_rules *rules)
{
    rules->keyed = room(phrases_count(rules->phrases), sizeof *rules->keyed);
    for (size_t i = 0; i < rules->count; i++) {
        const struct choice *const key = &rules->items[i].needs[rules->items[i].key];
        for (size_t k = 0; k < key->count; k++) {
            struct keyed_rules *const keyed = &rules->keyed[key->phrases[k]];
            keyed->rules = memory_one_more(keyed->rules, keyed->count, sizeof *keyed->rules);
            keyed->rules[keyed->count++] = i;
        }
    }
}

/* What a found phrase says the text is about. */
static void add_themes(struct text_rules *rules)
{
    rules->speaks_of = room(phrases_count(rules->phrases), 1);
    for (size_t i = 0; i < THEME_COUNT; i++)
        for (size_t k = 0; k < rules->themes[i].count; k++)
            rules->speaks_of[rules->themes[i].phrases[k]] |= (unsigned char)(1U << i);
}

struct text_rules *text_rules_new(const struct library *library, struct error *error)
{
    CLEANUP(text_rules_free) struct text_rules *rules = room(1, sizeof *rules);

    rules->phrases = phrases_new();
    if (!compile_all(rules, library, error))
        return NULL;
    add_keys(rules);
    add_themes(rules);
    return TAKE(rules);
}

static void free_choices(struct choice *choices, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(choices[i].phrases);
    free(choices);
}

void text_rules_free(struct text_rules **rules)
{
    struct text_rules *const old = *rules;

    if (!old)
        return;
    for (size_t i = 0; i < old->count; i++) {
        free_choices(old->items[i].needs, old->items[i].need_count);
        free_choices(old->items[i].refuses, old->items[i].refuse_count);
    }
    for (size_t i = 0; i < old->hop_count; i++)
        free(old->hops[i].choice.phrases);
    free(old->hops);
    for (size_t i = 0; i < old->anchor_count; i++)
        free(old->anchors[i]);
    free(old->anchors);
    for (size_t i = 0; i < THEME_COUNT; i++)
        free(old->themes[i].phrases);
    for (size_t i = 0; old->keyed && i < phrases_count(old->phrases); i++)
        free(old->keyed[i].rules);
    free(old->keyed);
    free(old->speaks_of);
    phrases_free(&old->phrases);
    free(old->items);
    free(old);
    *rules = NULL;
}
