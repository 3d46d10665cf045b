/* SPDX-License-Identifier: MIT */
/* Relationships, connectors and folder permissions: the least that they grant counts. */
#include "access.h"

#include "base/text.h"
#include "exchange/login/caller.h"

#include <string.h>

static enum access least(enum access left, enum access right)
{
    return left < right ? left : right;
}

/* Levels of a relationship and rights of a folder; anything above LimitedDetails includes it. */
static enum access access_from_name(const char *name)
{
    if (text_equal(name, "None"))
        return ACCESS_NONE;
    return !*name || text_equal(name, "AvailabilityOnly") ? ACCESS_AVAILABILITY : ACCESS_DETAILS;
}

static enum access relationship_access(const struct exchange_call *call, const char *domain)
{
    for (const struct object *relationship = NULL;
         (relationship = snapshot_next(call->snapshot, call->scope, "OrganizationRelationship", relationship));)
        if (object_flag(relationship, "Enabled", true) && object_flag(relationship, "FreeBusyAccessEnabled", false) &&
            object_lists(relationship, "DomainNames", domain))
            return access_from_name(object_text(relationship, "FreeBusyAccessLevel"));
    return ACCESS_NONE;
}

/* A connector trusts the other side of the same organisation, so it has no level. */
static bool is_connected(const struct exchange_call *call, const char *domain)
{
    for (const struct object *connector = NULL;
         (connector = snapshot_next(call->snapshot, call->scope, "IntraOrganizationConnector", connector));)
        if (object_flag(connector, "Enabled", true) && object_lists(connector, "TargetAddressDomains", domain))
            return true;
    return false;
}

enum access access_of_organization(const struct exchange_call *call, const struct caller *caller)
{
    const char *domain = text_domain(caller->address);

    if (caller->kind == CALLER_APPLICATION) /* its role was looked at */
        return ACCESS_DETAILS;
    if (!domain)
        return ACCESS_NONE;
    if (caller->kind == CALLER_ORGANIZATION && is_connected(call, domain))
        return ACCESS_DETAILS;
    return relationship_access(call, domain);
}

static bool is_own(const struct exchange_call *call, const struct caller *caller, const struct object *mailbox)
{
    return caller->address[0] && recipient_next(call->snapshot, call->scope, caller->address, NULL) == mailbox;
}

/* "joe@contoso.com:\Calendar" */
static bool is_calendar_of(const char *identity, const char *address)
{
    return text_starts(identity, address) && text_equal(identity + strlen(address), ":\\Calendar");
}

static const struct object *permission_of(const struct exchange_call *call, const struct object *mailbox,
                                          const char *user)
{
    const char *address = object_text(mailbox, "PrimarySmtpAddress");

    for (const struct object *permission = NULL;
         (permission = snapshot_next(call->snapshot, call->scope, "MailboxFolderPermission", permission));)
        if (is_calendar_of(object_text(permission, "Identity"), address) &&
            text_equal(object_text(permission, "User"), user))
            return permission;
    return NULL;
}

/* A permission of one's own counts, else that of Default. */
static enum access owner_access(const struct exchange_call *call, const struct caller *caller,
                                const struct object *mailbox)
{
    const struct object *permission = permission_of(call, mailbox, caller->address);

    if (!permission)
        permission = permission_of(call, mailbox, "Default");
    return permission ? access_from_name(object_text(permission, "AccessRights")) : ACCESS_AVAILABILITY;
}

enum access access_to_mailbox(const struct exchange_call *call, const struct caller *caller,
                              const struct object *mailbox)
{
    if (!caller_is_external(caller))
        return is_own(call, caller, mailbox) ? ACCESS_DETAILS : owner_access(call, caller, mailbox);
    return least(access_of_organization(call, caller), owner_access(call, caller, mailbox));
}
