/* SPDX-License-Identifier: MIT */
#include "cleanup.h"
#include "organization.h"
#include "text.h"

#include <string.h>

static const char *const recipients[] = {"Mailbox", "RemoteMailbox", "MailUser", "MailContact"};

const char *address_smtp(const char *address)
{
    const char *colon = strchr(address, ':');

    if (!colon)
        return address;
    return text_starts(address, "smtp:") ? colon + 1 : address + strlen(address);
}

static bool has_address(const struct object *recipient, const char *address)
{
    const size_t count = object_count(recipient, "EmailAddresses");

    if (text_equal(object_text(recipient, "PrimarySmtpAddress"), address))
        return true;
    for (size_t i = 0; i < count; i++)
        if (text_equal(address_smtp(object_item(recipient, "EmailAddresses", i)), address))
            return true;
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
            if (has_address(recipient, address))
                return recipient;
    }
    return NULL;
}

const struct object *group_find(const struct snapshot *snapshot, const char *scope, const char *address)
{
    const struct object *group = NULL;

    while (address && *address && (group = snapshot_next(snapshot, scope, "DistributionGroup", group)))
        if (has_address(group, address))
            return group;
    return NULL;
}
