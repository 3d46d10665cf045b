/* SPDX-License-Identifier: MIT */
/* A part of a phrase that stands in the text as it is shows where to compare the rest, letter by letter, with patience. */
#include "misread.h"

#include "base/cleanup.h"
#include "base/lock.h"
#include "base/memory.h"
#include "diagnosis/letters/resemblance.h"
#include "matcher/matcher.h"

#include <ctype.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Bytes. A part stands in few texts by chance; a phrase has two at least, so that one misread character leaves one whole. */
#define PART 8
#define SHORTEST_PART 4
/* Corrections of a text. More are the work of somebody who wants to keep a computer busy. */
#define MOST 256
#define LONGEST_NUMBER 8

/* A part of a phrase's piece. */
struct seed {
    const struct plain *piece; /* borrowed from the phrases */
    size_t start, end;
};

struct misread {
    const struct phrases *phrases;
    pthread_mutex_t lock;
    /* under the lock until they are made */
    bool made;
    struct seed *seeds;
    size_t seed_count;
    struct matcher *matcher;
};

void misread_free(struct misread **misread)
{
    struct misread *const old = *misread;

    if (!old)
        return;
    matcher_free(&old->matcher);
    pthread_mutex_destroy(&old->lock);
    free(old->seeds);
    free(old);
    *misread = NULL;
}

/* 0: too short to be told from others when it is misread. */
static size_t parts_of(const struct plain *piece)
{
    if (piece->length < (size_t)(2 * SHORTEST_PART))
        return 0;
    return piece->length / PART > 2 ? piece->length / PART : 2;
}

static void make_seeds(struct misread *misread)
{
    const size_t pieces = phrases_piece_count(misread->phrases);
    size_t count = 0;

    for (size_t i = 0; i < pieces; i++)
        count += parts_of(phrases_piece(misread->phrases, i));
    misread->seeds = memory_array(count + 1, sizeof *misread->seeds);
    for (size_t i = 0; i < pieces; i++) {
        const struct plain *const piece = phrases_piece(misread->phrases, i);
        const size_t parts = parts_of(piece);
        for (size_t k = 0; k < parts; k++)
            misread->seeds[misread->seed_count++] =
                (struct seed){piece, piece->length * k / parts, piece->length * (k + 1) / parts};
    }
}

static void put_likeness(char *into, const struct plain *plain, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        *into++ = likeness_of(plain->text[i]);
}

/* The caller frees it. */
static char *likeness(const struct plain *plain)
{
    char *const like = memory_array(plain->length + 1, 1);

    put_likeness(like, plain, 0, plain->length);
    return like;
}

/* What the parts look like, one behind the other. The caller frees it. */
static char *likeness_of_seeds(const struct misread *misread, const char **strings, size_t *lengths)
{
    size_t length = 0;
    char *like, *at;

    for (size_t i = 0; i < misread->seed_count; i++)
        length += lengths[i] = misread->seeds[i].end - misread->seeds[i].start;
    like = at = memory_array(length + 1, 1);
    for (size_t i = 0; i < misread->seed_count; at += lengths[i++]) {
        put_likeness(at, misread->seeds[i].piece, misread->seeds[i].start, misread->seeds[i].end);
        strings[i] = at;
    }
    return like;
}

static void compile(struct misread *misread)
{
    const char **const strings = memory_array(misread->seed_count + 1, sizeof *strings);
    size_t *const lengths = memory_array(misread->seed_count + 1, sizeof *lengths);
    CLEANUP(cleanup_string) char *like = likeness_of_seeds(misread, strings, lengths);
    struct error error = {""};

    misread->matcher = matcher_new(strings, lengths, misread->seed_count, MATCHER_SAME_CASE, &error);
    free(strings);
    free(lengths);
    if (!misread->matcher)
        memory_end(); /* strings of letters lack nothing else */
}

struct misread *misread_new(const struct phrases *phrases)
{
    struct misread *const misread = memory_new(sizeof *misread);

    misread->phrases = phrases;
    pthread_mutex_init(&misread->lock, NULL);
    return misread;
}

/* Logs, which are never read so, need not wait for it. */
static void make_once(struct misread *misread)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&misread->lock);

    if (misread->made)
        return;
    make_seeds(misread);
    compile(misread);
    misread->made = true;
}

/* A piece and the letters of the text that were meant to be it. */
struct correction {
    const struct plain *piece; /* NULL: a number, letter by letter */
    size_t start, end;
    bool right; /* it stands there as it is */
};

struct search {
    const struct misread *misread;
    const struct plain *plain;
    struct correction *items; /* by start; they do not overlap */
    size_t count;
};

/* What is longer takes the place of what it touches; of equals, what is right as it is. */
static bool yields(const struct correction *old, const struct correction *new)
{
    const size_t length = old->end - old->start, other = new->end - new->start;

    return length < other || (length == other && new->right && !old->right);
}

