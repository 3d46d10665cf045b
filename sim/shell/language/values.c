/* SPDX-License-Identifier: MIT */
/* Values of arguments: words, lists, @{add=...; remove=...}, variables, parentheses. */
#include "filters.h"

#include "base/text.h"

bool reader_refuse(struct line_reader *reader)
{
    const struct token *token = reader->next;

    if (token->kind == TOKEN_END)
        return error_set(reader->error, "The command line ends too early: a value is missing at its end.");
    return error_set(reader->error,
                     "Unexpected token '%s%s' in expression or statement: a line is cmdlets with pipes between "
                     "them, whose values may be (Get-...).Property; fblab pwsh knows the rest.",
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
bool token_is_own_variable(const struct token *token)
{
    return token->kind == TOKEN_VARIABLE && !is_known(token) && !is_null(token);
}

static bool read_item(struct line_reader *reader, struct word_list *list)
{
    const struct token *token = reader->next;

    if (is_null(token))
        return reader_refuse(reader);
    if (token->kind != TOKEN_WORD && !(token->kind == TOKEN_VARIABLE && is_known(token)))
        return reader_refuse(reader);
    word_list_add(list, text_copy(token->text));
    reader->next++;
    return true;
}

bool reader_list(struct line_reader *reader, struct word_list *list)
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

static bool read_entry(struct line_reader *reader, struct value *value)
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
    return reader_list(reader, list);
}

static bool read_edit(struct line_reader *reader, struct value *value)
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

/* "@("a","b")" is the list that stands in it. */
static bool read_array(struct line_reader *reader, struct value *value)
{
    value->kind = VALUE_LIST;
    reader->next++;
    if (!reader_list(reader, &value->items))
        return false;
    if (reader->next->kind != TOKEN_CLOSE_PARENTHESIS)
        return error_set(reader->error, "Missing closing ')' in expression.");
    reader->next++;
    return true;
}

bool reader_value(struct line_reader *reader, struct value *value)
{
    if (reader->next->kind == TOKEN_OPEN_ARRAY)
        return read_array(reader, value);
    if (reader->next->kind == TOKEN_EDIT)
        return read_edit(reader, value);
    if (reader->next->kind == TOKEN_OPEN_PARENTHESIS) {
        value->kind = VALUE_CALL;
        return (value->call = reader->read_call(reader));
    }
    if (reader->next->kind == TOKEN_OPEN_BRACE) {
        value->kind = VALUE_LIST;
        word_list_add(&value->items, condition_read(reader));
        return true;
    }
    if (is_null(reader->next)) {
        value->kind = VALUE_NULL;
        reader->next++;
        return true;
    }
    if (token_is_own_variable(reader->next)) {
        value->kind = VALUE_VARIABLE;
        word_list_add(&value->items, text_copy(reader->next++->text));
        return true;
    }
    value->kind = VALUE_LIST;
    return reader_list(reader, &value->items);
}
