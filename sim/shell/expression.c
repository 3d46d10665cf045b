/* SPDX-License-Identifier: MIT */
/* Values that are not known before they are run: parentheses, variables, functions. */
#include "expression.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "execution.h"
#include "session.h"
#include "shell/cmdlets/binding.h"
#include "shell/cmdlets/changes.h"
#include "shell/cmdlets/chosen_objects.h"
#include "shell/nouns/properties.h"
#include "shell/stages/value_members.h"

#include <time.h>

static char *now(void)
{
    char buffer[32];

    return text_copy(clock_iso(time(NULL), buffer));
}

/* Nobody is asked for a password: the lab takes any. */
static char *credential(void)
{
    return text_copy("System.Management.Automation.PSCredential");
}

/* Calls that give something else than objects of the document. */
static const struct function {
    const char *name;
    char *(*value)(void);
} functions[] = {
    {"Get-Date", now},
    {"Get-Credential", credential},
};

static const struct function *find_function(const struct command_line *call)
{
    for (size_t i = 0; i < ARRAY_SIZE(functions); i++)
        if (text_equal(functions[i].name, call->cmdlet))
            return &functions[i];
    return NULL;
}

struct property_reading {
    const struct command *command;
    const char *property;
    struct word_list *values;
};

static void read_object(const struct property_reading *reading, const xmlNode *object)
{
    struct shown_property property;
    struct word_list values = {0};

    if (!property_find(reading->command->noun, object, reading->property, &property))
        return;
    property_values(&property, object, &values);
    for (size_t i = 0; i < values.count; i++)
        word_list_add(reading->values, text_copy(property_spelled(&property, values.items[i])));
    word_list_clear(&values);
}

static bool read_objects(const xmlDoc *document, void *context, struct error *error)
{
    const struct property_reading *reading = context;
    CLEANUP(objects_free) struct objects *objects = objects_find(document, reading->command);

    if (!objects_narrow(objects, reading->command, error))
        return false;

    for (size_t i = 0; i < objects->count; i++)
        read_object(reading, objects->items[i]);
    return show_objects(document, reading->command, NULL, error);
}

static bool refuse_property(const struct command *command, struct error *error)
{
    return error_set(error,
                     "(%s-%s) can be a value only with a property behind it that it has, as in (Get-AuthConfig).Realm.",
                     command->verb->name, command->noun->name);
}

/* The property as the noun spells it; NULL: it has none of that name. */
static const char *property_of(const struct command *command, const char *name, struct error *error)
{
    const char *const spelling = name && command->verb->show ? property_spelling(command->noun, name) : NULL;

    if (!spelling)
        refuse_property(command, error);
    return spelling;
}

static bool read_properties(const struct shell *shell, const struct command *command, const char *property,
                            struct word_list *values, struct error *error)
{
    struct property_reading reading = {command, property_of(command, property, error), values};

    return reading.property && store_read(shell->store, read_objects, &reading, error);
}

/* Of what an action prints. Which properties that has is known when it has run. */
static bool gives_results(const struct command *command)
{
    return (command->verb->flag & RUN) && !command->verb->change;
}

static bool read_results(const struct shell *shell, struct command *command, const char *property,
                         struct word_list *values, struct error *error)
{
    CLEANUP(cleanup_string) char *printed = NULL;
    size_t length;
    struct shell quiet = *shell;
    bool done;

    if (!property)
        return refuse_property(command, error);
    format_free(&command->format);
    command->format = format_new_collecting(property, values);
    quiet.output = text_stream(&printed, &length);
    quiet.recording = NULL;
    done = execute(&quiet, command, error);
    text_stream_close(quiet.output);
    return done && (format_has_met(command->format) || refuse_property(command, error));
}

bool expression_read(const struct shell *shell, struct command *command, const char *property, struct word_list *values,
                     struct error *error)
{
    if (!may_touch(shell, command->noun, error))
        return false;
    if (gives_results(command))
        return read_results(shell, command, property, values, error);
    return read_properties(shell, command, property, values, error);
}

static bool call(const struct shell *shell, const char *at, struct command_line *line, struct word_list *values,
                 struct error *error)
{
    const struct function *function = find_function(line);
    CLEANUP(command_free) struct command *command = NULL;

    if (function) {
        word_list_add(values, function->value());
        return true;
    }
    if (!expressions_evaluate(shell, at, line, error) || !(command = command_understand(at, line, error)))
        return false;
    return expression_read(shell, command, line->property, values, error);
}

static bool read_variable(const struct shell *shell, const char *name, struct word_list *values, struct error *error)
{
    const json_t *kept = shell->session ? shell_session_get(shell->session, name) : NULL;

    for (size_t i = 0; i < json_array_size(kept); i++)
        word_list_add(values, member_identity(shell->services, json_array_get(kept, i)));
    return kept || error_set(error, "The variable '$%s' cannot be retrieved because it has not been set.", name);
}

bool expression_is_function(const struct command_line *line)
{
    return find_function(line);
}

void expression_print_function(const struct shell *shell, const struct command_line *line)
{
    CLEANUP(cleanup_string) char *value = find_function(line)->value();

    if (shell->output)
        fprintf(shell->output, "%s\n", value);
}

/* Nothing found is $null, as in PowerShell. */
static bool evaluate(const struct shell *shell, const char *at, struct value *value, struct error *error)
{
    struct word_list values = {0};
    const bool done = value->kind == VALUE_CALL ? call(shell, at, value->call, &values, error)
                                                : read_variable(shell, value->items.items[0], &values, error);

    if (!done) {
        word_list_clear(&values);
        return false;
    }
    value_clear(value);
    value->kind = values.count > 0 ? VALUE_LIST : VALUE_NULL;
    value->items = values;
    return true;
}

/* Not known before it is run. */
static bool is_open(const struct value *value)
{
    return value->kind == VALUE_CALL || value->kind == VALUE_VARIABLE;
}

bool expressions_evaluate(const struct shell *shell, const char *at, struct command_line *line, struct error *error)
{
    for (size_t i = 0; i < line->count; i++)
        if (is_open(&line->arguments[i].value) && !evaluate(shell, at, &line->arguments[i].value, error))
            return false;
    return true;
}

static bool has_property(const struct command *command, const char *property, struct error *error)
{
    if (gives_results(command))
        return property || refuse_property(command, error);
    return property_of(command, property, error);
}

static bool check(const char *at, struct command_line *line, struct error *error)
{
    CLEANUP(command_free) struct command *command = NULL;

    if (find_function(line))
        return true;
    return expressions_check(at, line, error) && (command = command_understand(at, line, error)) &&
           has_property(command, line->property, error);
}

bool expressions_check(const char *at, struct command_line *line, struct error *error)
{
    for (size_t i = 0; i < line->count; i++)
        if (line->arguments[i].value.kind == VALUE_CALL && !check(at, line->arguments[i].value.call, error))
            return false;
    return true;
}
