/* SPDX-License-Identifier: MIT */
/* From a source through the stages to what is printed or kept. */
#include "object_pipeline.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "layouts.h"
#include "own_words.h"
#include "pieces.h"
#include "recognition.h"
#include "shell/language/statements.h"
#include "shell/nouns/recording.h"
#include "shell/nouns/typed_values.h"
#include "shell/session.h"
#include "sources.h"
#include "stages.h"
#include "value_members.h"
#include "wishes.h"

#include <string.h>

enum {
    DEEPEST = 8,
    MOST_VALUES = 20000, /* that blocks give; so many objects a lab has not */
};

/* ---- sources ---- */

static json_t *evaluate(const struct object_shell *shell, const char *statement, struct error *error);

static json_t *deeper(const struct object_shell *shell, const char *statement, struct error *error)
{
    struct object_shell inner = *shell;

    if (++inner.depth <= DEEPEST)
        return evaluate(&inner, statement, error);
    error_set(error, "Parentheses and blocks cannot stand in each other more than %d deep.", DEEPEST);
    return NULL;
}

/* "(Get-Mailbox | sort Name)[0].Alias" */
static json_t *parenthesis(const struct object_shell *shell, const char *text, struct error *error)
{
    const size_t length = enclosed_by_its_end(text);
    const char *const rest = text + length;
    CLEANUP(cleanup_string) char *inner = length > 1 ? text_copy_part(text + 1, length - 2) : NULL;
    CLEANUP(json_release) json_t *values = NULL;

    if (!inner || rest[members_length(rest)]) {
        if (inner)
            own_word_refuse(rest, error);
        else
            error_set(error, "Missing closing ')' in expression.");
        return NULL;
    }
    values = deeper(shell, inner, error);
    return values ? members_follow(shell->shell->services, values, rest) : NULL;
}

/* Cmdlets, up to the first stage that is none; *used: how many pieces they are. */
static json_t *leading_cmdlets(const struct object_shell *shell, const struct word_list *pieces, size_t *used,
                               struct error *error)
{
    char *text = text_copy(pieces->items[0]);
    json_t *values;

    for (*used = 1; *used < pieces->count; ++*used) {
        const enum own_word word = own_word_find(pieces->items[*used]);
        CLEANUP(cleanup_string) char *before = NULL;
        if (word != OWN_NONE && stage_is_beyond_grammar(pieces->items[0], pieces->items[*used], false))
            break;
        before = text;
        text = text_format("%s | %s", before, pieces->items[*used]);
    }
    values = source_cmdlets(shell, text, error);
    free(text);
    return values;
}

static json_t *source(const struct object_shell *shell, const struct word_list *pieces, size_t *used,
                      struct error *error)
{
    const char *const first = pieces->items[0];
    const enum own_word word = own_word_find(first);

    *used = 1;
    if (*first == '(')
        return parenthesis(shell, first, error);
    if (own_variable_length(first) > 0)
        return source_variable(shell, first, error);
    if (source_is_literal(first))
        return source_literal(shell, first, error);
    if (word == OWN_LACKING || word == OWN_EACH || strchr("[&$", *first))
        own_word_refuse(first, error);
    else if (word != OWN_NONE)
        error_set(error, "'%s' takes what comes through a pipe: a cmdlet and | have to stand before it.", first);
    else
        return leading_cmdlets(shell, pieces, used, error);
    return NULL;
}

/* ---- stages that run commands ---- */

struct block {
    const struct object_shell *shell;
    const json_t *object; /* alone in a list: $_ */
};

static const json_t *look_up_this(void *context, const char *name)
{
    const struct block *const block = context;

    return strcmp(name, "_") == 0 ? block->object : NULL;
}

/* "$_.Alias": the value as it is, and not its text alone. */
static bool is_path_of_this(const char *body)
{
    return strncmp(body, "$_", 2) == 0 && !body[2 + members_length(body + 2)];
}

