/* SPDX-License-Identifier: MIT */
/* Literals, variables, and cmdlets whose objects are recorded. */
#include "sources.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "own_words.h"
#include "pieces.h"
#include "shell/language/command_line.h"
#include "shell/language/parser.h"
#include "shell/nouns/recording.h"
#include "shell/nouns/typed_values.h"
#include "shell/session.h"
#include "value_members.h"

#include <string.h>

static const json_t *look_up(void *context, const char *name)
{
    const struct shell_session *const session = context;

    return session ? shell_session_get(session, name) : NULL;
}

struct expansion session_expansion(const struct shell *shell)
{
    return (struct expansion){shell->services, look_up, shell->session};
}

bool source_is_literal(const char *text)
{
    return strchr("\"'0123456789@", *text) || text_starts(text, "$true") || text_starts(text, "$false") ||
           text_starts(text, "$null");
}

static json_t *typed_literal(const char *word, const char *text)
{
    if (*text == '$')
        return typed_value("Boolean", word, false);
    if (strchr("0123456789", *text) && word[strspn(word, "0123456789")] == '\0')
        return typed_value("Int32", word, false);
    return typed_string(word);
}

/* "1+1" */
static bool is_sum(const char *text)
{
    return strchr("0123456789", *text) && text[strspn(text, "0123456789., ")];
}

/* A line whose only argument is the literal. */
json_t *source_literal(const struct object_shell *shell, const char *text, struct error *error)
{
    const struct expansion expansion = session_expansion(shell->shell);
    CLEANUP(cleanup_string) char *expanded = expansion_apply(&expansion, text);
    CLEANUP(cleanup_string) char *typed = text_format("x %s", expanded);
    struct error reason;
    CLEANUP(command_line_free) struct command_line *line = command_line_parse(typed, &reason);
    const struct value *const value = line && line->count == 1 ? &line->arguments[0].value : NULL;
    json_t *values = json_array();

    for (size_t i = 0; value && value->kind == VALUE_LIST && i < value->items.count; i++)
        json_array_append_new(values, typed_literal(value->items.items[i], text));
    if (value && (value->kind == VALUE_NULL || value->kind == VALUE_LIST) && !is_sum(text))
        return values;
    json_decref(values);
    own_word_refuse(text, error);
    return NULL;
}

json_t *source_variable(const struct object_shell *shell, const char *text, struct error *error)
{
    const size_t length = own_variable_length(text);
    const char *const path = text + 1 + length;
    CLEANUP(cleanup_string) char *name = text_copy_part(text + 1, length);
    const json_t *const kept = look_up(shell->shell->session, name);

    if (path[members_length(path)]) {
        own_word_refuse(text, error);
        return NULL;
    }
    if (!kept) {
        error_set(error, "The variable '$%s' cannot be retrieved because it has not been set.", name);
        return NULL;
    }
    return members_follow(shell->shell->services, kept, path);
}

static void say_warnings(const struct shell *shell, const json_t *recorded)
{
    size_t index;
    json_t *warning;

    json_array_foreach(json_object_get(recorded, "warnings"), index, warning)
    {
        if (shell->output)
            fprintf(shell->output, "WARNING: %s\n", json_string_value(warning));
    }
}

json_t *source_cmdlets(const struct object_shell *shell, const char *text, struct error *error)
{
    CLEANUP(recording_free) struct recording *recording = recording_new();
    CLEANUP(json_release) json_t *recorded = NULL;
    struct shell quiet = *shell->shell;
    bool done;

    if (*shell->commands == 0) {
        error_set(error, "One line cannot run more than %d commands.", MOST_COMMANDS);
        return NULL;
    }
    --*shell->commands;

    quiet.recording = recording;
    quiet.output = recording_output(recording);
    done = shell->run(&quiet, shell->at, text, error);
    recorded = recording_to_json(recording);
    say_warnings(shell->shell, recorded);
    return done ? json_incref(json_object_get(recorded, "objects")) : NULL;
}
