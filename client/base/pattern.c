/* SPDX-License-Identifier: MIT */
/* Regular expressions by PCRE2, with limits on the work they may do. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "pattern.h"

#include "cleanup.h"
#include "memory.h"

#include <pcre2.h>
#include <string.h>

/* How it is compiled, and how much work one text is worth. */
struct pattern_limits {
    uint32_t options;
    uint32_t steps, depth, kibibytes;
};

static const struct pattern_limits whole = {
    PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_NEVER_BACKSLASH_C | PCRE2_NEVER_UCP, 100000, 1000, 1024};
static const struct pattern_limits search = {
    PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C, 5000000, 100000, 16384};

enum { MOST_BYTES = 16384 }; /* longer ones take long before anything is searched */
/* Without UTF: PCRE2 would look at the rest of the text with every match, to see whether it is any. */
static const struct pattern_limits bytes = {PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C | PCRE2_NEVER_UTF, 5000000,
                                            100000, 16384};

struct pattern {
    pcre2_code *code;
    pcre2_match_context *limits;
};

static pcre2_code *compile(const char *expression, uint32_t options, struct error *error)
{
    unsigned char sentence[256];
    size_t place;
    int code;
    const size_t length = strlen(expression);
    pcre2_code *compiled =
        length <= MOST_BYTES ? pcre2_compile((PCRE2_SPTR)expression, length, options, &code, &place, NULL) : NULL;

    if (length > MOST_BYTES) {
        error_set(error, "\"%.60s...\" is longer than the %d bytes that an expression may have", expression,
                  MOST_BYTES);
        return NULL;
    }
    if (compiled)
        return compiled;
    pcre2_get_error_message(code, sentence, sizeof sentence);
    error_set(error, "\"%.200s\" is no regular expression: %s at character %zu", expression, (char *)sentence,
              place + 1);
    return NULL;
}

static struct pattern *new (const char *expression, const struct pattern_limits *bounds, struct error *error)
{
    pcre2_code *code = compile(expression, bounds->options, error);
    struct pattern *pattern = code ? memory_new(sizeof *pattern) : NULL;

    if (!pattern)
        return NULL;
    pattern->code = code;
    pattern->limits = pcre2_match_context_create(NULL);
    pcre2_set_match_limit(pattern->limits, bounds->steps);
    pcre2_set_depth_limit(pattern->limits, bounds->depth);
    pcre2_set_heap_limit(pattern->limits, bounds->kibibytes);
    return pattern;
}

struct pattern *pattern_new(const char *expression, struct error *error)
{
    return new (expression, &whole, error);
}

struct pattern *pattern_new_search(const char *expression, struct error *error)
{
    return new (expression, &search, error);
}

struct pattern *pattern_new_bytes(const char *expression, struct error *error)
{
    return new (expression, &bytes, error);
}

void pattern_free(struct pattern **pattern)
{
    if (*pattern) {
        pcre2_code_free((*pattern)->code);
        pcre2_match_context_free((*pattern)->limits);
    }
    free(*pattern);
    *pattern = NULL;
}

enum found pattern_find(const struct pattern *pattern, const char *text, size_t length)
{
    pcre2_match_data *match = pcre2_match_data_create_from_pattern(pattern->code, NULL);
    const int answer = pcre2_match(pattern->code, (PCRE2_SPTR)text, length, 0, 0, match, pattern->limits);

    pcre2_match_data_free(match);
    if (answer == PCRE2_ERROR_NOMATCH)
        return NOT_FOUND;
    return answer < 0 ? GAVE_UP : FOUND;
}

enum found pattern_next(const struct pattern *pattern, const char *text, size_t length, size_t from, struct span *found,
                        size_t *next)
{
    pcre2_match_data *match = pcre2_match_data_create_from_pattern(pattern->code, NULL);
    const int count = pcre2_match(pattern->code, (PCRE2_SPTR)text, length, from, 0, match, pattern->limits);
    const size_t *places = pcre2_get_ovector_pointer(match);
    int group = count > 1 ? 1 : 0;

    while (group > 0 && group + 1 < count && places[2 * group] == PCRE2_UNSET)
        group++;
    if (count > 0) {
        *found = (struct span){places[2 * group], places[2 * group + 1]};
        *next = places[1] > from ? places[1] : from + 1;
    }
    pcre2_match_data_free(match);
    if (count == PCRE2_ERROR_NOMATCH || from > length)
        return NOT_FOUND;
    return count > 0 ? FOUND : GAVE_UP;
}
