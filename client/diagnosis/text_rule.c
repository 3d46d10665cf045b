/* SPDX-License-Identifier: MIT */
/* Compiles rules from phrases and groups, and judges how much one counts in a text. */
#include "text_rule.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "text_anchors.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Letters between the phrases of one rule, where the file says nothing: a long message with its stack. */
#define USUAL_NEAR 3000
/* A lone sentence that other programs print, too, counts where no more letters stand around it than it has, and the name of
 * a type, a host or a token's number. Somebody who pastes no more than an error asks what it means to Exchange; a tale
 * around it that never says so is about another program. */
#define NAME_LETTERS 48

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

    rules->items = memory_grow(rules->items, rules->count + 1, sizeof *rules->items);
    rule = &rules->items[rules->count++];
    *rule = (struct text_rule){.scenario = scenario, .source = source};
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

static bool compile_all(struct text_rules *rules, const struct library *library, struct error *error)
{
    for (size_t i = 0; i < library_count(library); i++) {
        const struct scenario *const scenario = library_at(library, i);
        for (size_t k = 0; k < scenario->text_count; k++)
            if (!compile_rule(rules, library, scenario, &scenario->texts[k], error))
                return false;
    }
    add_words(rules->phrases, &rules->subject, &library_vocabulary(library)->subject);
    add_words(rules->phrases, &rules->hints, &library_vocabulary(library)->hints);
    add_words(rules->phrases, &rules->foreign, &library_vocabulary(library)->foreign);
    add_words(rules->phrases, &rules->familiar, &library_vocabulary(library)->familiar);
    add_hops(rules, library_vocabulary(library));
    return phrases_compile(rules->phrases, error) && text_anchors_make(rules, error);
}

struct text_rules *text_rules_new(const struct library *library, struct error *error)
{
    CLEANUP(text_rules_free) struct text_rules *rules = room(1, sizeof *rules);

    rules->phrases = phrases_new();
    return compile_all(rules, library, error) ? TAKE(rules) : NULL;
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
    free(old->subject.phrases);
    free(old->hints.phrases);
    free(old->foreign.phrases);
    free(old->familiar.phrases);
    phrases_free(&old->phrases);
    free(old->items);
    free(old);
    *rules = NULL;
}

static bool stands(const struct choice *choice, const struct found_phrases *places)
{
    for (size_t i = 0; i < choice->count; i++)
        if (places[choice->phrases[i]].count > 0)
            return true;
    return false;
}

void sighting_make(struct sighting *sighting, const struct text_rules *rules, const struct plain *plain)
{
    *sighting = (struct sighting){.rules = rules, .plain = plain, .places = phrases_find(rules->phrases, plain)};
    if (stands(&rules->subject, sighting->places))
        sighting->context = CONTEXT_SUBJECT; /* NOLINT(bugprone-branch-clone): the order decides */
    else if (stands(&rules->foreign, sighting->places))
        sighting->context = CONTEXT_FOREIGN;
    else if (stands(&rules->hints, sighting->places))
        sighting->context = CONTEXT_SUBJECT;
    else if (stands(&rules->familiar, sighting->places))
        sighting->context = CONTEXT_FAMILIAR;
}

void sighting_clear(struct sighting *sighting)
{
    found_phrases_free(&sighting->places, phrases_count(sighting->rules->phrases));
}

/* Letters between two places; 0 where they touch or overlap. */
static size_t distance(const struct found_phrase *a, const struct found_phrase *b)
{
    if (a->end <= b->start)
        return b->start - a->end;
    return b->end <= a->start ? a->start - b->end : 0;
}

/* The place nearest to `from`, the longer of equals; NULL: none within reach. */
static const struct found_phrase *nearest(const struct choice *choice, const struct sighting *sighting,
                                          const struct found_phrase *from, size_t near)
{
    const struct found_phrase *best = NULL;

    for (size_t i = 0; i < choice->count; i++) {
        const struct found_phrases *const places = &sighting->places[choice->phrases[i]];
        for (size_t k = 0; k < places->count; k++) {
            const struct found_phrase *const place = &places->items[k];
            const size_t far = distance(place, from), least = best ? distance(best, from) : near;
            if (far < least || (far == least && (!best || place->end - place->start > best->end - best->start)))
                best = place;
        }
    }
    return best;
}

static bool fits_around(const struct text_rule *rule, const struct sighting *sighting, struct found_phrase *places)
{
    const size_t near = rule->source->near > 0 ? (size_t)rule->source->near : USUAL_NEAR;

    for (size_t i = 1; i < rule->need_count; i++) {
        const struct found_phrase *const place = nearest(&rule->needs[i], sighting, &places[0], near);
        if (!place)
            return false;
        places[i] = *place;
    }
    for (size_t i = 0; i < rule->refuse_count; i++)
        if (nearest(&rule->refuses[i], sighting, &places[0], USUAL_NEAR))
            return false;
    return true;
}

bool text_rule_fits(const struct text_rule *rule, const struct sighting *sighting, struct found_phrase *places)
{
    const struct choice *const first = &rule->needs[0];

    for (size_t i = 0; i < rule->need_count; i++)
        if (!stands(&rule->needs[i], sighting->places))
            return false;
    for (size_t i = 0; i < first->count; i++)
        for (size_t k = 0; k < sighting->places[first->phrases[i]].count; k++) {
            places[0] = sighting->places[first->phrases[i]].items[k];
            if (fits_around(rule, sighting, places))
                return true;
        }
    return false;
}

const char *sighting_hop(const struct sighting *sighting, const struct found_phrase *place)
{
    const char *hop = NULL;
    size_t least = USUAL_NEAR;

    for (size_t i = 0; i < sighting->rules->hop_count; i++) {
        const struct found_phrase *const mark = nearest(&sighting->rules->hops[i].choice, sighting, place, least);
        if (mark && (!hop || distance(mark, place) < least)) {
            hop = sighting->rules->hops[i].hop;
            least = distance(mark, place);
        }
    }
    return hop;
}

/* Names of types and codes are rarer than words. */
static bool is_sentence(const struct plain *plain, const struct found_phrase *place)
{
    for (size_t i = place->start + 1; i < place->end; i++)
        if (plain->gap[i] & (GAP_BLANK | GAP_LINE))
            return true;
    return false;
}

static bool is_buried(const struct text_rule *rule, const struct plain *plain, const struct found_phrase *place)
{
    const size_t own = place->end - place->start;

    return rule->need_count == 1 && plain->length > 2 * own + NAME_LETTERS && is_sentence(plain, place);
}

double text_rule_confidence(const struct text_rule *rule, const struct sighting *sighting,
                            const struct found_phrase *places)
{
    const struct sign_text *const source = rule->source;
    const bool everywhere = source->alone >= source->confidence;

    switch (sighting->context) {
    case CONTEXT_SUBJECT: return source->confidence;
    case CONTEXT_FAMILIAR: return source->alone;
    case CONTEXT_NONE: return everywhere || !is_buried(rule, sighting->plain, places) ? source->alone : 0;
    case CONTEXT_FOREIGN: return everywhere ? source->alone : 0;
    }
    return 0;
}
