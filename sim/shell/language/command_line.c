/* SPDX-License-Identifier: MIT */
#include "command_line.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "tokeniser.h"

#define DEEPEST 8

struct reader {
    const struct token *next;
    struct error *error;
    unsigned depth; /* parentheses open */
};

/* The value of a switch stands behind a colon or nowhere: in "-WhatIf joe" joe is another argument. */
static const char *const switches[] = {
    "WhatIf",
    "Confirm",
    "Verbose",
    "Debug",
    "Force",
    "IncludeExtendedDomainInfo",
    "PublishCertificate",
    "AppOnly",
    "ClearPreviousCertificate",
    "RefreshAuthMetadata",
    "RefreshMetadata",
    "RolloverKey",
    "ExchangeRemoteMove",
    "ReloadConfig",
    "UseCachedToken",
};

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

void value_clear(struct value *value)
{
    word_list_clear(&value->items);
    word_list_clear(&value->removed);
    command_line_free(&value->call);
}

static bool is_switch(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(switches); i++)
        if (text_equal(switches[i], name))
            return true;
    return false;
}

static bool refuse_token(struct reader *reader)
{
    const struct token *token = reader->next;

    if (token->kind == TOKEN_END)
        return error_set(reader->error, "The command line ends too early: a value is missing at its end.");
    return error_set(reader->error,
                     "Unexpected token '%s%s' in expression or statement: a line is cmdlets with pipes between "
                     "them, whose values may be (Get-...).Property.",
                     token->kind == TOKEN_PARAMETER  ? "-"
                     : token->kind == TOKEN_VARIABLE ? "$"
                                                     : "",
                     token->text);
}

static bool is_null(const struct token *token)
{
    return token->kind == TOKEN_VARIABLE && text_equal(token->text, "null");
}

static bool is_known(const struct token *token)
{
    return text_equal(token->text, "true") || text_equal(token->text, "false");
}

/* One that somebody sets. */
static bool is_own(const struct token *token)
{
    return token->kind == TOKEN_VARIABLE && !is_known(token) && !is_null(token);
}

static bool read_item(struct reader *reader, struct word_list *list)
{
    const struct token *token = reader->next;

    if (is_null(token))
        return refuse_token(reader);
    if (token->kind != TOKEN_WORD && !(token->kind == TOKEN_VARIABLE && is_known(token)))
        return refuse_token(reader);
    word_list_add(list, text_copy(token->text));
    reader->next++;
    return true;
}

static bool read_list(struct reader *reader, struct word_list *list)
{
    if (!read_item(reader, list))
        return false;
    while (reader->next->kind == TOKEN_COMMA) {
        reader->next++;
        if (!read_item(reader, list))
            return false;
    }
    return true;
}

/* The list an entry of @{...} fills; NULL: PowerShell's multivalued properties know no such entry. */
static struct word_list *list_of_entry(struct value *value, const char *name)
{
    if (text_equal(name, "add"))
        return &value->items;
    return text_equal(name, "remove") ? &value->removed : NULL;
}

static bool read_entry(struct reader *reader, struct value *value)
{
    struct word_list *list = reader->next->kind == TOKEN_WORD ? list_of_entry(value, reader->next->text) : NULL;

    if (reader->next->kind == TOKEN_END)
        return error_set(reader->error, "The hash literal was incomplete.");
    if (!list)
        return error_set(reader->error, "'%s' is no entry of a hash literal here: use @{add=\"...\"; remove=\"...\"}.",
                         reader->next->text);
    reader->next++;
    if (reader->next->kind != TOKEN_EQUALS)
        return error_set(reader->error, "Missing '=' operator after key in hash literal.");
    reader->next++;
    return read_list(reader, list);
}

static bool read_edit(struct reader *reader, struct value *value)
{
    value->kind = VALUE_EDIT;
    reader->next++;
    while (reader->next->kind != TOKEN_CLOSE_BRACE) {
        if (!read_entry(reader, value))
            return false;
        while (reader->next->kind == TOKEN_SEMICOLON)
            reader->next++;
    }
    reader->next++;
    return true;
}

static struct command_line *read_call(struct reader *reader);

static bool read_value(struct reader *reader, struct value *value)
{
    if (reader->next->kind == TOKEN_EDIT)
        return read_edit(reader, value);
    if (reader->next->kind == TOKEN_OPEN_PARENTHESIS) {
        value->kind = VALUE_CALL;
        return (value->call = read_call(reader));
    }
    if (is_null(reader->next)) {
        value->kind = VALUE_NULL;
        reader->next++;
        return true;
    }
    if (is_own(reader->next)) {
        value->kind = VALUE_VARIABLE;
        word_list_add(&value->items, text_copy(reader->next++->text));
        return true;
    }
    value->kind = VALUE_LIST;
    return read_list(reader, &value->items);
}

static bool ends_cmdlet(const struct reader *reader)
{
    const enum token_kind kind = reader->next->kind;

    return kind == TOKEN_END || kind == TOKEN_PIPE || kind == TOKEN_CLOSE_PARENTHESIS;
}

static bool has_value(const struct reader *reader, const struct token *parameter)
{
    if (parameter->colon)
        return true;
    return !is_switch(parameter->text) && reader->next->kind != TOKEN_PARAMETER && !ends_cmdlet(reader);
}

static bool read_argument(struct reader *reader, struct argument *argument)
{
    const struct token *token = reader->next;

    if (token->kind != TOKEN_PARAMETER)
        return read_value(reader, &argument->value);
    argument->name = text_copy(token->text);
    reader->next++;
    return !has_value(reader, token) || read_value(reader, &argument->value);
}

