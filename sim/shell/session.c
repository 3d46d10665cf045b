/* SPDX-License-Identifier: MIT */
#include "session.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

struct variable {
    char *name;
    struct word_list values;
};

struct session {
    struct variable *variables;
    size_t count;
};

struct session *session_new(void)
{
    return memory_new(sizeof(struct session));
}

static struct variable *find(const struct session *session, const char *name)
{
    for (size_t i = 0; i < session->count; i++)
        if (text_equal(session->variables[i].name, name))
            return &session->variables[i];
    return NULL;
}

static struct variable *add(struct session *session, const char *name)
{
    struct variable *variables = memory_grow(session->variables, session->count + 1, sizeof *variables);

    session->variables = variables;
    variables[session->count] = (struct variable){.name = text_copy(name)};
    return &variables[session->count++];
}

void session_set(struct session *session, const char *name, struct word_list *values)
{
    struct variable *variable = find(session, name);

    if (!variable)
        variable = add(session, name);
    word_list_clear(&variable->values);
    variable->values = *values;
    *values = (struct word_list){0};
}

const struct word_list *session_get(const struct session *session, const char *name)
{
    const struct variable *variable = find(session, name);

    return variable ? &variable->values : NULL;
}

void session_free(struct session **session)
{
    for (size_t i = 0; *session && i < (*session)->count; i++) {
        free((*session)->variables[i].name);
        word_list_clear(&(*session)->variables[i].values);
    }
    if (*session)
        free((*session)->variables);
    free(*session);
    *session = NULL;
}
