/* SPDX-License-Identifier: MIT */
/* Cmdlets with pipes between them: each object of one is the identity of the next. */
#include "pipeline.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "execution.h"
#include "expression.h"
#include "shell/cmdlets/binding.h"

enum { MOST_STAGES = 8 };

struct pipeline {
    const struct shell *shell;
    const char *property; /* of "(Get-...).Property | ..."; NULL: the objects */
    struct command *stages[MOST_STAGES];
    size_t count;
};

static void pipeline_clear(struct pipeline *pipeline)
{
    for (size_t i = 0; i < pipeline->count; i++)
        command_free(&pipeline->stages[i]);
}

/* Can this one stand before, or behind, a pipe? */
static bool check_stage(const struct command *command, bool first, bool last, struct error *error)
{
    if (!last && !command->verb->show)
        return error_set(error, "%s-%s finds no objects: only a Get- cmdlet that does can stand before a pipe.",
                         command->verb->name, command->noun->name);
    if (!first && (command->verb->flag & (NEW | ADD)))
        return error_set(error,
                         "The input object cannot be bound to any parameters for the command: %s-%s takes "
                         "nothing from a pipe.",
                         command->verb->name, command->noun->name);
    return true;
}

/* Behind a pipe the identity is still to come: an asterisk holds its place. */
static bool add_stage(struct pipeline *pipeline, const char *at, struct command_line *line, struct error *error)
{
    const bool first = pipeline->count == 0;
    struct command *command;

    if (pipeline->count == MOST_STAGES)
        return error_set(error, "A line cannot have more than %d cmdlets.", MOST_STAGES);
    if (!first)
        command_line_give_identity(line, "*");
    command = command_understand(at, line, error);
    if (!command)
        return false;
    pipeline->stages[pipeline->count++] = command;
    return check_stage(command, first, !line->next, error);
}

static void set_identity(struct command *command, const char *identity)
{
    free(command->identity);
    command->identity = text_copy(identity);
}

/* From this stage to the end. */
static bool flow(const struct pipeline *pipeline, size_t stage, struct error *error)
{
    struct command *command = pipeline->stages[stage];
    const char *property = stage == 0 && pipeline->property ? pipeline->property : noun_piped(command->noun)->name;
    struct word_list values = {0};
    bool done;

    if (stage + 1 == pipeline->count)
        return execute(pipeline->shell, command, error);
    done = expression_read(pipeline->shell, command, property, &values, error);
    for (size_t i = 0; done && i < values.count; i++) {
        set_identity(pipeline->stages[stage + 1], values.items[i]);
        done = flow(pipeline, stage + 1, error);
    }
    word_list_clear(&values);
    return done;
}

bool pipeline_run(const struct shell *shell, const char *at, struct command_line *line, struct error *error)
{
    CLEANUP(pipeline_clear) struct pipeline pipeline = {.shell = shell, .property = line->property};
    bool done;

    for (struct command_line *stage = line; stage; stage = stage->next)
        if (!expressions_evaluate(shell, at, stage, error) || !add_stage(&pipeline, at, stage, error))
            return false;
    done = flow(&pipeline, 0, error);
    format_finish(pipeline.stages[pipeline.count - 1]->format, shell->output);
    return done;
}

bool pipeline_check(const char *at, struct command_line *line, struct error *error)
{
    CLEANUP(pipeline_clear) struct pipeline pipeline = {0};

    for (struct command_line *stage = line; stage; stage = stage->next)
        if (!expressions_check(at, stage, error) || !add_stage(&pipeline, at, stage, error))
            return false;
    return true;
}
