/* SPDX-License-Identifier: MIT */
/* Builds with a defect, and services that are stopped: one row each. */
#include "defects.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "exchange/common/server.h"
#include "exchange/common/soap.h"
#include "vocabulary/windows_services.h"

#include <string.h>

#define INTERNAL_ERROR "ErrorInternalServerError", "An internal server error occurred. The operation failed."

/* Builds from the first that has the defect to the first that has the repair, as Microsoft numbers them. */
static const struct ews_defect {
    struct exchange_build first, repaired;
    enum caller_kind caller; /* whose requests meet it */
    const char *code, *text;
} defects[] = {
    /* Exchange 2016 CU8; CU9 */
    {{15, 1, 1415, 2}, {15, 1, 1466, 3}, CALLER_ORGANIZATION, INTERNAL_ERROR},
    /* Exchange 2013 CU12 to CU14; CU15. Which code the fault has is not public. */
    {{15, 0, 1178, 4},
     {15, 0, 1263, 5},
     CALLER_ORGANIZATION,
     "ErrorNonExistentMailbox",
     "The remote user mailbox must specify the the explicit local mailbox in the header"},
};

bool defects_spare(const struct exchange_call *call, const struct caller *caller, struct answer *answer)
{
    const struct exchange_build version = server_version(call);

    for (size_t i = 0; i < ARRAY_SIZE(defects); i++) {
        const struct ews_defect *defect = &defects[i];
        if (caller->kind != defect->caller || exchange_build_before(&version, &defect->first) ||
            !exchange_build_before(&version, &defect->repaired))
            continue;
        soap_fault(answer, defect->code, defect->text);
        return false;
    }
    return true;
}

/* "EX01\\MSExchangeIS"; what is no service of an Exchange server is nobody's need. */
static bool is_needed(const char *identity)
{
    const char *backslash = strchr(identity, '\\');
    const struct windows_service *service = windows_service_find(backslash ? backslash + 1 : identity);

    return service && service->ews_needs;
}

bool services_run(const struct exchange_call *call, struct answer *answer)
{
    for (const struct object *service = NULL;
         (service = snapshot_next(call->snapshot, call->scope, "LabService", service));)
        if (text_equal(object_text(service, "Status"), "Stopped") && is_needed(object_text(service, "Identity"))) {
            soap_fault(answer, INTERNAL_ERROR);
            return false;
        }
    return true;
}
