/* SPDX-License-Identifier: MIT */
/* Certificates that the servers of a scope hold, by thumbprint. */
#include "base/date_time.h"
#include "organization.h"

const struct object *certificate_find(const struct snapshot *snapshot, const char *scope, const char *thumbprint)
{
    return *thumbprint ? snapshot_find(snapshot, scope, "ExchangeCertificate", "Thumbprint", thumbprint) : NULL;
}

bool certificate_is_over(const struct snapshot *snapshot, const char *scope, const char *thumbprint)
{
    const struct object *certificate = certificate_find(snapshot, scope, thumbprint);
    struct date_time until;

    return certificate && date_time_parse(object_text(certificate, "NotAfter"), &until) &&
           until.seconds <= scope_now(snapshot, scope);
}
