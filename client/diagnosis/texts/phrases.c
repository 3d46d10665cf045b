/* SPDX-License-Identifier: MIT */
/* Finds all phrases in one pass of the matcher, and checks what stands between their words. */
#include "phrases.h"

#include "anchor.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/string_index.h"
#include "base/text.h"
#include "matcher/matcher.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Shorter words count only where they stand alone: "EWS" is not in "news". */
#define SHORT_WORD 8

/* What may stand in the text where two letters of a phrase meet. */
enum junction {
    JUNCTION_WORD,  /* nothing, or the end of a line: consoles wrap inside words */
    JUNCTION_BLANK, /* something */
    JUNCTION_ANY
};

/* What stands between two `*` of a phrase. */
struct piece {
    size_t phrase, offset; /* whose part it is, and where in it */
    struct plain plain;
    unsigned char *junctions; /* enum junction, before each letter but the first */
    bool alone_before, alone_after;
};

struct phrase {
    char *text;          /* as documented */
    char *anchor;        /* NULL: it has none */
    size_t first, count; /* pieces */
};

struct phrases {
    struct phrase *items;
    size_t count;
    struct string_index numbers; /* of phrases, by their text */
    struct piece *pieces;
    size_t piece_count;
    struct matcher *matcher;
};

struct phrases *phrases_new(void)
{
    return memory_new(sizeof(struct phrases));
}

static void piece_clear(struct piece *piece)
{
    plain_free(&piece->plain);
    free(piece->junctions);
}

void phrases_free(struct phrases **phrases)
{
    struct phrases *const old = *phrases;

    if (!old)
        return;
    for (size_t i = 0; i < old->count; i++) {
        free(old->items[i].text);
        free(old->items[i].anchor);
    }
    for (size_t i = 0; i < old->piece_count; i++)
        piece_clear(&old->pieces[i]);
    matcher_free(&old->matcher);
    string_index_clear(&old->numbers);
    free(old->items);
    free(old->pieces);
    free(old);
    *phrases = NULL;
}

static bool is_ascii(char letter)
{
    return (unsigned char)letter < 0x80;
}

/* Where scripts meet that need no blanks, there are some, or none. */
static enum junction junction_at(const struct plain *plain, size_t index)
{
    const bool ascii = is_ascii(plain->text[index - 1]) && is_ascii(plain->text[index]);

    if (!plain->gap[index])
        return JUNCTION_WORD;
    return plain->gap[index] & GAP_MARK || !ascii ? JUNCTION_ANY : JUNCTION_BLANK;
}

static bool piece_make(struct piece *piece, const char *text, size_t length)
{
    struct plain *const plain = &piece->plain;

    plain_make(plain, text, length);
    piece->junctions = memory_array(plain->length + 1, 1);
    for (size_t i = 1; i < plain->length; i++)
        piece->junctions[i] = (unsigned char)junction_at(plain, i);
    if (plain->length > 0) {
        const char first = plain->text[0], last = plain->text[plain->length - 1];
        const bool brief = plain->length < SHORT_WORD;
        piece->alone_before = isdigit((unsigned char)first) || (brief && is_ascii(first));
        piece->alone_after = isdigit((unsigned char)last) || (brief && is_ascii(last));
    }
    return plain->length > 0;
}

static void add_piece(struct phrases *phrases, struct phrase *phrase, size_t offset, size_t length)
{
    struct piece piece = {.phrase = phrases->count, .offset = offset};

    if (!piece_make(&piece, phrase->text + offset, length)) {
        piece_clear(&piece);
        return;
    }
    phrases->pieces = memory_one_more(phrases->pieces, phrases->piece_count, sizeof *phrases->pieces);
    phrases->pieces[phrases->piece_count++] = piece;
    phrase->count++;
}

/* Of its pieces' the longest, the first of equals. The caller frees it. */
static char *best_anchor(const struct phrases *phrases, const struct phrase *phrase)
{
    char *best = NULL;

    for (size_t i = phrase->first; i < phrase->first + phrase->count; i++) {
        const struct piece *const piece = &phrases->pieces[i];
        char *anchor = anchor_of(&(struct anchor_source){phrase->text + piece->offset, &piece->plain});
        if (anchor && (!best || strlen(anchor) > strlen(best))) {
            free(best);
            best = TAKE(anchor);
        }
        free(anchor);
    }
    return best;
}

size_t phrases_add(struct phrases *phrases, const char *text)
{
    struct phrase phrase = {.first = phrases->piece_count};
    size_t number;

    if (string_index_find(&phrases->numbers, text, &number))
        return number;
    phrase.text = text_copy(text);
    for (size_t at = 0, end; at < strlen(text); at = end + 1) {
        end = (size_t)(strchrnul(text + at, '*') - text);
        add_piece(phrases, &phrase, at, end - at);
    }
    phrase.anchor = best_anchor(phrases, &phrase);
    phrases->items = memory_one_more(phrases->items, phrases->count, sizeof *phrases->items);
    phrases->items[phrases->count] = phrase;
    string_index_add(&phrases->numbers, phrase.text, phrases->count);
    return phrases->count++;
}

