/* SPDX-License-Identifier: MIT */
/* Words, quotes and marks of a line. */
#include "tokeniser.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <ctype.h>
#include <libxml/chvalid.h>
#include <libxml/xmlstring.h>
#include <string.h>

/* Where we are. In @{...} an equals sign ends a word; elsewhere it belongs to it (URLs). */
struct scanner {
    const char *next;
    unsigned braces;
    struct tokens *tokens;
    struct error *error;
};

static const struct token_mark {
    const char *text;
    enum token_kind kind;
} marks[] = {
    {"@{", TOKEN_EDIT},
    {"@(", TOKEN_OPEN_ARRAY},
    {",", TOKEN_COMMA},
    {";", TOKEN_SEMICOLON},
    {"=", TOKEN_EQUALS},
    {"|", TOKEN_PIPE},
    {"{", TOKEN_OPEN_BRACE},
    {"}", TOKEN_CLOSE_BRACE},
    {"(", TOKEN_OPEN_PARENTHESIS},
    {")", TOKEN_CLOSE_PARENTHESIS},
};

/* Takes the text. */
static struct token *add(struct scanner *scanner, enum token_kind kind, char *text)
{
    struct tokens *tokens = scanner->tokens;
    struct token *items = memory_one_more(tokens->items, tokens->count, sizeof *items);

    tokens->items = items;
    items[tokens->count] = (struct token){.kind = kind, .text = text};
    return &items[tokens->count++];
}

/* A name after '-' or '$'. */
static char *read_name(struct scanner *scanner)
{
    const char *start = scanner->next;

    while (isalnum((unsigned char)*scanner->next) || *scanner->next == '_')
        scanner->next++;
    return text_format("%.*s", (int)(scanner->next - start), start);
}

static bool read_parameter(struct scanner *scanner)
{
    struct token *token;

    scanner->next++;
    token = add(scanner, TOKEN_PARAMETER, read_name(scanner));
    token->colon = *scanner->next == ':';
    scanner->next += token->colon;
    return true;
}

static bool read_variable(struct scanner *scanner)
{
    scanner->next++;
    add(scanner, TOKEN_VARIABLE, read_name(scanner));
    return true;
}

/* Where the quote is that ends the string at `text`; NULL: nowhere. Doubled, it stands for itself. */
static const char *closing_quote(const char *text, char quote)
{
    const char *end = strchr(text, quote);

    while (end && end[1] == quote)
        end = strchr(end + 2, quote);
    return end;
}

static bool read_quoted(struct scanner *scanner)
{
    const char quote = *scanner->next++, *closing = closing_quote(scanner->next, quote);
    char *text, *end;

    if (!closing)
        return error_set(scanner->error, "The string is missing the terminator: %c.", quote);
    text = end = memory_room((size_t)(closing - scanner->next) + 1);
    for (; scanner->next < closing; scanner->next++) {
        *end++ = *scanner->next;
        scanner->next += *scanner->next == quote;
    }
    *end = '\0';
    scanner->next = closing + 1;
    add(scanner, TOKEN_WORD, text);
    return true;
}

static bool read_bare(struct scanner *scanner)
{
    const size_t length = strcspn(scanner->next, scanner->braces ? " \t\r\n,;|(){}=\"'" : " \t\r\n,;|()\"'");

    add(scanner, TOKEN_WORD, text_format("%.*s", (int)length, scanner->next));
    scanner->next += length;
    return true;
}

static bool read_mark(struct scanner *scanner, const struct token_mark *mark)
{
    add(scanner, mark->kind, text_copy(mark->text));
    scanner->next += strlen(mark->text);
    if (mark->kind == TOKEN_EDIT || mark->kind == TOKEN_OPEN_BRACE)
        scanner->braces++;
    else if (mark->kind == TOKEN_CLOSE_BRACE && scanner->braces > 0)
        scanner->braces--;
    return true;
}

/* "!$_.Enabled" and "!(...)" are "-not" with what is behind it. */
static bool is_not(const char *text)
{
    return text[0] == '!' && (text[1] == '$' || text[1] == '(');
}

static bool read_not(struct scanner *scanner)
{
    scanner->next++;
    add(scanner, TOKEN_PARAMETER, text_copy("not"));
    return true;
}

static const struct token_mark *find_mark(const char *text)
{
    for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
        if (strncmp(text, marks[i].text, strlen(marks[i].text)) == 0)
            return &marks[i];
    return NULL;
}

static bool read_token(struct scanner *scanner)
{
    const char *next = scanner->next;
    const struct token_mark *mark = find_mark(next);

    if (mark)
        return read_mark(scanner, mark);
    if (is_not(next))
        return read_not(scanner);
    if (*next == '"' || *next == '\'')
        return read_quoted(scanner);
    if (*next == '-' && isalpha((unsigned char)next[1]))
        return read_parameter(scanner);
    if (*next == '$' && (isalpha((unsigned char)next[1]) || next[1] == '_'))
        return read_variable(scanner);
    return read_bare(scanner);
}

static bool read_all(struct scanner *scanner)
{
    for (;;) {
        scanner->next += strspn(scanner->next, " \t\r\n");
        if (!*scanner->next || *scanner->next == '#')
            break;
        if (!read_token(scanner))
            return false;
    }
    add(scanner, TOKEN_END, text_copy(""));
    return true;
}

/* What XML cannot hold must not get into the document. */
static bool is_text(const char *line)
{
    const unsigned char *next = (const unsigned char *)line;

    while (*next) {
        int length = (int)strnlen((const char *)next, 4);
        const int character = xmlGetUTF8Char(next, &length);
        if (character < 0 || !xmlIsCharQ(character))
            return false;
        next += length;
    }
    return true;
}

struct tokens *tokens_read(const char *line, struct error *error)
{
    CLEANUP(tokens_free) struct tokens *tokens = memory_new(sizeof *tokens);
    struct scanner scanner = {.next = line, .tokens = tokens, .error = error};

    if (strlen(line) > LINE_LIMIT) {
        error_set(error, "The command line is longer than %d bytes.", LINE_LIMIT);
        return NULL;
    }
    if (!is_text(line)) {
        error_set(error, "The command line holds bytes that are no text in UTF-8.");
        return NULL;
    }
    return read_all(&scanner) ? TAKE(tokens) : NULL;
}

bool tokens_check(const char *line, struct error *error)
{
    CLEANUP(tokens_free) struct tokens *tokens = tokens_read(line, error);

    return tokens;
}

void tokens_free(struct tokens **tokens)
{
    for (size_t i = 0; *tokens && i < (*tokens)->count; i++)
        free((*tokens)->items[i].text);
    if (*tokens)
        free((*tokens)->items);
    free(*tokens);
    *tokens = NULL;
}
