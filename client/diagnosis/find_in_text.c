/* SPDX-License-Identifier: MIT */
/* Which phrases stand in a text, and which say more than others. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "classifier.h"
#include "diagnosis/texts/reading_room.h"

#include <stdlib.h>
#include <string.h>

/* What counts of a confidence where a misread phrase was put right. */
#define MISREAD_COUNTS 0.9

static size_t span(const struct fit *fit)
{
    size_t letters = 0;

    for (size_t i = 0; i < fit->rule->need_count; i++)
        letters += fit->places[i].end - fit->places[i].start;
    return letters;
}

static bool inside(const struct found_phrase *place, const struct fit *fit)
{
    for (size_t i = 0; i < fit->rule->need_count; i++)
        if (fit->places[i].start <= place->start && fit->places[i].end >= place->end)
            return true;
    return false;
}

static bool has(const struct words *words, const char *word)
{
    for (size_t i = 0; i < words->count; i++)
        if (text_equal(words->items[i], word))
            return true;
    return false;
}

static bool has_all(const struct words *words, const struct words *others)
{
    for (size_t i = 0; i < others->count; i++)
        if (!has(words, others->items[i]))
            return false;
    return true;
}

static bool implies(const struct sign_text *one, const struct sign_text *other)
{
    return has_all(&one->phrases, &other->phrases) && has_all(&one->without, &other->without);
}

/* As with the signs of look-ups: the user's own goes before the shipped one that it copies. */
static bool stands_for(const struct fit *own, const struct fit *shipped)
{
    const struct sign_text *const mine = own->rule->source, *const theirs = shipped->rule->source;

    return own->rule->scenario->own && !shipped->rule->scenario->own &&
           (implies(mine, theirs) || (own->confidence >= OWN_IS_LIKELY && implies(theirs, mine)));
}

static void rank(struct fit *fits, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++)
            if (fits[k].confidence > fits[i].rank && stands_for(&fits[i], &fits[k]))
                fits[i].rank = fits[k].confidence;
}

/* Words inside longer ones that say more of another failure say nothing of their own. */
static bool covered(const struct fit *fits, size_t count, const struct fit *own)
{
    for (size_t i = 0; i < count; i++) {
        bool all = fits[i].rule->scenario != own->rule->scenario && fits[i].rank >= own->rank &&
                   !stands_for(own, &fits[i]) && span(&fits[i]) > span(own);
        for (size_t k = 0; all && k < own->rule->need_count; k++)
            all = inside(&own->places[k], &fits[i]);
        if (all)
            return true;
    }
    return false;
}

static size_t place_end(const struct text_reading *reading, const struct found_phrase *place)
{
    return plain_end(reading->plain, place->end - 1, reading->text, reading->size);
}

static void quote(struct ground *ground, const struct text_reading *reading, const struct found_phrase *place)
{
    const size_t start = reading->plain->origin[place->start];

    ground->quotes[ground->quote_count].start = start;
    ground->quotes[ground->quote_count++].length = place_end(reading, place) - start;
}

/* Does it stand on words that were put right? */
static bool is_corrected(const struct text_reading *reading, const struct fit *fit)
{
    for (size_t i = 0; reading->corrected && i < reading->corrected->count; i++) {
        const struct found_phrase *const right = &reading->corrected->items[i];
        for (size_t k = 0; k < fit->rule->need_count; k++)
            if (fit->places[k].start < right->end && right->start < fit->places[k].end)
                return true;
    }
    return false;
}

static void add(struct fittings *fittings, const struct text_reading *reading, const struct sighting *sighting,
                const struct fit *fit)
{
    struct fitting fitting = {.scenario = fit->rule->scenario,
                              .confidence = fit->confidence,
                              .rank = fit->rank,
                              .weight = span(fit),
                              .by_text = true};

    fitting.hop = sighting_hop(sighting, &fit->places[0]);
    fitting.start = reading->plain->origin[fit->places[0].start];
    fitting.length = place_end(reading, &fit->places[0]) - fitting.start;
    for (size_t i = 0; i < fit->rule->need_count && i < GROUND_QUOTES; i++)
        quote(&fitting.ground, reading, &fit->places[i]);
    fitting.ground.bare = fit->confidence < fit->rule->source->confidence;
    fitting.ground.corrected = is_corrected(reading, fit);
    if (fitting.ground.corrected) {
        fitting.confidence *= MISREAD_COUNTS;
        fitting.rank *= MISREAD_COUNTS;
    }
    fittings_add(fittings, &fitting);
}

static size_t find_fits(struct reading_room *room)
{
    const struct sighting *const sighting = &room->sighting;
    const struct text_rules *const rules = sighting->rules;
    size_t count = 0;

    for (size_t i = sighting_candidate(sighting, 0); i < rules->count; i = sighting_candidate(sighting, i + 1)) {
        struct fit *const fit = &room->fits[count];
        *fit = (struct fit){&rules->items[i], &room->places[rules->items[i].first_need], 0, 0};
        if (text_rule_fits(fit->rule, sighting, fit->places))
            fit->confidence = fit->rank = text_rule_confidence(fit->rule, sighting, fit->places);
        count += fit->confidence > 0;
    }
    rank(room->fits, count);
    return count;
}

static void find(struct reading_room *room, const struct text_reading *reading, struct fittings *fittings)
{
    size_t count;

    sighting_make(&room->sighting, reading->plain);
    count = find_fits(room);
    for (size_t i = 0; i < count; i++)
        if (!covered(room->fits, count, &room->fits[i]))
            add(fittings, reading, &room->sighting, &room->fits[i]);
}

void find_in_plain(const struct classifier *classifier, const struct text_reading *reading, struct fittings *fittings)
{
    CLEANUP(reading_room_give_back) struct reading_room *room = reading_rooms_borrow(classifier->rooms);

    find(room, reading, fittings);
}

void find_in_text(const struct classifier *classifier, const char *text, size_t length, struct fittings *fittings)
{
    CLEANUP(reading_room_give_back) struct reading_room *room = reading_rooms_borrow(classifier->rooms);

    plain_make_again(&room->plain, text, length);
    find(room, &(struct text_reading){text, length, &room->plain, NULL}, fittings);
}
