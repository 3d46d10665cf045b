/* SPDX-License-Identifier: MIT */
/* Who asks, and over which network. All borrowed while a flow runs. */
#ifndef FBLAB_FLOW_SETTINGS_H
#define FBLAB_FLOW_SETTINGS_H

#include "flow/transport/network.h"
#include "organization/organization.h"

struct token_keys;

struct flow_settings {
    const struct snapshot *organization; /* the asking organisation's own document */
    const char *scope;                   /* "exo", "onprem" or "mesh" */
    const struct flow_host *hosts;       /* with isolated: the only names there are */
    size_t host_count;
    bool isolated;       /* a lab: a name that is not in hosts does not resolve, nothing else is asked */
    const char *ca_file; /* NULL: the system's */
    /* For a mailbox of the asking organisation itself: where its users ask, and as whom. */
    const char *own_ews;         /* NULL: ExternalUrl of the organisation's own virtual directory */
    const char *user, *password; /* NULL: no credentials */
    const char *start, *end;     /* window, "2026-01-05T00:00:00" UTC; NULL: the next working day */
    int zone_minutes;            /* east of UTC: the clock of the user for whom a server asks */
    bool two_clocks; /* asks again on the requester's clock where the way may lose it, and expects the same instants */
    const char *expected_start, *expected_end; /* a busy time that must be there; NULL: none */
    struct token_keys *keys;                   /* the signing keys as earlier look-ups read them; NULL: read anew */
    const atomic_bool *abandoned;              /* true: every request ends at once; NULL: none does */
    const struct traffic_watch *traffic;       /* sees what is sent and got; NULL: nobody does */
    long connect_ms, answer_ms; /* time-outs; 0: the organisation's (LabAvailabilityService), else 5000 and 10000 */
};

#endif
