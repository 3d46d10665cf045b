/* SPDX-License-Identifier: MIT */
#include "matcher.h"

#include "cleanup.h"
#include "text.h"

#include <ctype.h>
#include <hs/hs.h>
#include <stdlib.h>
#include <string.h>

/* What Hyperscan looks for is the longest word, whatever stands between words; the rest is compared where it stands. */
struct literal {
    char *text;
    size_t length, word, word_length;
};

struct matcher {
    hs_database_t *database; /* NULL: this processor cannot run it */
    hs_scratch_t *scratch;   /* the model the scanners' own are made from */
    struct literal *literals;
    size_t count;
};

struct scanner {
    const struct matcher *matcher;
    hs_scratch_t *scratch;
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

static bool compile(struct matcher *matcher, struct error *error)
{
    const char **const words = calloc(matcher->count + 1, sizeof *words);
    unsigned *const flags = calloc(matcher->count + 1, sizeof *flags), *const ids =
                                                                           calloc(matcher->count + 1, sizeof *ids);
    size_t *const lengths = calloc(matcher->count + 1, sizeof *lengths);
    hs_compile_error_t *why = NULL;
    bool done;

    if (!words || !flags || !ids || !lengths)
        abort();
    for (size_t i = 0; i < matcher->count; i++) {
        words[i] = matcher->literals[i].text + matcher->literals[i].word;
        lengths[i] = matcher->literals[i].word_length;
        flags[i] = HS_FLAG_CASELESS;
        ids[i] = (unsigned)i;
    }
    done = hs_compile_lit_multi(words, flags, ids, lengths, (unsigned)matcher->count, HS_MODE_BLOCK, NULL,
                                &matcher->database, &why) == HS_SUCCESS &&
           hs_alloc_scratch(matcher->database, &matcher->scratch) == HS_SUCCESS;
    if (!done)
        error_set(error, "the texts to look for cannot be compiled: %s", why ? why->message : "no memory");
    hs_free_compile_error(why);
    free(words);
    free(flags);
    free(ids);
    free(lengths);
    return done;
}

struct matcher *matcher_new(const char *const *literals, size_t count, struct error *error)
{
    CLEANUP(matcher_free) struct matcher *matcher = calloc(1, sizeof *matcher);

    if (!matcher || !(matcher->literals = calloc(count + 1, sizeof *matcher->literals)))
        abort();
    for (size_t i = 0; i < count; i++) {
        struct literal literal = literal_make(literals[i]);
        if (literal.word_length > 0)
            matcher->literals[matcher->count++] = literal;
        else
            free(literal.text);
    }
    if (matcher->count > 0 && hs_valid_platform() == HS_SUCCESS && !compile(matcher, error))
        return NULL;
    return TAKE(matcher);
}

void matcher_free(struct matcher **matcher)
{
    struct matcher *const old = *matcher;

    for (size_t i = 0; old && i < old->count; i++)
        free(old->literals[i].text);
    if (old) {
        hs_free_scratch(old->scratch);
        hs_free_database(old->database);
        free(old->literals);
    }
    free(old);
    *matcher = NULL;
}

struct scanner *scanner_new(const struct matcher *matcher)
{
    struct scanner *const scanner = calloc(1, sizeof *scanner);

    if (!scanner || (matcher->scratch && hs_clone_scratch(matcher->scratch, &scanner->scratch) != HS_SUCCESS))
        abort();
    scanner->matcher = matcher;
    return scanner;
}

void scanner_free(struct scanner **scanner)
{
    if (*scanner)
        hs_free_scratch((*scanner)->scratch);
    free(*scanner);
    *scanner = NULL;
}

/* Length of the blank at text; 0: none. */
static size_t blank(const char *text, const char *end)
{
    if (isspace((unsigned char)*text) || *text == '+' || *text == '\0')
        return 1;
    return end - text > 1 && (unsigned char)text[0] == 0xC2 && (unsigned char)text[1] == 0xA0 ? 2 : 0;
}

static const char *skip_blanks(const char *text, const char *end)
{
    for (size_t length; text < end && (length = blank(text, end)) > 0;)
        text += length;
    return text;
}

static const char *skip_blanks_back(const char *start, const char *text)
{
    while (text > start) {
        if (text - start > 1 && blank(text - 2, text) == 2)
            text -= 2;
        else if (blank(text - 1, text) == 1)
            text--;
        else
            break;
    }
    return text;
}

static bool goes_on(const char *part, const char *text, const char *end)
{
    for (; *part; part++) {
        const char *const next = *part == ' ' ? skip_blanks(text, end) : text + 1;
        if (text >= end || next == text || (*part != ' ' && *part != tolower((unsigned char)*text)))
            return false;
        text = next;
    }
    return true;
}

static bool was_before(const char *part, size_t length, const char *start, const char *text)
{
    while (length-- > 0) {
        const char *const next = part[length] == ' ' ? skip_blanks_back(start, text) : text - 1;
        if (text <= start || next == text || (part[length] != ' ' && part[length] != tolower((unsigned char)*next)))
            return false;
        text = next;
    }
    return true;
}

struct scan {
    const struct matcher *matcher;
    const char *text;
    size_t length;
    struct hits *hits;
};

static void add_hit(struct hits *hits, size_t offset)
{
    if (hits->count > 0 && hits->items[hits->count - 1] >= offset)
        return;
    if (hits->count == hits->capacity) {
        hits->capacity = hits->capacity ? hits->capacity * 2 : 64;
        hits->items = reallocarray(hits->items, hits->capacity, sizeof *hits->items);
        if (!hits->items)
            abort();
    }
    hits->items[hits->count++] = offset;
}

/* Hyperscan reports words in the order of their ends. */
static int on_word(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context)
{
    const struct scan *const scan = context;
    const struct literal *const literal = &scan->matcher->literals[id];
    const char *const end = scan->text + to;

    (void)from, (void)flags;
    if (goes_on(literal->text + literal->word + literal->word_length, end, scan->text + scan->length) &&
        was_before(literal->text, literal->word, scan->text, end - literal->word_length))
        add_hit(scan->hits, (size_t)to - 1);
    return 0;
}

/* Without Hyperscan every byte may be a hit: slow, and nothing is overlooked. */
static void hit_everywhere(size_t length, struct hits *hits)
{
    for (size_t at = 0; at < length; at += 16)
        add_hit(hits, at);
}

void scanner_scan(struct scanner *scanner, const char *text, size_t length, struct hits *hits)
{
    struct scan scan = {scanner->matcher, text, length, hits};

    hits->count = 0;
    if (scanner->scratch)
        hs_scan(scanner->matcher->database, text, (unsigned)length, 0, scanner->scratch, on_word, &scan);
    else if (scanner->matcher->count > 0)
        hit_everywhere(length, hits);
}

void hits_clear(struct hits *hits)
{
    free(hits->items);
    *hits = (struct hits){0};
}
