/* SPDX-License-Identifier: MIT */
/* Judges which rules hold in a text, and how much one counts in it. */
#include "sighting.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Rules a number of the set of candidates stands for. */
#define BITS 64
/* Letters between the phrases of one rule, where the file says nothing: a long message with its stack. */
#define USUAL_NEAR 3000
/* A lone sentence that other programs print, too, counts where no more letters stand around it than it has, and the name of
 * a type, a host or a token's number. Somebody who pastes no more than an error asks what it means to Exchange; a tale
 * around it that never says so is about another program. */
#define NAME_LETTERS 48

static bool stands(const struct choice *choice, const struct place_lists *places)
{
    for (size_t i = 0; i < choice->count; i++)
        if (places->items[choice->phrases[i]].count > 0)
            return true;
    return false;
}

void sighting_init(struct sighting *sighting, const struct text_rules *rules)
{
    *sighting = (struct sighting){.rules = rules, .search = phrase_search_new(rules->phrases)};
    sighting->candidates = memory_array(rules->count / BITS + 1, sizeof *sighting->candidates);
}

void sighting_clear(struct sighting *sighting)
{
    phrase_search_free(&sighting->search);
    free(sighting->candidates);
    *sighting = (struct sighting){0};
}

static enum context context_of(unsigned themes)
{
    if (themes & 1U << THEME_SUBJECT)
        return CONTEXT_SUBJECT; /* NOLINT(bugprone-branch-clone): the order decides */
    if (themes & 1U << THEME_FOREIGN)
        return CONTEXT_FOREIGN;
    if (themes & 1U << THEME_HINT)
        return CONTEXT_SUBJECT;
    return (themes & 1U << THEME_FAMILIAR) ? CONTEXT_FAMILIAR : CONTEXT_NONE;
}

void sighting_make(struct sighting *sighting, const struct plain *plain)
{
    const struct text_rules *const rules = sighting->rules;
    unsigned themes = 0;

    sighting->plain = plain;
    sighting->places = phrases_find(sighting->search, plain);
    memset(sighting->candidates, 0, (rules->count / BITS + 1) * sizeof *sighting->candidates);
    for (size_t i = 0; i < sighting->places->used_count; i++) {
        const size_t phrase = sighting->places->used[i];
        const struct keyed_rules *const keyed = &rules->keyed[phrase];
        themes |= rules->speaks_of[phrase];
        for (size_t k = 0; k < keyed->count; k++)
            sighting->candidates[keyed->rules[k] / BITS] |= UINT64_C(1) << keyed->rules[k] % BITS;
    }
    sighting->context = context_of(themes);
}

size_t sighting_candidate(const struct sighting *sighting, size_t index)
{
    const size_t count = sighting->rules->count;

    while (index < count) {
        const uint64_t left = sighting->candidates[index / BITS] >> index % BITS;
        if (left)
            return index + (size_t)__builtin_ctzll(left);
        index = (index / BITS + 1) * BITS;
    }
    return count;
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
        const struct found_phrases *const places = &sighting->places->items[choice->phrases[i]];
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
        for (size_t k = 0; k < sighting->places->items[first->phrases[i]].count; k++) {
            places[0] = sighting->places->items[first->phrases[i]].items[k];
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
