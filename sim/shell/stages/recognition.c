/* SPDX-License-Identifier: MIT */
/* Parentheses, conditions and selections, looked at before anything is read. */
#include "recognition.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "own_words.h"
#include "pieces.h"
#include "value_members.h"

#include <string.h>

enum { DEEPEST = 8 };

static bool is_of_objects(const char *statement, unsigned depth);
static bool has_rich_arguments(const char *statement, unsigned depth);

/* "(Get-AuthConfig).Realm" and "(Get-Mailbox)" are the grammar's own; lists have a Count that no noun has. */
static bool is_rich_parenthesis(const char *text, unsigned depth)
{
    const size_t length = enclosed_by_its_end(text);
    const char *const rest = text + length;
    const size_t path = length > 0 ? members_length(rest) : 0;
    CLEANUP(cleanup_string) char *inner = length > 1 ? text_copy_part(text + 1, length - 2) : text_copy("");

    if (length == 0 || depth > DEEPEST)
        return false;
    if (text_contains(inner, "|") || is_of_objects(inner, depth + 1) || has_rich_arguments(inner, depth + 1))
        return true;
    if (path == 0 || rest[path])
        return false;
    return rest[0] == '[' || strpbrk(rest + 1, ".[") || text_equal(rest, ".Count") || text_equal(rest, ".Length");
}

static bool has_parameter(const char *text, const char *beginning)
{
    for (; *text; text++)
        if (*text == '-' && strchr(" \t", text[-1]) && text_starts(text + 1, beginning))
            return true;
    return false;
}

/* "$_ -like 'x'" and "$_.Address.Domain": conditions on more than a property. */
static bool is_rich_condition(const char *piece)
{
    for (const char *next = strstr(piece, "$_"); next; next = strstr(next + 1, "$_")) {
        const size_t path = members_length(next + 2);
        CLEANUP(cleanup_string) char *way = text_copy_part(next + 2, path);
        if (path == 0 || strpbrk(way + 1, ".["))
            return true;
    }
    return false;
}

/* The grammar of cmdlets has conditions on properties of what a Get- finds, and one layout at the end. */
bool stage_is_beyond_grammar(const char *first, const char *piece, bool last)
{
    static const char *const selections[] = {"l", "s", "u"};
    const enum own_word word = own_word_find(piece);

    if (word == OWN_WHERE)
        return !text_starts(first, "Get-") || is_rich_condition(piece);
    if (word == OWN_NONE)
        return false;
    if (word == OWN_LIST || word == OWN_TABLE)
        return !last;
    for (size_t i = 0; word == OWN_SELECT && i < ARRAY_SIZE(selections); i++)
        if (has_parameter(piece, selections[i]))
            return true;
    return word != OWN_SELECT || !last;
}

static bool begins_beyond_grammar(const char *first, unsigned depth)
{
    return strchr("\"'0123456789[@&$", *first) || own_word_find(first) != OWN_NONE ||
           (*first == '(' && is_rich_parenthesis(first, depth));
}

static bool is_of_objects(const char *statement, unsigned depth)
{
    struct word_list pieces = {0};
    bool is;

    pieces_cut(statement, &pieces);
    is = *pieces.items[0] && begins_beyond_grammar(pieces.items[0], depth);
    for (size_t i = 1; !is && i < pieces.count; i++)
        is = stage_is_beyond_grammar(pieces.items[0], pieces.items[i], i + 1 == pieces.count);
    word_list_clear(&pieces);
    return is;
}

bool object_pipeline_is(const char *statement)
{
    return is_of_objects(statement, 0);
}

const char *parenthesis_next(const char *text, size_t *length)
{
    for (char before = '('; *text; before = *text++) {
        const size_t span = strchr("(\"'{", *text) ? enclosed_by_its_end(text) : 0;
        if (*text == '(' && span > 0 && strchr(" \t:,", before)) {
            *length = span + members_length(text + span);
            return text;
        }
        text += span > 1 ? span - 1 : 0;
    }
    return NULL;
}

static bool is_rich(const char *argument, size_t length, unsigned depth)
{
    CLEANUP(cleanup_string) char *text = text_copy_part(argument, length);

    return is_rich_parenthesis(text, depth);
}

static bool has_rich_arguments(const char *statement, unsigned depth)
{
    size_t length = 0;

    while ((statement = parenthesis_next(statement, &length))) {
        if (is_rich(statement, length, depth))
            return true;
        statement += length;
    }
    return false;
}

bool object_arguments_are(const char *statement)
{
    return has_rich_arguments(statement, 0);
}

bool parenthesis_is_rich(const char *text)
{
    return is_rich_parenthesis(text, 0);
}
