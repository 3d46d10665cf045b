/* SPDX-License-Identifier: MIT */
/* Cuts one transfer into the records of the hops that were passed and the one where it ended. */
#include "transfer_log.h"

#include "base/cleanup.h"

#include <string.h>

/* Hops where these are always met; the others are met by the request, or in the handshake before it. */
static const enum hop hops_met[OUTCOME_COUNT] = {
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

static enum hop end_of(const struct transfer_log *log)
{
    if (log->tunnel_status)
        return HOP_CONNECT;
    if (hops_met[log->outcome])
        return hops_met[log->outcome];
    return log->secure && log->connected_ms > 0 && log->sending_ms == 0 ? HOP_TLS : log->step;
}

static struct evidence *add(const struct transfer_log *log, struct lookup *lookup, enum hop hop, double elapsed)
{
    struct evidence *record = lookup_add(lookup, hop, log->step);

    evidence_set(&record->party, log->proxy && hop <= HOP_CONNECT ? log->proxy : log->host);
    evidence_set(&record->url, log->url);
    if (hop != HOP_RESOLVE && log->address[0])
        evidence_set(&record->address, log->address);
    record->elapsed_ms = elapsed > 0 ? elapsed : 0;
    return record;
}

/* Returns when the last of them was passed. */
static double add_passed(const struct transfer_log *log, struct lookup *lookup, enum hop end)
{
    const struct {
        enum hop hop;
        bool wanted;
        double until;
    } hops[] = {{HOP_RESOLVE, log->fresh, log->resolved_ms},
                {HOP_CONNECT, log->fresh, log->connected_ms},
                {HOP_TLS, log->fresh && log->secure, log->sending_ms}};
    double since = log->started_ms;

    for (size_t i = 0; i < ARRAY_SIZE(hops) && hops[i].hop < end; i++) {
        if (!hops[i].wanted)
            continue;
        add(log, lookup, hops[i].hop, hops[i].until - since);
        since = hops[i].until > since ? hops[i].until : since;
    }
    return since;
}

struct evidence *transfer_log_write(const struct transfer_log *log, struct lookup *lookup)
{
    const enum hop end = end_of(log);
    const double since = add_passed(log, lookup, end);
    struct evidence *record = add(log, lookup, end, log->ended_ms - since);

    record->outcome = log->outcome;
    record->tls_alert = log->tls_alert;
    if (log->os_error)
        evidence_set(&record->os_error, strerrorname_np(log->os_error));
    return record;
}
