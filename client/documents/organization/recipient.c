/* SPDX-License-Identifier: MIT */
/* Finds recipients and groups by any of their addresses. */
#include "base/cleanup.h"
#include "base/text.h"
#include "object.h"

#include <string.h>

static const char *const recipients[] = {"Mailbox", "RemoteMailbox", "MailUser", "MailContact"};

const char *address_smtp(const char *address)
{
    const char *colon = strchr(address, ':');

    if (!colon)
        return address;
    return text_starts(address, "smtp:") ? colon + 1 : address + strlen(address);
}

bool recipient_has(const struct object *recipient, const char *address)
{
    const struct name primary = name_of("PrimarySmtpAddress"), all = name_of("EmailAddresses");

    for (size_t i = 0; i < recipient->count; i++) {
        const struct property *property = &recipient->properties[i];
        if (name_equal(&property->name, &primary) && text_equal(property->value, address))
            return true;
        if (name_equal(&property->name, &all) && text_equal(address_smtp(property->value), address))
            return true;
    }
    return false;
}

const struct object *recipient_next(const struct snapshot *snapshot, const char *scope, const char *address,
                                    const struct object *after)
{
    bool reached = !after;

    for (size_t i = 0; address && *address && i < ARRAY_SIZE(recipients); i++) {
        const struct object *recipient = NULL;
        if (!reached && strcmp(recipients[i], object_noun(after)) == 0) {
            recipient = after;
            reached = true;
        }
        while (reached && (recipient = snapshot_next(snapshot, scope, recipients[i], recipient)))
            if (recipient_has(recipient, address))
                return recipient;
    }
    return NULL;
}

const struct object *group_find(const struct snapshot *snapshot, const char *scope, const char *address)
{
    const struct object *group = NULL;

    while (address && *address && (group = snapshot_next(snapshot, scope, "DistributionGroup", group)))
        if (recipient_has(group, address))
            return group;
    return NULL;
}
