/* SPDX-License-Identifier: MIT */
/* In the order of Exchange Online as far as it is known: who asks at all, both switches, then the list. */
#include "ews_gate.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "exchange/common/marks.h"
#include "exchange/common/server.h"
#include "vocabulary/exchange_names.h"

#include <string.h>

static const struct object *single(const struct exchange_call *call, const char *noun)
{
    return snapshot_next(call->snapshot, call->scope, noun, NULL);
}

static bool refuse(const struct exchange_call *call, const char *reason, struct answer *answer)
{
    answer_set(answer, 403, NULL, NULL);
    exchange_mark(call, answer);
    if (reason)
        headers_set(&answer->headers, HEADER_POLICY_REASON, reason);
    return false;
}

static bool is_frontline(const struct object *mailbox)
{
    static const char *const licences[] = {"Kiosk", "F1", "F3"};

    for (size_t i = 0; i < ARRAY_SIZE(licences); i++)
        if (text_equal(object_text(mailbox, "License"), licences[i]))
            return true;
    return false;
}

/* The mailbox that the request says it is about; NULL: none. */
static const struct object *mailbox_of(const struct exchange_call *call)
{
    const char *anchor = headers_get(&call->request->headers, "X-AnchorMailbox");

    return anchor ? recipient_next(call->snapshot, call->scope, anchor, NULL) : NULL;
}

static bool is_enabled(const struct exchange_call *call, bool enforced)
{
    const struct object *config = single(call, "OrganizationConfig"), *mailbox = mailbox_of(call);

    return (!config || object_flag(config, "EwsEnabled", true)) &&
           (!mailbox || (object_flag(mailbox, "EwsEnabled", true) && !(enforced && is_frontline(mailbox))));
}

/* Microsoft writes several as one text with commas in between, too. */
static bool allows(const struct object *config, const char *application)
{
    for (size_t i = 0; i < object_count(config, "EwsAllowedAppIDs"); i++) {
        CLEANUP(cleanup_string) char *copy = text_copy(object_item(config, "EwsAllowedAppIDs", i));
        char *rest = copy;
        for (char *id; (id = strsep(&rest, ", "));)
            if (*id && text_equal(id, application))
                return true;
    }
    return false;
}

/* Delegation tokens name no application: organization relationships go on (MC1447678). */
static bool is_listed(const struct exchange_call *call, const struct caller *caller)
{
    const struct object *config = single(call, "OrganizationConfig");

    return caller->kind == CALLER_DELEGATION || (config && allows(config, caller->application));
}

/* Its own servers ask for its own users: no client of EWS. */
static bool is_own(const struct exchange_call *call, const struct caller *caller)
{
    return caller->kind == CALLER_USER && text_starts(headers_get(&call->request->headers, "User-Agent"), "ASProxy/");
}

bool ews_gate_open(const struct exchange_call *call, const struct caller *caller, struct answer *answer)
{
    const struct object *service = server_is_cloud(call) ? single(call, "LabCloudService") : NULL;
    const bool enforced = service && object_flag(service, "AppListEnforced", false);

    if (!service || is_own(call, caller))
        return true;
    if (object_flag(service, "SharedPrincipalBlocked", false) && text_equal(caller->application, APP_EXCHANGE))
        return refuse(call, NULL, answer);
    if (!is_enabled(call, enforced))
        return refuse(call, POLICY_DISABLED, answer);
    return !enforced || is_listed(call, caller) || refuse(call, POLICY_BLOCKED, answer);
}
