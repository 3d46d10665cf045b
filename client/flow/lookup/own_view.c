/* SPDX-License-Identifier: MIT */
/* A client sees its server's answer alone; which way that server asks stands in the settings of its organisation. */
#include "own_view.h"

#include "base/cleanup.h"
#include "flow_state.h"

bool own_view_note(const struct flow_settings *settings, struct lookup *lookup)
{
    CLEANUP(lookup_free) struct lookup *own = NULL;
    CLEANUP(route_clear) struct flow_route route = {0};

    if (!settings->organization)
        return false;
    own = lookup_new(lookup->requester, lookup->target);
    (void)route_choose(&route, settings, own); /* no way is something to note, too */
    for (size_t i = 0; i < own->setting_count; i++)
        lookup_set_setting(lookup, own->settings[i].name, own->settings[i].value);
    lookup_set_setting(lookup, "own-way", way_name(own->way));
    lookup_set_setting(lookup, "own-route", outcome_name(own->evidence[own->evidence_count - 1].outcome));
    lookup_set_setting(lookup, "own-direction", own->direction);
    return route.rooms;
}
