/* SPDX-License-Identifier: MIT */
/* Variables of one session: a growing list. */
#include "session.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

/* What they hold is as long as the lab lives. */
enum { MOST_VARIABLES = 500, MOST_VALUES = 50000 };

struct variable {
    char *name;
    json_t *values;
};

struct shell_session {
    struct variable *variables;
    size_t count;
};

struct shell_session *shell_session_new(void)
{
    struct shell_session *session = memory_new(sizeof *session);

    return session;
}

static struct variable *find(const struct shell_session *session, const char *name)
{
    for (size_t i = 0; i < session->count; i++)
        if (text_equal(session->variables[i].name, name))
            return &session->variables[i];
    return NULL;
}

static struct variable *add(struct shell_session *session, const char *name)
{
    struct variable *variables = memory_one_more(session->variables, session->count, sizeof *variables);

    session->variables = variables;
    variables[session->count] = (struct variable){.name = text_copy(name)};
    return &variables[session->count++];
}

static size_t count_values(const struct shell_session *session)
{
    size_t count = 0;

    for (size_t i = 0; i < session->count; i++)
        count += json_array_size(session->variables[i].values);
    return count;
}

bool shell_session_set(struct shell_session *session, const char *name, json_t *values)
{
    struct variable *variable = find(session, name);
    const size_t before = variable ? json_array_size(variable->values) : 0;

    if ((!variable && session->count == MOST_VARIABLES) ||
        count_values(session) - before + json_array_size(values) > MOST_VALUES) {
        json_decref(values);
        return false;
    }
    if (!variable)
        variable = add(session, name);
    json_decref(variable->values);
    variable->values = values;
    return true;
}

const json_t *shell_session_get(const struct shell_session *session, const char *name)
{
    const struct variable *variable = find(session, name);

    return variable ? variable->values : NULL;
}

void shell_session_free(struct shell_session **session)
{
    for (size_t i = 0; *session && i < (*session)->count; i++) {
        free((*session)->variables[i].name);
        json_decref((*session)->variables[i].values);
    }
    if (*session)
        free((*session)->variables);
    free(*session);
    *session = NULL;
}