static void add(struct search *search, struct correction correction)
{
    size_t first = search->count, last;

    while (first > 0 && search->items[first - 1].end > correction.start) /* mostly it comes behind them all */
        first--;
    for (last = first; last < search->count && search->items[last].start < correction.end; last++)
        if (!yields(&search->items[last], &correction))
            return;
    if (last == first && search->count == MOST)
        return;
    memmove(search->items + first + 1, search->items + last, (search->count - last) * sizeof *search->items);
    search->items[first] = correction;
    search->count += 1 - (last - first);
}

static void found_seed(void *context, size_t number, size_t end)
{
    struct search *const search = context;
    const struct seed *const seed = &search->misread->seeds[number];
    const struct plain *const piece = seed->piece;
    const struct resemblance same = resemblance_at(piece, seed->start, search->plain, end - (seed->end - seed->start));

    if (same.start < same.end)
        add(search, (struct correction){piece, same.start, same.end, same.faults == 0});
}

/* Only what is wrong is to be changed. */
static void forget_right(struct search *search)
{
    size_t kept = 0;

    for (size_t i = 0; i < search->count; i++)
        if (!search->items[i].right)
            search->items[kept++] = search->items[i];
    search->count = kept;
}

/* What looks like a digit; 0: nothing does. */
static char digit_of(char letter)
{
    static const char pairs[] = "o0l1i1s5b8z2";
    const char *const at = letter ? strchr(pairs, letter) : NULL;

    if (isdigit((unsigned char)letter))
        return letter;
    if (!at || (at - pairs) % 2 != 0)
        return '\0';
    return at[1];
}

/* "4O1" and "5OO" are numbers, "10b" and "soil" are not. */
static bool is_number(const char *word, size_t length)
{
    size_t digits = 0, zeros = 0;

    for (size_t i = 0; i < length; i++) {
        if (!digit_of(word[i]))
            return false;
        digits += isdigit((unsigned char)word[i]) != 0;
        zeros += word[i] == 'o';
    }
    return length >= 3 && digits < length && digits > 0 && (digits + zeros == length || 2 * digits > length);
}

static void find_numbers(struct search *search)
{
    const struct plain *const plain = search->plain;

    for (size_t start = 0, end; start < plain->length; start = end) {
        for (end = start + 1; end < plain->length && !plain->gap[end]; end++)
            ;
        if (end - start <= LONGEST_NUMBER && is_number(plain->text + start, end - start))
            add(search, (struct correction){NULL, start, end, false});
    }
}

static void put(struct plain *plain, char letter, uint32_t origin, unsigned char gap)
{
    plain->text[plain->length] = letter;
    plain->origin[plain->length] = origin;
    plain->gap[plain->length++] = gap;
}

/* Letters that came from a misread stretch keep its beginning and its end. */
static void put_correction(struct plain *into, const struct plain *from, const struct correction *correction)
{
    const struct plain *const piece = correction->piece;
    const size_t start = correction->start, last = correction->end - 1 - start;

    for (size_t i = 0; !piece && i <= last; i++)
        put(into, digit_of(from->text[start + i]), from->origin[start + i], from->gap[start + i]);
    for (size_t i = 0; piece && i < piece->length; i++)
        put(into, piece->text[i], from->origin[start + i * last / (piece->length - 1)],
            i > 0 ? piece->gap[i] : from->gap[start]);
}

static struct plain plain_of(const struct search *search)
{
    size_t room = search->plain->length + 1;

    for (size_t i = 0; i < search->count; i++)
        room += search->items[i].piece ? search->items[i].piece->length : 0;
    return (struct plain){
        .text = memory_array(room, 1), .origin = memory_array(room, sizeof(uint32_t)), .gap = memory_array(room, 1)};
}

static void apply(const struct search *search, struct plain *corrected, struct found_phrases *places)
{
    const struct plain *const plain = search->plain;
    size_t at = 0;

    *corrected = plain_of(search);
    *places =
        (struct found_phrases){.items = memory_array(search->count + 1, sizeof *places->items), .count = search->count};
    for (size_t i = 0; i < search->count; at = search->items[i++].end) {
        for (; at < search->items[i].start; at++)
            put(corrected, plain->text[at], plain->origin[at], plain->gap[at]);
        places->items[i].start = corrected->length;
        put_correction(corrected, plain, &search->items[i]);
        places->items[i].end = corrected->length;
    }
    for (; at < plain->length; at++)
        put(corrected, plain->text[at], plain->origin[at], plain->gap[at]);
    corrected->gap[corrected->length] = plain->gap[plain->length];
}

bool misread_correct(struct misread *misread, const struct plain *plain, struct plain *corrected,
                     struct found_phrases *places)
{
    CLEANUP(cleanup_string) char *like = likeness(plain);
    struct search search = {misread, plain, memory_array(MOST + 1, sizeof *search.items), 0};

    make_once(misread);
    matcher_scan(misread->matcher, NULL, like, plain->length, found_seed, &search);
    find_numbers(&search);
    forget_right(&search);
    if (search.count > 0)
        apply(&search, corrected, places);
    free(search.items);
    return search.count > 0;
}
