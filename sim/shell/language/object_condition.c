/* SPDX-License-Identifier: MIT */
/* -or, -and, -not, parentheses and comparisons, judged while they are read. */
#include "object_condition.h"

#include "base/cleanup.h"
#include "base/pattern.h"
#include "base/text.h"
#include "tokeniser.h"

#include <string.h>
#include <strings.h>

enum { DEEPEST_CONDITION = 16 };

struct object_condition {
    const struct token *next;
    object_condition_values *values;
    void *object;
    object_condition_knows *knows; /* NULL: a property may be missing */
    const void *known_by;
    unsigned depth;
    struct error *error;
};

static bool refuse(const struct object_condition *condition)
{
    return error_set(
        condition->error,
        "'%s' cannot stand there in a condition: write Property -eq 'value', perhaps several with -and and "
        "-or between them; fblab pwsh knows all of PowerShell's.",
        condition->next->kind == TOKEN_END ? "the end" : condition->next->text);
}

static bool is_equal(const char *value, const char *wanted)
{
    return text_equal(value, wanted);
}

static bool is_like(const char *value, const char *wanted)
{
    return text_matches(value, wanted);
}

static struct pattern *pattern_of(const char *wanted, struct error *error)
{
    CLEANUP(cleanup_string) char *expression = text_format("(?i)%s", wanted);

    return pattern_new_search(expression, error);
}

static bool fits_pattern(const char *value, const char *wanted)
{
    struct error error;
    CLEANUP(pattern_free) struct pattern *pattern = pattern_of(wanted, &error);

    return pattern && pattern_find(pattern, value, strlen(value)) == FOUND;
}

/* Numbers as numbers, all else (dates, too) as text. */
static int compare(const char *value, const char *wanted)
{
    char *end = NULL, *other = NULL;
    const double a = strtod(value, &end), b = strtod(wanted, &other);

    if (*value && *wanted && !*end && !*other)
        return (a > b) - (a < b);
    return strcasecmp(value, wanted);
}

static bool is_more(const char *value, const char *wanted)
{
    return compare(value, wanted) > 0;
}

static bool is_less(const char *value, const char *wanted)
{
    return compare(value, wanted) < 0;
}

/* `negated`: holds if no value is so. */
static const struct comparison {
    const char *name;
    bool (*holds)(const char *value, const char *wanted);
    bool negated;
} comparisons[] = {
    {"eq", is_equal, false},       {"ne", is_equal, true},          {"like", is_like, false},
    {"notlike", is_like, true},    {"match", fits_pattern, false},  {"notmatch", fits_pattern, true},
    {"contains", is_equal, false}, {"notcontains", is_equal, true}, {"gt", is_more, false},
    {"lt", is_less, false},        {"ge", is_less, true},           {"le", is_more, true},
};

/* "-eq", and "eq" as Microsoft Graph PowerShell has it (OData). */
static const struct comparison *find_comparison(const struct token *token)
{
    const bool may_be = token->kind == TOKEN_PARAMETER || token->kind == TOKEN_WORD;

    for (size_t i = 0; may_be && i < ARRAY_SIZE(comparisons); i++)
        if (text_equal(comparisons[i].name, token->text))
            return &comparisons[i];
    return NULL;
}

/* What is not there equals $null and the empty text. */
static bool compare_values(const struct comparison *comparison, const struct word_list *values, const char *wanted)
{
    bool any = values->count == 0 && comparison->holds("", wanted);

    for (size_t i = 0; i < values->count; i++)
        any = any || comparison->holds(values->items[i], wanted);
    return any != comparison->negated;
}

/* "$_.Name" is two tokens: the variable, and the rest as a word. "$_" alone is the object itself, which has no name. */
static bool read_property(struct object_condition *condition, const char **name)
{
    const bool bare = condition->next->kind == TOKEN_WORD;

    if (condition->next->kind == TOKEN_VARIABLE && strcmp(condition->next->text, "_") == 0) {
        condition->next++;
        if (condition->next->kind != TOKEN_WORD || condition->next->text[0] != '.') {
            *name = "";
            return true;
        }
    }
    if (condition->next->kind != TOKEN_WORD)
        return refuse(condition);
    *name = condition->next->text + (condition->next->text[0] == '.');
    condition->next++;
    return !bare || !condition->knows || condition->knows(condition->known_by, *name, condition->error);
}

/* $true, $false, $null, a word or a text. */
static bool read_wanted(struct object_condition *condition, const char **wanted)
{
    const struct token *const token = condition->next;

    if (token->kind != TOKEN_WORD && token->kind != TOKEN_VARIABLE)
        return refuse(condition);
    *wanted = token->kind == TOKEN_VARIABLE && text_equal(token->text, "null") ? "" : token->text;
    condition->next++;
    return true;
}

/* What is not there, $false, 0 and the empty text are not. */
static bool is_true(const struct word_list *values)
{
    const char *const one = values->count == 1 ? values->items[0] : "";

    return values->count > 1 || (*one && !text_equal(one, "false") && strcmp(one, "0") != 0);
}