bool phrases_compile(struct phrases *phrases, struct error *error)
{
    const char **const strings = memory_array(phrases->piece_count + 1, sizeof *strings);
    size_t *const lengths = memory_array(phrases->piece_count + 1, sizeof *lengths);

    for (size_t i = 0; i < phrases->piece_count; i++) {
        strings[i] = phrases->pieces[i].plain.text;
        lengths[i] = phrases->pieces[i].plain.length;
    }
    phrases->matcher = matcher_new(strings, lengths, phrases->piece_count, MATCHER_SAME_CASE, error);
    free(strings);
    free(lengths);
    return phrases->matcher;
}

size_t phrases_count(const struct phrases *phrases)
{
    return phrases->count;
}

size_t phrases_piece_count(const struct phrases *phrases)
{
    return phrases->piece_count;
}

const struct plain *phrases_piece(const struct phrases *phrases, size_t piece)
{
    return &phrases->pieces[piece].plain;
}

const char *phrases_anchor(const struct phrases *phrases, size_t number)
{
    return phrases->items[number].anchor;
}

static bool junction_fits(unsigned char junction, unsigned char gap)
{
    switch ((enum junction)junction) {
    case JUNCTION_WORD: return !gap || gap & GAP_LINE;
    case JUNCTION_BLANK: return gap;
    case JUNCTION_ANY: return true;
    }
    return false;
}

static bool piece_fits(const struct piece *piece, const struct plain *plain, size_t start)
{
    const size_t end = start + piece->plain.length;

    if (piece->alone_before && !plain->gap[start] && is_ascii(plain->text[start - 1]))
        return false;
    if (piece->alone_after && !plain->gap[end] && is_ascii(plain->text[end]))
        return false;
    for (size_t i = 1; i < piece->plain.length; i++)
        if (!junction_fits(piece->junctions[i], plain->gap[start + i]))
            return false;
    return true;
}

struct phrase_search {
    const struct phrases *phrases;
    struct matcher_room *room;
    const struct plain *plain;
    struct place_lists *pieces; /* of phrases with several */
    struct place_lists *places;
    size_t *broken; /* phrases with several pieces, of which the first was found */
    size_t broken_count;
};

struct phrase_search *phrase_search_new(const struct phrases *phrases)
{
    struct phrase_search *const search = memory_new(sizeof *search);

    search->phrases = phrases;
    search->room = matcher_room_new();
    search->pieces = place_lists_new(phrases->piece_count);
    search->places = place_lists_new(phrases->count);
    search->broken = memory_array(phrases->count + 1, sizeof *search->broken);
    return search;
}

void phrase_search_free(struct phrase_search **search)
{
    struct phrase_search *const old = *search;

    if (!old)
        return;
    matcher_room_free(&old->room);
    place_lists_free(&old->pieces);
    place_lists_free(&old->places);
    free(old->broken);
    free(old);
    *search = NULL;
}

static void found_piece(void *context, size_t number, size_t end)
{
    struct phrase_search *const search = context;
    const struct piece *const piece = &search->phrases->pieces[number];
    const struct phrase *const phrase = &search->phrases->items[piece->phrase];
    const size_t start = end - piece->plain.length;

    if (!piece_fits(piece, search->plain, start))
        return;
    if (phrase->count == 1) {
        place_lists_add(search->places, piece->phrase, (struct found_phrase){start, end});
        return;
    }
    if (number == phrase->first && search->pieces->items[number].count == 0)
        search->broken[search->broken_count++] = piece->phrase;
    place_lists_add(search->pieces, number, (struct found_phrase){start, end});
}

/* The first place of a piece that begins within reach of `end`; NULL: none. */
static const struct found_phrase *next_piece(const struct found_phrases *places, size_t end)
{
    for (size_t i = 0; i < places->count; i++)
        if (places->items[i].start >= end && places->items[i].start <= end + PHRASE_STAR)
            return &places->items[i];
    return NULL;
}

static void join_pieces(struct phrase_search *search, size_t number)
{
    const struct phrase *const phrase = &search->phrases->items[number];
    const struct found_phrases *const pieces = &search->pieces->items[phrase->first];

    for (size_t i = 0; i < pieces->count; i++) {
        struct found_phrase whole = pieces->items[i];
        bool complete = true;
        for (size_t k = 1; k < phrase->count && complete; k++) {
            const struct found_phrase *const next = next_piece(&pieces[k], whole.end);
            complete = next;
            whole.end = next ? next->end : whole.end;
        }
        if (complete)
            place_lists_add(search->places, number, whole);
    }
}

const struct place_lists *phrases_find(struct phrase_search *search, const struct plain *plain)
{
    place_lists_clear(search->pieces);
    place_lists_clear(search->places);
    search->broken_count = 0;
    search->plain = plain;
    matcher_scan(search->phrases->matcher, search->room, plain->text, plain->length, found_piece, search);
    for (size_t i = 0; i < search->broken_count; i++)
        join_pieces(search, search->broken[i]);
    return search->places;
}
