/* SPDX-License-Identifier: MIT */
/* The longest word of each literal is looked for; the rest is compared where it was found. */
#include "literals.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "matcher/matcher.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What the matcher looks for is the longest word, whatever stands between words; the rest is compared where it stands. */
struct literal {
    char *text;
    size_t length, word, word_length;
    bool requests; /* it says nothing but where a request may be */
};

struct literals {
    struct matcher *words;
    struct literal *items;
    size_t count;
};

static struct literal literal_make(const char *text)
{
    struct literal literal = {.text = text_copy(text), .length = strlen(text)};

    for (size_t at = 0; at < literal.length;) {
        const size_t length = strcspn(text + at, " ");
        if (length > literal.word_length) {
            literal.word = at;
            literal.word_length = length;
        }
        at += length + strspn(text + at + length, " ");
    }
    return literal;
}

static struct matcher *compile(const struct literals *literals, struct error *error)
{
    const char **const words = memory_array(literals->count + 1, sizeof *words);
    size_t *const lengths = memory_array(literals->count + 1, sizeof *lengths);
    struct matcher *matcher;

    for (size_t i = 0; i < literals->count; i++) {
        words[i] = literals->items[i].text + literals->items[i].word;
        lengths[i] = literals->items[i].word_length;
    }
    matcher = matcher_new(words, lengths, literals->count, MATCHER_ANY_CASE, error);
    free(words);
    free(lengths);
    return matcher;
}

struct literals *literals_new(const char *const *texts, size_t count, size_t requests, struct error *error)
{
    CLEANUP(literals_free) struct literals *literals = memory_new(sizeof *literals);

    literals->items = memory_array(count + 1, sizeof *literals->items);
    for (size_t i = 0; i < count; i++) {
        struct literal literal = literal_make(texts[i]);
        literal.requests = i >= count - requests;
        if (literal.word_length > 0)
            literals->items[literals->count++] = literal;
        else
            free(literal.text);
    }
    literals->words = compile(literals, error);
    return literals->words ? TAKE(literals) : NULL;
}

void literals_free(struct literals **literals)
{
    struct literals *const old = *literals;

    if (!old)
        return;
    for (size_t i = 0; i < old->count; i++)
        free(old->items[i].text);
    free(old->items);
    matcher_free(&old->words);
    free(old);
    *literals = NULL;
}

/* What stands between words: also quotation marks, hyphens, and whatever is not ASCII. */
static bool blank(char byte)
{
    return !isalnum((unsigned char)byte) || (unsigned char)byte >= 0x80;
}

static const char *skip_blanks(const char *text, const char *end)
{
    while (text < end && blank(*text))
        text++;
    return text;
}

static const char *skip_blanks_back(const char *start, const char *text)
{
    while (text > start && blank(text[-1]))
        text--;
    return text;
}

static bool goes_on(const char *part, const char *text, const char *end)
{
    for (; *part; part++) {
        const char *const next = *part == ' ' ? skip_blanks(text, end) : text + 1;
        if (text >= end || next == text || (*part != ' ' && (unsigned char)*part != tolower((unsigned char)*text)))
            return false;
        text = next;
    }
    return true;
}

static bool was_before(const char *part, size_t length, const char *start, const char *text)
{
    while (length-- > 0) {
        const char *const next = part[length] == ' ' ? skip_blanks_back(start, text) : text - 1;
        if (text <= start || next == text ||
            (part[length] != ' ' && (unsigned char)part[length] != tolower((unsigned char)*next)))
            return false;
        text = next;
    }
    return true;
}

struct literal_scan {
    const struct literals *literals;
    const char *text;
    size_t length;
    struct hits *hits;
};

static void add_hit(struct hits *hits, size_t offset, bool words)
{
    if (hits->count > 0 && hits->items[hits->count - 1] >= offset) {
        hits->words[hits->count - 1] |= words;
        return;
    }
    if (hits->count == hits->capacity) {
        hits->capacity = hits->capacity ? hits->capacity * 2 : 64;
        hits->items = memory_grow(hits->items, hits->capacity, sizeof *hits->items);
        hits->words = memory_grow(hits->words, hits->capacity, sizeof *hits->words);
    }
    hits->words[hits->count] = words;
    hits->items[hits->count++] = offset;
}

static void on_word(void *context, size_t word, size_t to)
{
    const struct literal_scan *const scan = context;
    const struct literal *const literal = &scan->literals->items[word];
    const char *const end = scan->text + to;

    if (goes_on(literal->text + literal->word + literal->word_length, end, scan->text + scan->length) &&
        was_before(literal->text, literal->word, scan->text, end - literal->word_length))
        add_hit(scan->hits, to - 1, !literal->requests);
}

void literals_scan(const struct literals *literals, const char *text, size_t length, struct hits *hits)
{
    struct literal_scan scan = {literals, text, length, hits};

    hits->count = 0;
    matcher_scan(literals->words, NULL, text, length, on_word, &scan);
}

void hits_clear(struct hits *hits)
{
    free(hits->items);
    free(hits->words);
    *hits = (struct hits){0};
}
