/* SPDX-License-Identifier: MIT */
#include "passage.h"

#include "base/cleanup.h"

#include <string.h>

/* Hops where these are always met; the others are met by the request, or in the handshake before it. */
static const enum hop places[OUTCOME_COUNT] = {
    [OUTCOME_NAME_NOT_RESOLVED] = HOP_RESOLVE,
    [OUTCOME_CONNECT_TIMEOUT] = HOP_CONNECT,
    [OUTCOME_CONNECTION_REFUSED] = HOP_CONNECT,
    [OUTCOME_RESET_IN_HANDSHAKE] = HOP_TLS,
    [OUTCOME_CLOSED_IN_HANDSHAKE] = HOP_TLS,
    [OUTCOME_TLS_ALERT] = HOP_TLS,
    [OUTCOME_TLS_FAILED] = HOP_TLS,
    [OUTCOME_CERTIFICATE_UNTRUSTED] = HOP_TLS,
    [OUTCOME_CERTIFICATE_MISNAMED] = HOP_TLS,
};

static enum hop place_of(const struct passage *passage)
{
    if (places[passage->outcome])
        return places[passage->outcome];
    return passage->secure && passage->connected_ms > 0 && passage->sending_ms == 0 ? HOP_TLS : passage->step;
}

static struct evidence *add(const struct passage *passage, struct lookup *lookup, enum hop hop, double elapsed)
{
    struct evidence *record = lookup_add(lookup, hop, passage->step);

    evidence_set(&record->party, passage->host);
    evidence_set(&record->url, passage->url);
    if (hop != HOP_RESOLVE && passage->address[0])
        evidence_set(&record->address, passage->address);
    record->elapsed_ms = elapsed > 0 ? elapsed : 0;
    return record;
}

/* Returns when the last of them was passed. */
static double add_passed(const struct passage *passage, struct lookup *lookup, enum hop end)
{
    const struct {
        enum hop hop;
        bool wanted;
        double until;
    } hops[] = {{HOP_RESOLVE, passage->fresh, passage->resolved_ms},
                {HOP_CONNECT, passage->fresh, passage->connected_ms},
                {HOP_TLS, passage->fresh && passage->secure, passage->sending_ms}};
    double since = passage->started_ms;

    for (size_t i = 0; i < ARRAY_SIZE(hops) && hops[i].hop < end; i++) {
        if (!hops[i].wanted)
            continue;
        add(passage, lookup, hops[i].hop, hops[i].until - since);
        since = hops[i].until > since ? hops[i].until : since;
    }
    return since;
}

struct evidence *passage_record(const struct passage *passage, struct lookup *lookup)
{
    const enum hop end = place_of(passage);
    const double since = add_passed(passage, lookup, end);
    struct evidence *record = add(passage, lookup, end, passage->ended_ms - since);

    record->outcome = passage->outcome;
    record->tls_alert = passage->tls_alert;
    if (passage->os_error)
        evidence_set(&record->os_error, strerrorname_np(passage->os_error));
    return record;
}
