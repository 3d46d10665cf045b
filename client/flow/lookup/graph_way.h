/* SPDX-License-Identifier: MIT */
/* Does a look-up go to Microsoft Graph instead of EWS, and what do the builds on that way get wrong? Settings alone. */
#ifndef FBLAB_FLOW_GRAPH_WAY_H
#define FBLAB_FLOW_GRAPH_WAY_H

#include "flow_settings.h"

/* Who asks for whom; recipient NULL: the own directory does not have the target. Borrowed. */
struct graph_asking {
    const struct object *asker, *recipient;
    const char *requester, *target; /* addresses as the other side is told them */
};

/* The URL of getSchedule, where the overrides, the dedicated app's authorization server (GraphBaseUrl) and the build of the
 * asking server say so; the caller frees it. NULL: EWS is asked. */
char *graph_way_url(const struct flow_settings *settings, const struct graph_asking *asking);

/* Does the server that asks for this user read the times of getSchedule as if they were on the user's clock (KB5125804)? */
bool graph_way_reads_local(const struct flow_settings *settings, const struct object *asker);

#endif
