/* SPDX-License-Identifier: MIT */
/* The paths of Microsoft Graph that there are, and the user in them. */
#include "graph.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "get_schedule.h"
#include "graph_login.h"
#include "graph_reply.h"

#include <string.h>

/* A mailbox by its principal name or an address; a user without one is found, too. NULL: nobody. */
static const struct object *find_user(const struct exchange_call *call, const char *name)
{
    const struct object *user = snapshot_find(call->snapshot, call->scope, "Mailbox", "UserPrincipalName", name);

    return user ? user : recipient_next(call->snapshot, call->scope, name, NULL);
}

/* Without a licence a mailbox is no more than a name. */
static bool has_mailbox(const struct object *user)
{
    return text_equal(object_noun(user), "Mailbox") && !text_equal(object_text(user, "License"), "None");
}

static void ask_user(const struct exchange_call *call, const struct caller *caller, const char *name,
                     struct answer *answer)
{
    const struct object *user = find_user(call, name);

    if (!user)
        graph_refuse(call, GRAPH_NO_USER, name, answer);
    else if (!has_mailbox(user))
        graph_refuse(call, GRAPH_NO_MAILBOX, NULL, answer);
    else if (!graph_may_open(call, caller, user))
        graph_refuse(call, GRAPH_ACCESS_POLICY, NULL, answer);
    else
        get_schedule_answer(call, caller, answer);
}

/* No role of an application is for calendars that others have shared with a user. */
static void ask_shared(const struct exchange_call *call, const struct caller *caller, const char *name,
                       struct answer *answer)
{
    (void)caller, (void)name;
    graph_refuse(call, GRAPH_SHARED_CALENDAR, NULL, answer);
}

static const struct {
    const char *path; /* `*` stands for anything */
    void (*answer)(const struct exchange_call *call, const struct caller *caller, const char *name,
                   struct answer *answer);
} routes[] = {
    {"/v1.0/users/*/calendar/getSchedule", ask_user},
    {"/v1.0/users/*/calendars/*/getSchedule", ask_shared},
};

/* The segment behind "/v1.0/users/"; the caller frees it. */
static char *user_in(const char *path)
{
    const char *name = path + strlen("/v1.0/users/");

    return text_format("%.*s", (int)strcspn(name, "/"), name);
}

void graph_answer(const struct exchange_call *call, struct answer *answer)
{
    const char *path = call->request->path;
    struct caller caller;
    size_t i = 0;

    if (!graph_log_in(call, &caller, answer))
        return;
    while (i < ARRAY_SIZE(routes) && !text_matches(path, routes[i].path))
        i++;
    if (i == ARRAY_SIZE(routes)) {
        graph_refuse(call, GRAPH_NO_SEGMENT, strrchr(path, '/') ? strrchr(path, '/') + 1 : path, answer);
    } else if (!text_equal(call->request->method, "POST")) {
        graph_refuse(call, GRAPH_NO_METHOD, NULL, answer);
    } else {
        CLEANUP(cleanup_string) char *name = user_in(path);
        routes[i].answer(call, &caller, name, answer);
    }
}