static json_t *run_block(struct block *block, const char *body, struct error *error)
{
    const struct expansion expansion = {block->shell->shell->services, look_up_this, block};
    CLEANUP(cleanup_string) char *expanded = NULL;

    if (is_path_of_this(body))
        return members_follow(expansion.services, block->object, body + 2);
    expanded = expansion_apply(&expansion, body);
    return deeper(block->shell, expanded, error);
}

/* What stands in the braces: one expression. The caller frees it; NULL: error says what else it is. */
static char *block_of(const char *text, struct error *error)
{
    const char *const brace = strchr(text, '{');
    const size_t length = enclosed_by_its_end(brace);
    CLEANUP(cleanup_string) char *inner = length > 1 ? text_copy_part(brace + 1, length - 2) : NULL;

    if (!inner || brace[length] || statement_length(inner, true) != strlen(inner)) {
        error_set(error, "%.*s { } takes one expression here: fblab pwsh has all of PowerShell.",
                  (int)strcspn(text, " \t{"), text);
        return NULL;
    }
    return text_trimmed(inner, strlen(inner));
}

static bool append_all(json_t *list, const json_t *values, struct error *error)
{
    if (json_array_size(list) + json_array_size(values) > MOST_VALUES)
        return error_set(error, "More than %d values would come out of this pipe.", MOST_VALUES);
    json_array_extend(list, (json_t *)(uintptr_t)values);
    return true;
}

/* Gives what `make` gives for each value. */
static bool for_each(const struct object_shell *shell, json_t **values, const char *text,
                     json_t *(*make)(struct block *block, const char *text, struct error *error), struct error *error)
{
    CLEANUP(json_release) json_t *given = json_array();
    size_t index;
    json_t *value;

    json_array_foreach(*values, index, value)
    {
        CLEANUP(json_release) json_t *one = json_pack("[O]", value);
        struct block block = {shell, one};
        CLEANUP(json_release) json_t *made = make(&block, text, error);
        if (!made || !append_all(given, made, error))
            return false;
    }
    json_decref(*values);
    *values = TAKE(given);
    return true;
}

static json_t *follow_name(struct block *block, const char *name, struct error *error)
{
    CLEANUP(cleanup_string) char *path = text_format(".%s", name);

    (void)error;
    return members_follow(block->shell->shell->services, block->object, path);
}

/* "% {$_.Alias}" or "% Alias" */
static bool run_each(const struct object_shell *shell, const char *text, json_t **values, struct error *error)
{
    CLEANUP(wishes_clear) struct wishes wishes = {0};
    CLEANUP(cleanup_string) char *body = NULL;

    if (!strchr(text, '{'))
        return wishes_read(&wishes, OWN_EACH, text, error) && wishes.properties.count == 1
                   ? for_each(shell, values, wishes.properties.items[0], follow_name, error)
                   : own_word_refuse(text, error);
    body = block_of(text, error);
    return body && for_each(shell, values, body, run_block, error);
}

/* Each value is the identity of a cmdlet behind the pipe. */
static json_t *run_cmdlet(struct block *block, const char *text, struct error *error)
{
    CLEANUP(cleanup_string)
    char *identity = member_identity(block->shell->shell->services, json_array_get(block->object, 0));
    CLEANUP(cleanup_string) char *quoted = expansion_quoted(identity);
    CLEANUP(cleanup_string) char *command = text_format("%s %s", text, quoted);

    return source_cmdlets(block->shell, command, error);
}

static bool run_stage(const struct object_shell *shell, const char *piece, json_t **values, struct error *error)
{
    const struct expansion expansion = session_expansion(shell->shell);
    CLEANUP(cleanup_string) char *text = expansion_apply(&expansion, piece);
    const enum own_word word = own_word_find(text);

    if (word == OWN_EACH)
        return run_each(shell, text, values, error);
    if (word == OWN_NONE)
        return for_each(shell, values, text, run_cmdlet, error);
    return stage_run(shell->shell->services, word, text, values, error);
}

