/* SPDX-License-Identifier: MIT */
/* One pass over a text, which knows whether it is in quotes and in braces. */
#include "expansion.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "shell/language/nesting.h"
#include "value_members.h"

#include <ctype.h>
#include <string.h>

#define THIS "_" /* of a block: the object that goes through the pipe */

struct pass {
    const struct expansion *expansion;
    const char *next;
    struct nesting nesting;
    FILE *output;
};

static size_t name_length(const char *text)
{
    size_t length = 0;

    while (isalnum((unsigned char)text[length]) || text[length] == '_')
        length++;
    return length;
}

/* The values of "name.Path[0]"; NULL: no such variable. The caller owns the reference. */
static json_t *read_values(const struct pass *pass, const char *text, size_t name, size_t path)
{
    CLEANUP(cleanup_string) char *variable = text_copy_part(text, name);
    CLEANUP(cleanup_string) char *way = text_copy_part(text + name, path);
    const json_t *const values = pass->expansion->lookup(pass->expansion->context, variable);

    return values ? members_follow(pass->expansion->services, values, way) : NULL;
}

/* Between quotes that are there already: one text, blanks between several. */
static void put_text(const struct pass *pass, const json_t *values)
{
    size_t index;
    json_t *value;

    json_array_foreach(values, index, value)
    {
        CLEANUP(cleanup_string) char *text = member_identity(pass->expansion->services, value);
        fputs(index > 0 ? " " : "", pass->output);
        for (const char *next = text; *next; next++)
            fprintf(pass->output, *next == '"' ? "\"\"" : "%c", *next);
    }
}

char *expansion_quoted(const char *text)
{
    char *quoted = NULL;
    size_t length;
    FILE *output = text_stream(&quoted, &length);

    fputc('\'', output);
    for (; *text; text++)
        fprintf(output, *text == '\'' ? "''" : "%c", *text);
    fputc('\'', output);
    text_stream_close(output);
    return quoted;
}

static void put_quoted(const struct shell_services *services, const json_t *value, FILE *output)
{
    CLEANUP(cleanup_string) char *text = member_identity(services, value);
    CLEANUP(cleanup_string) char *quoted = expansion_quoted(text);
    const bool truth = strcmp(json_member_text(value, "type"), "Boolean") == 0;

    fprintf(output, "%s%s", truth ? "$" : "", truth ? text : quoted);
}

void expansion_put(const struct shell_services *services, const json_t *values, FILE *output)
{
    size_t index;
    json_t *value;

    if (json_array_size(values) == 0)
        fputs("$null", output);
    json_array_foreach((json_t *)(uintptr_t)values, index, value)
    {
        fputs(index > 0 ? "," : "", output);
        put_quoted(services, value, output);
    }
}

static void put_list(const struct pass *pass, const json_t *values)
{
    expansion_put(pass->expansion->services, values, pass->output);
}

/* "$(...)": how long it is, if nothing but a variable stands in it; 0: something else does. */
static size_t enclosed_length(const char *text, size_t *name, size_t *path)
{
    if (strncmp(text, "$($", 3) != 0)
        return 0;
    *name = name_length(text + 3);
    *path = members_length(text + 3 + *name);
    return *name > 0 && text[3 + *name + *path] == ')' ? *name + *path + 4 : 0;
}

static bool replace_enclosed(struct pass *pass)
{
    size_t name = 0, path = 0;
    const size_t length = enclosed_length(pass->next, &name, &path);
    CLEANUP(json_release) json_t *values = length > 0 ? read_values(pass, pass->next + 3, name, path) : NULL;

    if (!values)
        return false;
    (pass->nesting.quote ? put_text : put_list)(pass, values);
    pass->next += length;
    return true;
}

/* In double quotes the name alone is the variable. Outside of them what has no path and stands in no braces is the grammar's. */
static bool replace_variable(struct pass *pass)
{
    const size_t name = name_length(pass->next + 1);
    const size_t path = pass->nesting.quote ? 0 : members_length(pass->next + 1 + name);
    const bool ours =
        pass->nesting.quote || path > 0 || pass->nesting.depth > 0 || strncmp(pass->next + 1, THIS, name) == 0;
    CLEANUP(json_release) json_t *values = name > 0 && ours ? read_values(pass, pass->next + 1, name, path) : NULL;

    if (!values)
        return false;
    (pass->nesting.quote ? put_text : put_list)(pass, values);
    pass->next += 1 + name + path;
    return true;
}

static void copy_one(struct pass *pass)
{
    const char character = *pass->next++;

    nesting_step(&pass->nesting, character);
    fputc(character, pass->output);
}

char *expansion_apply(const struct expansion *expansion, const char *text)
{
    char *expanded = NULL;
    size_t length;
    struct pass pass = {
        .expansion = expansion, .next = text, .nesting = {.brackets = "{}"}, .output = text_stream(&expanded, &length)};

    while (*pass.next)
        if (*pass.next != '$' || pass.nesting.quote == '\'' || !(replace_enclosed(&pass) || replace_variable(&pass)))
            copy_one(&pass);
    text_stream_close(pass.output);
    return expanded;
}
