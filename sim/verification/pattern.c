/* SPDX-License-Identifier: MIT */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "pattern.h"

#include "cleanup.h"

#include <pcre2.h>
#include <string.h>

enum { MOST_STEPS = 100000, MOST_DEPTH = 1000, MOST_KIBIBYTES = 1024 };

struct pattern {
    pcre2_code *code;
    pcre2_match_context *limits;
};

static pcre2_code *compile(const char *expression, struct error *error)
{
    const uint32_t options = PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_NEVER_BACKSLASH_C | PCRE2_NEVER_UCP;
    unsigned char sentence[256];
    size_t place;
    int code;
    pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)expression, PCRE2_ZERO_TERMINATED, options, &code, &place, NULL);

    if (compiled)
        return compiled;
    pcre2_get_error_message(code, sentence, sizeof sentence);
    error_set(error, "\"%.200s\" is no regular expression: %s at character %zu", expression, (char *)sentence,
              place + 1);
    return NULL;
}

struct pattern *pattern_new(const char *expression, struct error *error)
{
    pcre2_code *code = compile(expression, error);
    struct pattern *pattern = code ? calloc(1, sizeof *pattern) : NULL;

    if (!pattern)
        return NULL;
    pattern->code = code;
    pattern->limits = pcre2_match_context_create(NULL);
    pcre2_set_match_limit(pattern->limits, MOST_STEPS);
    pcre2_set_depth_limit(pattern->limits, MOST_DEPTH);
    pcre2_set_heap_limit(pattern->limits, MOST_KIBIBYTES);
    return pattern;
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

bool pattern_matches(const struct pattern *pattern, const char *text)
{
    pcre2_match_data *match = pcre2_match_data_create_from_pattern(pattern->code, NULL);
    const int found = pcre2_match(pattern->code, (PCRE2_SPTR)text, strlen(text), 0, 0, match, pattern->limits);

    pcre2_match_data_free(match);
    return found >= 0;
}