static struct argument *add_argument(struct command_line *line)
{
    struct argument *arguments = memory_grow(line->arguments, line->count + 1, sizeof *arguments);

    line->arguments = arguments;
    arguments[line->count] = (struct argument){0};
    return &arguments[line->count++];
}

void command_line_give_identity(struct command_line *line, const char *identity)
{
    struct argument *argument = add_argument(line);

    argument->value.kind = VALUE_LIST;
    word_list_add(&argument->value.items, text_copy(identity));
}

static struct command_line *new_line(void)
{
    return memory_new(sizeof(struct command_line));
}

/* A name and its arguments; an empty line has neither. */
static struct command_line *read_cmdlet(struct reader *reader)
{
    CLEANUP(command_line_free) struct command_line *line = new_line();

    line->cmdlet = text_copy(reader->next->text);
    if (reader->next->kind != TOKEN_WORD && reader->next->kind != TOKEN_END) {
        refuse_token(reader);
        return NULL;
    }
    reader->next += reader->next->kind == TOKEN_WORD;
    while (!ends_cmdlet(reader))
        if (!read_argument(reader, add_argument(line)))
            return NULL;
    return TAKE(line);
}

/* "(Get-AuthConfig).Realm" */
static struct command_line *read_call(struct reader *reader)
{
    CLEANUP(command_line_free) struct command_line *line = NULL;

    if (++reader->depth > DEEPEST) {
        error_set(reader->error, "Parentheses cannot stand in each other more than %d deep.", DEEPEST);
        return NULL;
    }
    reader->next++;
    line = read_cmdlet(reader);
    if (!line)
        return NULL;
    if (reader->next->kind != TOKEN_CLOSE_PARENTHESIS) {
        error_set(reader->error, "Missing closing ')' in expression.");
        return NULL;
    }
    reader->next++;
    reader->depth--;
    if (reader->next->kind == TOKEN_WORD && reader->next->text[0] == '.')
        line->property = text_copy(reader->next++->text + 1);
    return TAKE(line);
}

static bool check_format_parameter(struct reader *reader)
{
    for (size_t i = 0; i < ARRAY_SIZE(format_parameters); i++)
        if (text_starts(format_parameters[i], reader->next->text))
            return true;
    return error_set(reader->error, "A parameter cannot be found that matches parameter name '%s'.",
                     reader->next->text);
}

/* "Name, Realm -AutoSize", in any order. */
static bool read_format(struct reader *reader, struct command_line *line)
{
    while (reader->next->kind != TOKEN_END) {
        if (reader->next->kind != TOKEN_PARAMETER && line->shown.count > 0)
            return refuse_token(reader);
        if (reader->next->kind != TOKEN_PARAMETER && !read_list(reader, &line->shown))
            return false;
        if (reader->next->kind == TOKEN_PARAMETER && !check_format_parameter(reader))
            return false;
        reader->next += reader->next->kind == TOKEN_PARAMETER;
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
static bool read_stages(struct reader *reader, struct command_line *line)
{
    const struct formatter *formatter;

    while (reader->next->kind == TOKEN_PIPE) {
        reader->next++;
        if (reader->next->kind != TOKEN_WORD)
            return error_set(reader->error, "'%s' cannot stand behind a pipe: use a cmdlet, fl, ft or select.",
                             reader->next->text);
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

static struct command_line *read_pipeline(struct reader *reader)
{
    CLEANUP(command_line_free) struct command_line *line = NULL;

    line = reader->next->kind == TOKEN_OPEN_PARENTHESIS ? read_call(reader) : read_cmdlet(reader);
    return line && read_stages(reader, line) ? TAKE(line) : NULL;
}

/* "$a = Get-Date", or "$a" alone. */
static struct command_line *read_variable_line(struct reader *reader)
{
    CLEANUP(command_line_free) struct command_line *line = NULL;
    const char *name = reader->next++->text;

    if (reader->next->kind == TOKEN_EQUALS) {
        reader->next++;
        if (reader->next->kind == TOKEN_END) {
            refuse_token(reader);
            return NULL;
        }
        line = read_pipeline(reader);
    } else {
        line = new_line();
        line->cmdlet = text_copy("");
    }
    if (line)
        line->variable = text_copy(name);
    return TAKE(line);
}

struct command_line *command_line_parse(const char *text, struct error *error)
{
    CLEANUP(tokens_free) struct tokens *tokens = tokens_read(text, error);
    CLEANUP(command_line_free) struct command_line *line = NULL;
    struct reader reader = {.next = tokens ? tokens->items : NULL, .error = error};

    if (!tokens)
        return NULL;
    line = is_own(reader.next) ? read_variable_line(&reader) : read_pipeline(&reader);
    if (line && reader.next->kind != TOKEN_END) {
        refuse_token(&reader);
        return NULL;
    }
    return TAKE(line);
}

void command_line_free(struct command_line **line)
{
    for (size_t i = 0; *line && i < (*line)->count; i++) {
        free((*line)->arguments[i].name);
        value_clear(&(*line)->arguments[i].value);
    }
    if (*line) {
        free((*line)->arguments);
        free((*line)->cmdlet);
        free((*line)->property);
        free((*line)->variable);
        command_line_free(&(*line)->next);
        word_list_clear(&(*line)->shown);
    }
    free(*line);
    *line = NULL;
}
