/* SPDX-License-Identifier: MIT */
/* Taken from the files: nothing is looked up for it. */
#include "room_wire.h"

#include "base/json_text.h"
#include "base/text.h"
#include "scenario/ticket.h"

/* Of the first sign, which is the surest; "": it does not say. */
static const char *sign_value(const struct scenario *scenario, enum sign_field field)
{
    for (size_t i = 0; scenario->sign_count > 0 && i < scenario->signs[0].condition_count; i++)
        if (scenario->signs[0].conditions[i].field == field)
            return scenario->signs[0].conditions[i].value;
    return "";
}

static const char *hop_of(const struct scenario *scenario)
{
    if (scenario->variant_count > 0 && scenario->ticket) {
        const struct ticket ticket = ticket_of(scenario, &scenario->variants[0]);
        if (ticket.hops.count > 0)
            return ticket.hops.items[0];
    }
    return sign_value(scenario, SIGN_HOP);
}

/* Such a device is set up by nothing else. */
static bool is_proxys(const struct scenario *scenario)
{
    for (size_t i = 0; scenario->variant_count > 0 && i < scenario->variants[0].breaking.count; i++)
        if (text_contains(scenario->variants[0].breaking.items[i].command, "LabReverseProxy"))
            return true;
    return false;
}

json_t *room_wire(const struct scenario *scenario)
{
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:b}", "hop", json_text(hop_of(scenario)), "step",
                     json_text(sign_value(scenario, SIGN_STEP)), "way", json_text(sign_value(scenario, SIGN_WAY)),
                     "outcome", json_text(sign_value(scenario, SIGN_OUTCOME)), "status",
                     json_text(sign_value(scenario, SIGN_STATUS)), "alert",
                     json_text(sign_value(scenario, SIGN_TLS_ALERT)), "proxy", (int)is_proxys(scenario));
}
