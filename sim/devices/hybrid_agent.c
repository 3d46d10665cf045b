/* SPDX-License-Identifier: MIT */
/* Connects to the TargetUri from the address of the agent, and says what came of it. */
#include "hybrid_agent.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "tcp_probe.h"
#include "vocabulary/places.h"

#include <string.h>

#define TIMED_OUT                                                                                                      \
    "<html><head><title>Gateway Timeout</title></head><body><h1>Gateway Timeout</h1>"                                  \
    "<p>The application behind this address could not be reached.</p></body></html>\r\n"

/* "mail.contoso.com" of "https://mail.contoso.com:443/"; the caller frees it. */
static char *host_of(const char *url)
{
    const char *host = strstr(url, "://");

    host = host ? host + strlen("://") : url;
    return text_format("%.*s", (int)strcspn(host, ":/"), host);
}

const char *hybrid_agent_forward(const struct hybrid_agent *agent, const struct snapshot *snapshot,
                                 struct answer *answer)
{
    const struct object *application = snapshot_next(snapshot, SCOPE_ONPREM, "HybridApplication", NULL);
    CLEANUP(cleanup_string) char *host = host_of(application ? object_text(application, "TargetUri") : "");
    const struct object *record = snapshot_find(snapshot, SCOPE_LAB, "LabDnsRecord", "Name", host);
    const char *party = record ? object_text(record, "Party") : NULL;
    const unsigned port = party ? agent->port(agent->context, party, host) : 0;

    if (port &&
        tcp_probe(agent->address(agent->context, party, host), port, object_text(application, "OutboundAddress")))
        return party;
    answer_set(answer, 504, "text/html", TIMED_OUT);
    return NULL;
}
