/* SPDX-License-Identifier: MIT */
/* Compares what the client says it is connected to with what the server knows.
 * Sources: Set-WebServicesVirtualDirectory; extendedProtection of IIS. */
#include "extended_protection.h"

#include "base/text.h"
#include "exchange/common/iis.h"
#include "origin/origin.h"

#include <string.h>

#define STATUS_BAD_BINDINGS "0xC000035B"

static bool has(const struct object *directory, const char *list, const char *value)
{
    for (size_t i = 0; i < object_count(directory, list); i++)
        if (text_equal(object_item(directory, list, i), value))
            return true;
    return false;
}

/* Where TLS ends at a device, nobody can compare connections: the service that the client meant has to be on the list. */
static bool service_fits(const struct object *directory, const struct ntlm_bound *bound, bool required)
{
    if (has(directory, "ExtendedProtectionFlags", "NoServiceNameCheck"))
        return true;
    return *bound->service ? has(directory, "ExtendedProtectionSPNList", bound->service) : !required;
}

bool extended_protection_ties(const struct exchange_call *call, const struct ntlm_bound *bound)
{
    const unsigned char *const own = call->request->origin->channel;

    return !channel_binding_is_none(own) && memcmp(own, bound->channel, CHANNEL_BINDING_SIZE) == 0;
}

static const char *checking(const struct exchange_call *call)
{
    return call->virtual_directory ? object_text(call->virtual_directory, "ExtendedProtectionTokenChecking") : "";
}

bool extended_protection_is_on(const struct exchange_call *call)
{
    return text_equal(checking(call), "Allow") || text_equal(checking(call), "Require");
}

bool extended_protection_holds(const struct exchange_call *call, const struct ntlm_bound *bound)
{
    const bool required = text_equal(checking(call), "Require");

    if (!extended_protection_is_on(call))
        return true;
    if (has(call->virtual_directory, "ExtendedProtectionFlags", "Proxy"))
        return service_fits(call->virtual_directory, bound, required);
    return channel_binding_is_none(bound->channel) ? !required : extended_protection_ties(call, bound);
}

void extended_protection_refuse(const struct exchange_call *call, struct answer *answer)
{
    iis_unauthorized(call, answer);
    answer->log_on_status = STATUS_BAD_BINDINGS;
}
