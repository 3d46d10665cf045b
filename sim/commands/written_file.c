/* SPDX-License-Identifier: MIT */
/* The last stage of a pipe, taken off and done here. */
#include "written_file.h"

#include "base/cleanup.h"
#include "base/file_open.h"
#include "base/text.h"
#include "shell/language/nesting.h"
#include "shell/language/tokeniser.h"
#include "shell/stages/own_words.h"
#include "shell/stages/pieces.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { TEXT_MODE = 0644 };

enum file_wish { KIND_PATH, KIND_APPEND, KIND_IGNORED_SWITCH, KIND_IGNORED_VALUE };

static const struct parameter_row {
    const char *name;
    enum file_wish kind;
} parameters[] = {
    {"Path", KIND_PATH},
    {"FilePath", KIND_PATH},
    {"LiteralPath", KIND_PATH},
    {"Append", KIND_APPEND},
    {"NoTypeInformation", KIND_IGNORED_SWITCH},
    {"NTI", KIND_IGNORED_SWITCH},
    {"Force", KIND_IGNORED_SWITCH},
    {"Encoding", KIND_IGNORED_VALUE}, /* it is UTF-8 in any case */
    {"Width", KIND_IGNORED_VALUE},
};

static const struct parameter_row *find(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(parameters); i++)
        if (text_starts(parameters[i].name, name))
            return &parameters[i];
    return NULL;
}

static bool take_path(struct written_file *file, const char *path)
{
    if (file->path)
        return false;
    file->path = text_copy(path);
    return true;
}

/* The token behind the one that was read; NULL: it is not understood. */
static const struct token *take(struct written_file *file, const struct token *token)
{
    const struct parameter_row *const row = token->kind == TOKEN_PARAMETER ? find(token->text) : NULL;

    if (token->kind == TOKEN_WORD)
        return take_path(file, token->text) ? token + 1 : NULL;
    if (!row)
        return NULL;
    file->append = file->append || row->kind == KIND_APPEND;
    if (row->kind == KIND_APPEND || row->kind == KIND_IGNORED_SWITCH)
        return token + 1;
    if (token[1].kind != TOKEN_WORD || (row->kind == KIND_PATH && !take_path(file, token[1].text)))
        return NULL;
    return token + 2;
}

static bool read_stage(struct written_file *file, const char *stage, struct error *error)
{
    CLEANUP(tokens_free) struct tokens *tokens = tokens_read(stage, error);
    const struct token *token, *behind;

    if (!tokens)
        return false;
    for (token = tokens->items + 1; token->kind != TOKEN_END; token = behind)
        if (!(behind = take(file, token)))
            return error_set(error, "'%s' behind %s is more than this shell knows of PowerShell: fblab pwsh has it.",
                             token->text, tokens->items[0].text);
    return file->path || error_set(error, "%s needs the name of a file.", tokens->items[0].text);
}

/* Where ">" stands outside of quotes, with a blank before it; NULL: nowhere. */
static const char *redirection(const char *piece)
{
    struct nesting nesting = {.brackets = ""};

    for (const char *next = piece; *next; next++) {
        if (!nesting.quote && *next == '>' && next > piece && strchr(" \t", next[-1]))
            return next;
        nesting_step(&nesting, *next);
    }
    return NULL;
}

static char *joined(const struct word_list *pieces, size_t count, const char *last)
{
    char *text = text_copy(count > 0 ? pieces->items[0] : "");

    for (size_t i = 1; i < count; i++) {
        CLEANUP(cleanup_string) char *before = text;
        text = text_format("%s | %s", before, pieces->items[i]);
    }
    CLEANUP(cleanup_string) char *before = text;
    return text_format("%s | %s", before, last);
}

static bool read_redirection(struct written_file *file, const char *command, const char *mark, struct error *error)
{
    const bool append = mark[1] == '>';
    CLEANUP(cleanup_string) char *stage = text_format("> %s", mark + 1 + append);

    file->append = append;
    file->command = text_format("%.*s | Out-String", (int)(mark - command), command);
    return read_stage(file, stage, error);
}

bool written_file_read(struct written_file *file, const char *command, struct error *error)
{
    CLEANUP(word_list_clear) struct word_list pieces = {0};
    const char *const mark = redirection(command);
    const char *last;

    if (mark && command[0] != '#')
        return read_redirection(file, command, mark, error);
    pieces_cut(command, &pieces);
    last = pieces.items[pieces.count - 1];
    if (pieces.count == 1 || own_word_find(last) != OWN_FILE)
        return true;
    file->has_header = !text_starts(last, "Out-File");
    file->command = joined(&pieces, pieces.count - 1, file->has_header ? "ConvertTo-Csv" : "Out-String");
    return read_stage(file, last, error);
}

/* Behind what is there already, without the names of the columns. */
static bool append(const struct written_file *file, const char *text, struct error *error)
{
    CLEANUP(cleanup_file) FILE *output = file_open_stream_to_write(file->path, O_APPEND, TEXT_MODE);
    const char *const body = strchr(text, '\n');

    if (output && file->has_header && lseek(fileno(output), 0, SEEK_END) > 0 && body) /* a stream would begin at 0 */
        text = body + 1;
    return (output && fputs(text, output) >= 0 && fflush(output) == 0) ||
           error_set(error, "%s cannot be written: %s", file->path, strerror(errno));
}

bool written_file_write(const struct written_file *file, const char *text, struct error *error)
{
    return file->append ? append(file, text, error) : file_write(file->path, text, strlen(text), TEXT_MODE, error);
}

void written_file_clear(struct written_file *file)
{
    free(file->command);
    free(file->path);
    *file = (struct written_file){0};
}
