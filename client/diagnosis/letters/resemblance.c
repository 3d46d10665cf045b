/* SPDX-License-Identifier: MIT */
/* Walks from letters that look alike to both ends, and counts what a reader of pictures gets wrong. */
#include "resemblance.h"

#include "base/cleanup.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

/* Letters for each further fault that is forgiven. */
#define LETTERS_A_FAULT 40
/* In words this long, and phrases that long, another letter is a slip; "not" and "now" are two words. */
#define LONG_WORD 5
#define LONG_PHRASE 16

/* A letter and the two that look like it, both ways. */
static const struct lookalike {
    char letter, pair[3];
} lookalikes[] = {
    {'m', "rn"}, {'m', "nn"}, {'m', "in"}, {'m', "ni"}, {'d', "cl"}, {'d', "ol"}, {'w', "vv"},
    {'h', "li"}, {'h', "lh"}, {'n', "ri"}, {'n', "ii"}, {'u', "ii"}, {'u', "li"}, {'k', "lc"},
    {'k', "lx"}, {'b', "lo"}, {'a', "ci"}, {'q', "cj"}, {'g', "cj"}, {'y', "ij"}, {'h', "fi"},
};

/* Either of two may stand for the other. */
static const char *const pairs[128] = {
    ['l'] = "1ijt7", ['i'] = "1jt", ['o'] = "0qcdea", ['0'] = "d", ['c'] = "ea", ['a'] = "e",
    ['s'] = "58",    ['b'] = "86h", ['g'] = "69qy",   ['q'] = "9", ['z'] = "2",  ['h'] = "nk",
    ['n'] = "umr",   ['r'] = "mf",  ['m'] = "w",      ['u'] = "v", ['v'] = "yw", ['f'] = "tl",
    ['t'] = "r",     ['e'] = "f",   ['x'] = "k",      ['4'] = "a", ['p'] = "rq",
};

/* One end of the comparison; a step goes to the right or to the left. */
struct walk {
    const struct plain *phrase, *text;
    size_t phrase_at, text_at; /* the next letters are these, or those before them */
    bool right;
    unsigned faults, most;
    const struct lookalike *taken; /* what was read for what: a reader that errs so once errs so again */
    char meant, read;
};

/* Letters that are left to walk over. */
static size_t phrase_left(const struct walk *walk)
{
    return walk->right ? walk->phrase->length - walk->phrase_at : walk->phrase_at;
}

static size_t text_left(const struct walk *walk)
{
    return walk->right ? walk->text->length - walk->text_at : walk->text_at;
}

static const char *phrase_next(const struct walk *walk, size_t length)
{
    return walk->phrase->text + walk->phrase_at - (walk->right ? 0 : length);
}

static const char *text_next(const struct walk *walk, size_t length)
{
    return walk->text->text + walk->text_at - (walk->right ? 0 : length);
}

static bool is_ascii(char letter)
{
    return (unsigned char)letter < 0x80;
}

/* Does the text separate two letters where the phrase does? */
static bool gap_fits(const struct plain *phrase, size_t at, unsigned char gap)
{
    const bool inner = at > 0 && at < phrase->length;
    const bool ascii = inner && is_ascii(phrase->text[at - 1]) && is_ascii(phrase->text[at]);

    if (!inner)
        return true;
    if (!phrase->gap[at])
        return !gap || gap & GAP_LINE;
    return gap || phrase->gap[at] & GAP_MARK || !ascii;
}

static bool is_pair(char one, char other)
{
    const char *const of_one = pairs[(unsigned char)one], *const of_other = pairs[(unsigned char)other];

    return one && other && ((of_one && strchr(of_one, other)) || (of_other && strchr(of_other, one)));
}

static size_t word_length(const struct plain *phrase, size_t at)
{
    size_t start = at, end = at + 1;

    while (start > 0 && !phrase->gap[start])
        start--;
    while (end < phrase->length && !phrase->gap[end])
        end++;
    return end - start;
}

/* Another number is no slip. */
static bool may_be(const struct walk *walk, char meant, char read)
{
    const size_t at = walk->phrase_at - !walk->right;

    if (!is_ascii(meant) || !is_ascii(read) || (isdigit((unsigned char)meant) && isdigit((unsigned char)read)))
        return false;
    if (is_pair(meant, read))
        return true;
    return isalpha((unsigned char)meant) && isalpha((unsigned char)read) && walk->phrase->length >= LONG_PHRASE &&
           word_length(walk->phrase, at) >= LONG_WORD;
}

/* The character of UTF-8 at the walk; 0: there is none, or it is one of ASCII. */
static size_t character_length(const char *text, size_t left, bool right)
{
    size_t length = 1;

    if (left == 0 || is_ascii(text[right ? 0 : -1]))
        return 0;
    while (length < left && (right ? ((unsigned char)text[length] & 0xC0) == 0x80
                                   : ((unsigned char)text[-(ptrdiff_t)length] & 0xC0) == 0x80))
        length++;
    return length;
}