static json_t *evaluate(const struct object_shell *shell, const char *statement, struct error *error)
{
    CLEANUP(word_list_clear) struct word_list pieces = {0};
    CLEANUP(json_release) json_t *values = NULL;
    size_t used;

    pieces_cut(statement, &pieces);
    values = source(shell, &pieces, &used, error);
    for (size_t i = used; values && i < pieces.count; i++)
        if (!run_stage(shell, pieces.items[i], &values, error))
            return NULL;
    return TAKE(values);
}

/* ---- the whole ---- */

static bool assign(const struct object_shell *shell, const char *statement, const char *value, struct error *error)
{
    CLEANUP(cleanup_string) char *name = text_copy_part(statement + 1, own_variable_length(statement));
    json_t *values;

    if (!*value)
        return error_set(error, "The command line ends too early: a value is missing at its end.");
    if (!shell->shell->session)
        return error_set(error, "Nobody keeps variables here: write the value itself instead of $%s.", name);
    values = evaluate(shell, value, error);
    if (!values)
        return false;
    return shell_session_set(shell->shell->session, name, values) ||
           error_set(error, "There are too many values in variables: $x = $null empties one.");
}

static void give(const struct shell *shell, const json_t *values)
{
    const struct layout_target target = {shell->output, shell->services};
    size_t index;
    json_t *value;

    if (shell->recording)
        json_array_foreach((json_t *)(uintptr_t)values, index, value) recording_append(shell->recording, value);
    else if (shell->output)
        layout_default(&target, values);
}

bool object_pipeline_run(const struct object_shell *shell, const char *statement, struct error *error)
{
    const char *const start = statement + strspn(statement, " \t\r\n");
    const char *const value = assigned_value(start);
    CLEANUP(json_release) json_t *values = NULL;

    if (value)
        return assign(shell, start, value, error);
    values = evaluate(shell, start, error);
    if (values)
        give(shell->shell, values);
    return values;
}

/* ---- "Get-Mailbox (Get-MailUser x).ExternalEmailAddress.SmtpAddress" ---- */

static bool put_argument(const struct object_shell *shell, const char *argument, size_t length, FILE *output,
                         struct error *error)
{
    CLEANUP(cleanup_string) char *text = text_copy_part(argument, length);
    CLEANUP(json_release) json_t *values = parenthesis_is_rich(text) ? parenthesis(shell, text, error) : NULL;

    if (!values && parenthesis_is_rich(text))
        return false;
    if (values)
        expansion_put(shell->shell->services, values, output);
    else
        fputs(text, output);
    return true;
}

char *object_arguments_put(const struct object_shell *shell, const char *statement, struct error *error)
{
    CLEANUP(cleanup_string) char *put = NULL;
    size_t size, length = 0;
    FILE *output = text_stream(&put, &size);
    bool done = true;

    for (const char *next; done && (next = parenthesis_next(statement, &length)); statement = next + length) {
        fprintf(output, "%.*s", (int)(next - statement), statement);
        done = put_argument(shell, next, length, output, error);
    }
    fputs(statement, output);
    text_stream_close(output);
    return done ? TAKE(put) : NULL;
}

bool object_pipeline_check(const char *statement,
                           bool (*check)(const char *at, const char *command, struct error *error), const char *at,
                           struct error *error)
{
    const char *const start = statement + strspn(statement, " \t\r\n");
    const char *const value = assigned_value(start);
    CLEANUP(word_list_clear) struct word_list pieces = {0};
    const char *first;

    pieces_cut(value ? value : start, &pieces);
    first = pieces.items[0];
    if (strchr("([&$", *first) || source_is_literal(first))
        return true;
    if (own_word_find(first) != OWN_NONE)
        return own_word_refuse(first, error);
    return check(at, first, error);
}
