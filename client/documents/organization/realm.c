/* SPDX-License-Identifier: MIT */
/* The realm that tokens of an organisation are for. */
#include "organization.h"

const char *scope_realm(const struct snapshot *snapshot, const char *scope)
{
    const struct object *const config = snapshot_next(snapshot, scope, "AuthConfig", NULL);
    const struct object *const organization = snapshot_next(snapshot, scope, "OrganizationConfig", NULL);
    const char *const realm = organization ? object_text(organization, "Realm") : "";

    if (config && *object_text(config, "Realm"))
        return object_text(config, "Realm");
    return *realm && snapshot_find(snapshot, scope, "AuthServer", "Realm", realm) ? realm : "";
}
