/* SPDX-License-Identifier: MIT */
/* Variables of one session: a growing list. */
#include "session.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

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
    struct variable *variables = memory_grow(session->variables, session->count + 1, sizeof *variables);

    session->variables = variables;
    variables[session->count] = (struct variable){.name = text_copy(name)};
    return &variables[session->count++];
}

void shell_session_set(struct shell_session *session, const char *name, json_t *values)
{
    struct variable *variable = find(session, name);

    if (!variable)
        variable = add(session, name);
    json_decref(variable->values);
    variable->values = values;
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
