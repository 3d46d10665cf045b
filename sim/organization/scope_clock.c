/* SPDX-License-Identifier: MIT */
#include "date_time.h"
#include "organization.h"

#include <time.h>

int64_t scope_now(const struct snapshot *snapshot, const char *scope)
{
    const struct object *clock = snapshot_find(snapshot, "lab", "LabClock", "Scope", scope);

    return time(NULL) + (clock ? object_number(clock, "OffsetSeconds", 0) : 0);
}

bool certificate_is_over(const struct snapshot *snapshot, const char *scope, const char *thumbprint)
{
    const struct object *certificate = snapshot_find(snapshot, scope, "ExchangeCertificate", "Thumbprint", thumbprint);
    struct date_time until;

    return certificate && date_time_parse(object_text(certificate, "NotAfter"), &until) &&
           until.seconds <= scope_now(snapshot, scope);
}
