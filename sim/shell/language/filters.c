/* SPDX-License-Identifier: MIT */
/* Conditions and selections behind a pipe, turned into parameters of the cmdlet before it. */
#include "filters.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <string.h>

static const char *const conditions[] = {"where", "Where-Object", "?"};

static bool is_one_of(const struct token *token, const char *const *words, size_t count)
{
    for (size_t i = 0; token->kind == TOKEN_WORD && i < count; i++)
        if (text_equal(token->text, words[i]))
            return true;
    return false;
}

static void put_quoted(FILE *output, const char *before, const char *text)
{
    fprintf(output, "'%s", before);
    for (const char *next = text; *next; next++)
        fprintf(output, *next == '\'' ? "''" : "%c", *next);
    fputs("' ", output);
}

/* As it was typed, but for the quotes that it had. */
static void put_token(FILE *output, const struct token *token)
{
    const char *const before = token->kind == TOKEN_PARAMETER ? "-" : token->kind == TOKEN_VARIABLE ? "$" : "";

    fputs(before, output);
    if (token->kind == TOKEN_WORD)
        put_quoted(output, "", token->text);
    else
        fprintf(output, "%s ", token->text);
}

static bool ends_condition(const struct token *token, bool braced)
{
    return token->kind == TOKEN_END || token->kind == (braced ? TOKEN_CLOSE_BRACE : TOKEN_PIPE);
}

char *condition_read(struct line_reader *reader)
{
    const bool braced = reader->next->kind == TOKEN_OPEN_BRACE;
    char *text = NULL;
    size_t length;
    FILE *output = text_stream(&text, &length);

    if (!braced && reader->next->kind == TOKEN_WORD) { /* where Name -eq x: Name is a property of $_ */
        fputs("$_ ", output);
        put_quoted(output, ".", (reader->next++)->text);
    }
    for (reader->next += braced; !ends_condition(reader->next, braced); reader->next++)
        put_token(output, reader->next);
    reader->next += braced && reader->next->kind == TOKEN_CLOSE_BRACE;
    text_stream_close(output);
    return text;
}

/* The value behind a name without a colon is an argument of its own. */
static struct value *find_argument(struct command_line *line, const char *name)
{
    for (size_t i = 0; i < line->count; i++) {
        struct argument *const argument = &line->arguments[i];
        if (!argument->name || !text_equal(argument->name, name))
            continue;
        return argument->value.kind == VALUE_NONE && i + 1 < line->count && !argument[1].name ? &argument[1].value
                                                                                              : &argument->value;
    }
    return NULL;
}

static void give(struct command_line *line, const char *name, char *text)
{
    struct argument *argument = command_line_add(line);

    argument->name = text_copy(name);
    argument->value.kind = VALUE_LIST;
    word_list_add(&argument->value.items, text);
}

bool filter_read(struct line_reader *reader, struct command_line *line, bool *read)
{
    CLEANUP(cleanup_string) char *condition = NULL;
    struct value *earlier = find_argument(line, "Filter");

    *read = is_one_of(reader->next, conditions, ARRAY_SIZE(conditions));
    if (!*read)
        return true;
    reader->next++;
    condition = condition_read(reader);
    if (!*condition)
        return reader_refuse(reader);
    if (earlier && earlier->kind == VALUE_LIST && earlier->items.count == 1) {
        char *both = text_format("(%s) -and (%s)", earlier->items.items[0], condition);
        free(earlier->items.items[0]);
        earlier->items.items[0] = both;
        return true;
    }
    give(line, "Filter", TAKE(condition));
    return true;
}

bool selection_read(struct line_reader *reader, struct command_line *line, bool *read)
{
    const bool first = text_starts("First", reader->next->text);

    *read = reader->next->kind == TOKEN_PARAMETER && (first || text_starts("ExpandProperty", reader->next->text));
    if (!*read)
        return true;
    reader->next++;
    if (reader->next->kind != TOKEN_WORD || (!first && line->property))
        return reader_refuse(reader);
    if (first)
        give(line, "ResultSize", text_copy(reader->next->text));
    else
        line->property = text_copy(reader->next->text);
    reader->next++;
    return true;
}