static bool advance(struct walk *walk, size_t phrase, size_t text, unsigned faults)
{
    walk->phrase_at += walk->right ? phrase : -phrase;
    walk->text_at += walk->right ? text : -text;
    walk->faults += faults;
    return walk->faults <= walk->most;
}

static bool take(struct walk *walk, const struct lookalike *row, size_t phrase, size_t text)
{
    const unsigned faults = walk->taken != row;

    walk->taken = row;
    return advance(walk, phrase, text, faults);
}

/* Mostly the letters alone say no. */
static bool step_over_lookalike(struct walk *walk)
{
    const char meant = *phrase_next(walk, 1), *const next = text_left(walk) > 0 ? text_next(walk, 1) : "";
    const char *const phrase_pair = phrase_left(walk) >= 2 ? phrase_next(walk, 2) : NULL;
    const char *const text_pair = text_left(walk) >= 2 ? text_next(walk, 2) : NULL;

    for (const struct lookalike *row = lookalikes; row < lookalikes + ARRAY_SIZE(lookalikes); row++) {
        if (row->letter == meant && text_pair && memcmp(row->pair, text_pair, 2) == 0)
            return take(walk, row, 1, 2);
        if (row->letter == *next && phrase_pair && memcmp(row->pair, phrase_pair, 2) == 0)
            return take(walk, row, 2, 1);
    }
    return false;
}

static bool step_over_letter(struct walk *walk, char meant, char read)
{
    const unsigned faults = walk->meant != meant || walk->read != read;

    if (!may_be(walk, meant, read))
        return false;
    walk->meant = meant;
    walk->read = read;
    return advance(walk, 1, 1, faults);
}

static bool step_over_other(struct walk *walk)
{
    const size_t meant = character_length(walk->phrase->text + walk->phrase_at, phrase_left(walk), walk->right);
    const size_t read = character_length(walk->text->text + walk->text_at, text_left(walk), walk->right);

    if (meant > 0 && read > 0)
        return walk->phrase->length >= 2 * LONG_PHRASE && advance(walk, meant, read, 1);
    return text_left(walk) > 0 && step_over_letter(walk, *phrase_next(walk, 1), *text_next(walk, 1));
}

static bool step(struct walk *walk)
{
    if (text_left(walk) > 0 && *phrase_next(walk, 1) == *text_next(walk, 1))
        return advance(walk, 1, 1, 0);
    if (step_over_lookalike(walk))
        return true;
    return walk->faults <= walk->most &&
           step_over_other(walk); /* else that was one fault too many, and the walk is over */
}

/* "fai|ed": what was read is no letter. */
static bool is_sign(const struct walk *walk)
{
    const size_t at = walk->text_at - !walk->right;

    return walk->text->gap[walk->text_at] & GAP_MARK && strchr("li1tj", *phrase_next(walk, 1)) &&
           (text_left(walk) == 0 || walk->text->text[at] != *phrase_next(walk, 1));
}

/* The blanks before the next letters. */
static bool step_over_gap(struct walk *walk)
{
    if (gap_fits(walk->phrase, walk->phrase_at, walk->text->gap[walk->text_at]))
        return true;
    return advance(walk, is_sign(walk) ? 1 : 0, 0, 1);
}

/* `between`: the first letter has one before it that was looked at. */
static bool go(struct walk *walk, bool between)
{
    for (; phrase_left(walk) > 0; between = true) {
        if (between && !step_over_gap(walk))
            return false;
        if (phrase_left(walk) > 0 && !step(walk))
            return false;
    }
    return true;
}

struct resemblance resemblance_at(const struct plain *phrase, size_t at, const struct plain *text, size_t text_at)
{
    const unsigned most = 1 + (unsigned)(phrase->length / LETTERS_A_FAULT);
    struct walk right = {phrase, text, at, text_at, true, 0, most, NULL, 0, 0}, left;

    if (!go(&right, false))
        return (struct resemblance){0, 0, 0};
    left = right;
    left.right = false;
    left.phrase_at = at;
    left.text_at = text_at;
    if (!go(&left, true))
        return (struct resemblance){0, 0, 0};
    if (phrase->length < LONG_PHRASE && !(text->gap[left.text_at] && text->gap[right.text_at]))
        return (struct resemblance){0, 0, 0};
    return (struct resemblance){left.text_at, right.text_at, left.faults};
}

char likeness_of(char letter)
{
    static const char likenesses[] = "il1l0oqo5s8b2zecvu9g"; /* a letter, and what stands for it */

    for (const char *at = likenesses; *at; at += 2)
        if (*at == letter)
            return at[1];
    return letter;
}
