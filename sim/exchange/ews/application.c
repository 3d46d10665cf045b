/* SPDX-License-Identifier: MIT */
/* Looks for the account and the roles of the application that a token names. */
#include "application.h"

#include "exchange/common/server.h"
#include "exchange/common/soap.h"
#include "vocabulary/exchange_names.h"

static const struct object *find(const struct exchange_call *call, const char *noun, const char *property,
                                 const char *value)
{
    return snapshot_find(call->snapshot, call->scope, noun, property, value);
}

/* A linked account that is in the directory and has a role; which of the seven roles availability needs is not public. */
static bool has_account(const struct exchange_call *call)
{
    const struct object *partner = find(call, "PartnerApplication", "ApplicationIdentifier", APP_EXCHANGE);
    const struct object *account =
        partner ? find(call, "User", "CanonicalName", object_text(partner, "LinkedAccount")) : NULL;

    return account && find(call, "ManagementRoleAssignment", "RoleAssignee", object_text(account, "Name"));
}

static bool may_log_on(const struct exchange_call *call, const struct caller *caller)
{
    const struct object *user = recipient_next(call->snapshot, call->scope, caller->address, NULL);

    return !user || !object_flag(user, "AccountDisabled", false);
}

bool application_permitted(const struct exchange_call *call, const struct caller *caller, struct answer *answer)
{
    /* In the cloud the applications' accounts are Microsoft's own. */
    if (caller->kind != CALLER_ORGANIZATION || server_is_cloud(call))
        return true;
    if (has_account(call) && may_log_on(call, caller))
        return true;
    soap_fault(answer, "ErrorAccessDenied", /* the code is not public */
               "The application is missing a linked account for RBAC roles, or the linked account has no RBAC role "
               "assignments, or the calling users account is logon disabled.");
    return false;
}