/* What is no expression fits nothing, which nobody should take for an answer. */
static bool check_pattern(const struct comparison *comparison, const char *wanted, struct error *error)
{
    struct error reason;
    CLEANUP(pattern_free)
    struct pattern *pattern = comparison->holds == fits_pattern ? pattern_of(wanted, &reason) : NULL;

    return comparison->holds != fits_pattern || pattern ||
           error_set(error, "parsing \"%.60s\" - it is no regular expression.", wanted);
}

/* A property alone holds if it is true. */
static bool judge_comparison(struct object_condition *condition, bool *holds)
{
    struct word_list values = {0};
    const struct comparison *comparison;
    const char *name = "", *wanted = "";

    if (!read_property(condition, &name))
        return false;
    comparison = find_comparison(condition->next);
    if (comparison)
        condition->next++;
    if (comparison && (!read_wanted(condition, &wanted) || !check_pattern(comparison, wanted, condition->error)))
        return false;
    condition->values(condition->object, name, &values);
    *holds = comparison ? compare_values(comparison, &values, wanted) : is_true(&values);
    word_list_clear(&values);
    return true;
}

static bool skip(struct object_condition *condition, enum token_kind kind)
{
    if (condition->next->kind != kind)
        return refuse(condition);
    condition->next++;
    return true;
}

static bool begins_with(const struct word_list *values, const char *wanted)
{
    for (size_t i = 0; i < values->count; i++)
        if (text_starts(values->items[i], wanted))
            return true;
    return false;
}

/* startswith(DisplayName,'ExchangeServerApp-'), OData's. */
static bool judge_beginning(struct object_condition *condition, bool *holds)
{
    struct word_list values = {0};
    const char *name = "", *wanted = "";

    condition->next++;
    if (!skip(condition, TOKEN_OPEN_PARENTHESIS) || !read_property(condition, &name) || !skip(condition, TOKEN_COMMA) ||
        !read_wanted(condition, &wanted) || !skip(condition, TOKEN_CLOSE_PARENTHESIS))
        return false;
    condition->values(condition->object, name, &values);
    *holds = begins_with(&values, wanted);
    word_list_clear(&values);
    return true;
}

static bool is_beginning(const struct token *token)
{
    return token->kind == TOKEN_WORD && text_equal(token->text, "startswith") &&
           token[1].kind == TOKEN_OPEN_PARENTHESIS;
}

static bool judge_any(struct object_condition *condition, bool *holds);

static bool judge_group(struct object_condition *condition, bool *holds)
{
    if (++condition->depth > DEEPEST_CONDITION)
        return refuse(condition);
    condition->next++;
    if (!judge_any(condition, holds))
        return false;
    if (condition->next->kind != TOKEN_CLOSE_PARENTHESIS)
        return refuse(condition);
    condition->next++;
    condition->depth--;
    return true;
}

static bool is_word(const struct object_condition *condition, const char *word)
{
    return condition->next->kind == TOKEN_PARAMETER && text_equal(condition->next->text, word);
}

static bool judge_one(struct object_condition *condition, bool *holds)
{
    bool negated = false;

    *holds = false;
    for (; is_word(condition, "not"); condition->next++)
        negated = !negated;
    if (!(condition->next->kind == TOKEN_OPEN_PARENTHESIS ? judge_group
          : is_beginning(condition->next)                 ? judge_beginning
                                                          : judge_comparison)(condition, holds))
        return false;
    *holds = *holds != negated;
    return true;
}

static bool judge_all(struct object_condition *condition, bool *holds)
{
    bool one;

    if (!judge_one(condition, holds))
        return false;
    while (is_word(condition, "and")) {
        condition->next++;
        if (!judge_one(condition, &one))
            return false;
        *holds = *holds && one;
    }
    return true;
}

static bool judge_any(struct object_condition *condition, bool *holds)
{
    bool one;

    if (!judge_all(condition, holds))
        return false;
    while (is_word(condition, "or")) {
        condition->next++;
        if (!judge_all(condition, &one))
            return false;
        *holds = *holds || one;
    }
    return true;
}

static bool judge_text(struct object_condition *condition, const char *text, bool *holds)
{
    CLEANUP(tokens_free) struct tokens *tokens = tokens_read(text, condition->error);

    condition->next = tokens ? tokens->items : NULL;
    return tokens && judge_any(condition, holds) && (condition->next->kind == TOKEN_END || refuse(condition));
}

bool object_condition_judge(const char *text, object_condition_values *values, void *object, bool *holds,
                            struct error *error)
{
    struct object_condition condition = {.values = values, .object = object, .error = error};

    return judge_text(&condition, text, holds);
}

static void no_values(void *object, const char *property, struct word_list *values)
{
    (void)object, (void)property, (void)values;
}

bool object_condition_check(const char *text, object_condition_knows *knows, const void *context, struct error *error)
{
    struct object_condition condition = {.values = no_values, .knows = knows, .known_by = context, .error = error};
    bool holds;

    return judge_text(&condition, text, &holds);
}
