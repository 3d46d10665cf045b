/* SPDX-License-Identifier: MIT */
/* The grammar: pipelines, cmdlets, parentheses, and the formatter at the end. It knows no cmdlet and no parameter. */
#include "parser.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "filters.h"
#include "line_reader.h"

#define DEEPEST 8

/* What may stand behind the last pipe. */
static const struct formatter {
    const char *name;
    enum layout layout;
} formatters[] = {
    {"fl", LAYOUT_LIST},       {"Format-List", LAYOUT_LIST},     {"ft", LAYOUT_TABLE}, {"Format-Table", LAYOUT_TABLE},
    {"select", LAYOUT_SELECT}, {"Select-Object", LAYOUT_SELECT},
};

/* Tables are always as wide as what they hold, and cut where that is too wide. */
static const char *const format_parameters[] = {"Property", "AutoSize", "Wrap"};

static bool ends_cmdlet(const struct line_reader *reader)
{
    const enum token_kind kind = reader->next->kind;

    return kind == TOKEN_END || kind == TOKEN_PIPE || kind == TOKEN_CLOSE_PARENTHESIS;
}

static bool read_argument(struct line_reader *reader, struct argument *argument)
{
    const struct token *token = reader->next;

    if (token->kind != TOKEN_PARAMETER)
        return reader_value(reader, &argument->value);
    argument->name = text_copy(token->text);
    reader->next++;
    return !token->colon || reader_value(reader, &argument->value);
}

/* A name and its arguments; an empty line has neither. */
static struct command_line *read_cmdlet(struct line_reader *reader)
{
    CLEANUP(command_line_free) struct command_line *line = command_line_new(reader->next->text);

    if (reader->next->kind != TOKEN_WORD && reader->next->kind != TOKEN_END) {
        reader_refuse(reader);
        return NULL;
    }
    reader->next += reader->next->kind == TOKEN_WORD;
    while (!ends_cmdlet(reader))
        if (!read_argument(reader, command_line_add(line)))
            return NULL;
    return TAKE(line);
}

/* "(Get-AuthConfig).Realm"; a second pair of parentheses around it means nothing. */
static struct command_line *read_call(struct line_reader *reader)
{
    CLEANUP(command_line_free) struct command_line *line = NULL;

    if (++reader->depth > DEEPEST) {
        error_set(reader->error, "Parentheses cannot stand in each other more than %d deep.", DEEPEST);
        return NULL;
    }
    reader->next++;
    line = reader->next->kind == TOKEN_OPEN_PARENTHESIS ? read_call(reader) : read_cmdlet(reader);
    if (!line)
        return NULL;
    if (reader->next->kind != TOKEN_CLOSE_PARENTHESIS) {
        error_set(reader->error, "Missing closing ')' in expression.");
        return NULL;
    }
    reader->next++;
    reader->depth--;
    if (!line->property && reader->next->kind == TOKEN_WORD && reader->next->text[0] == '.')
        line->property = text_copy(reader->next++->text + 1);
    return TAKE(line);
}

static bool check_format_parameter(struct line_reader *reader)
{
    for (size_t i = 0; i < ARRAY_SIZE(format_parameters); i++)
        if (text_starts(format_parameters[i], reader->next->text))
            return true;
    return error_set(reader->error, "A parameter cannot be found that matches parameter name '%s'.",
                     reader->next->text);
}

/* "Name, Realm -AutoSize", in any order. */
static bool read_format(struct line_reader *reader, struct command_line *line)
{
    bool selected;

    while (reader->next->kind != TOKEN_END) {
        if (line->layout == LAYOUT_SELECT && !selection_read(reader, line, &selected))
            return false;
        if (line->layout == LAYOUT_SELECT && selected)
            continue;
        if (reader->next->kind != TOKEN_PARAMETER) {
            if (line->shown.count > 0)
                return reader_refuse(reader);
            if (!reader_list(reader, &line->shown))
                return false;
            continue;
        }
        if (!check_format_parameter(reader))
            return false;
        reader->next++;
    }
    return true;
}

static const struct formatter *find_formatter(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(formatters); i++)
        if (text_equal(formatters[i].name, name))
            return &formatters[i];
    return NULL;
}

/* What stands behind the pipes: cmdlets, and a formatter at the end. */
static bool read_stages(struct line_reader *reader, struct command_line *line)
{
    const struct formatter *formatter;
    bool filtered;

    while (reader->next->kind == TOKEN_PIPE) {
        reader->next++;
        if (reader->next->kind != TOKEN_WORD)
            return error_set(reader->error, "'%s' cannot stand behind a pipe: use a cmdlet, fl, ft or select.",
                             reader->next->text);
        if (!filter_read(reader, line, &filtered))
            return false;
        if (filtered)
            continue;
        formatter = find_formatter(reader->next->text);
        if (formatter) {
            reader->next++;
            line->layout = formatter->layout;
            return read_format(reader, line);
        }
        line->next = read_cmdlet(reader);
        if (!line->next)
            return false;
        line = line->next;
    }
    return true;
}

static struct command_line *read_pipeline(struct line_reader *reader)
{
    CLEANUP(command_line_free) struct command_line *line = NULL;

    line = reader->next->kind == TOKEN_OPEN_PARENTHESIS ? read_call(reader) : read_cmdlet(reader);
    return line && read_stages(reader, line) ? TAKE(line) : NULL;
}

struct command_line *command_line_parse(const char *text, struct error *error)
{
    CLEANUP(tokens_free) struct tokens *tokens = tokens_read(text, error);
    CLEANUP(command_line_free) struct command_line *line = NULL;
    struct line_reader reader = {.next = tokens ? tokens->items : NULL, .error = error, .read_call = read_call};

    if (!tokens)
        return NULL;
    line = read_pipeline(&reader);
    if (line && reader.next->kind != TOKEN_END) {
        reader_refuse(&reader);
        return NULL;
    }
    return TAKE(line);
}
