/* SPDX-License-Identifier: MIT */
/* Asks EvoSts as the dedicated app, and shows what it gets as it is. */
#include "graph_token.h"

#include "actor_token.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "flow/lookup/dedicated_app.h"
#include "flow/transport/url.h"

bool graph_authorize(struct flow *flow, enum hop step, const char *url)
{
    struct credentials *credentials = &flow->credentials;
    CLEANUP(cleanup_string) char *host = url_host(url);

    (void)step;
    if (text_equal(host, credentials->bearer_host))
        return true;
    flow->auth_server = dedicated_app_server(flow->settings, flow->route.target);
    credentials->bearer = actor_token_request(flow, object_text(flow->auth_server, "GraphBaseUrl"));
    if (!credentials->bearer && !actor_token_may_be_missing(flow))
        return false;
    credentials->bearer_host = TAKE(host);
    return true;
}
