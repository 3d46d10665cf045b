/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "base/text.h"
#include "shell/language/tokeniser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *name, *line, *expected; /* tokens with a sign for their kind, or the sentence */
};

/* w word, p parameter (P: with a colon), v variable, m any mark */
static const struct row rows[] = {
    {"an empty line", "", ""},
    {"a comment", "  # nothing", ""},
    {"bare words", "Get-Mailbox joe", "w[Get-Mailbox] w[joe]"},
    {"a URL is one word", "x https://a.b/c?d=e", "w[x] w[https://a.b/c?d=e]"},
    {"a folder is one word", "joe@contoso.com:\\Calendar", "w[joe@contoso.com:\\Calendar]"},
    {"double quotes", "x \"a b\"", "w[x] w[a b]"},
    {"single quotes", "x 'a \"b'", "w[x] w[a \"b]"},
    {"a doubled quote stands for itself", "'it''s' \"a\"\"b\"", "w[it's] w[a\"b]"},
    {"empty quotes are a word", "\"\"", "w[]"},
    {"a parameter and its value", "x -Name joe", "w[x] p[Name] w[joe]"},
    {"a parameter with a colon", "-Enabled:$true", "P[Enabled] v[true]"},
    {"a negative number is a word", "-Seconds -300", "p[Seconds] w[-300]"},
    {"a quoted parameter is a word", "\"-Name\"", "w[-Name]"},
    {"commas part a list", "-D a,\"b\" , c", "p[D] w[a] m[,] w[b] m[,] w[c]"},
    {"an edit", "@{add=\"a\",\"b\"; remove='c'}", "m[@{] w[add] m[=] w[a] m[,] w[b] m[;] w[remove] m[=] w[c] m[}]"},
    {"an equals sign ends a word in braces only", "a=b @{a=b}", "w[a=b] m[@{] w[a] m[=] w[b] m[}]"},
    {"an equals sign behind braces", "@{} a=b", "m[@{] m[}] w[a=b]"},
    {"an equals sign in inner braces", "{{}=} a=b", "m[{] m[{] m[}] m[=] m[}] w[a=b]"},
    {"a pipe", "Get-FederationTrust | FL", "w[Get-FederationTrust] m[|] w[FL]"},
    {"an assignment", "$a=get-date", "v[a] m[=] w[get-date]"},
    {"a call in parentheses", "(Get-AuthConfig).Realm", "m[(] w[Get-AuthConfig] m[)] w[.Realm]"},
    {"an open double quote", "x \"a", "The string is missing the terminator: \"."},
    {"an open single quote", "x 'a", "The string is missing the terminator: '."},
    {"a control character", "x \x01", "The command line holds bytes that are no text in UTF-8."},
    {"bytes that are no UTF-8", "x \xff\xfe", "The command line holds bytes that are no text in UTF-8."},
    {"a letter cut in two", "x \xc3", "The command line holds bytes that are no text in UTF-8."},
};

static char sign(const struct token *token)
{
    if (token->kind == TOKEN_WORD)
        return 'w';
    if (token->kind == TOKEN_PARAMETER)
        return token->colon ? 'P' : 'p';
    return token->kind == TOKEN_VARIABLE ? 'v' : 'm';
}

static char *print(const char *line)
{
    struct error error;
    CLEANUP(tokens_free) struct tokens *tokens = tokens_read(line, &error);
    char *text = NULL;
    size_t length = 0;
    FILE *memory;

    if (!tokens)
        return text_copy(error.text);
    memory = open_memstream(&text, &length);
    for (size_t i = 0; tokens->items[i].kind != TOKEN_END; i++)
        fprintf(memory, "%s%c[%s]", i ? " " : "", sign(&tokens->items[i]), tokens->items[i].text);
    fclose(memory);
    return text;
}

static void cuts(void **state)
{
    const struct row *row = *state;
    CLEANUP(cleanup_string) char *text = print(row->line);

    assert_string_equal(text, row->expected);
}

static void refuses_a_line_without_end(void **state)
{
    CLEANUP(cleanup_string) char *line = calloc(1, LINE_LIMIT + 2);
    CLEANUP(cleanup_string) char *text = NULL;

    (void)state;
    memset(line, 'a', LINE_LIMIT + 1);
    text = print(line);
    assert_string_equal(text, "The command line is longer than 65536 bytes.");
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {[ARRAY_SIZE(rows)] = cmocka_unit_test(refuses_a_line_without_end)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = cuts, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("tokeniser", tests, NULL, NULL);
}
