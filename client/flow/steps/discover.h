/* SPDX-License-Identifier: MIT */
/* Autodiscover: where is the EWS of that mailbox? Both protocols set flow->route.ews_url. */
#ifndef FBLAB_DISCOVER_H
#define FBLAB_DISCOVER_H

#include "flow/lookup/flow_state.h"

#define DISCOVER_REDIRECTIONS 10

/* One question, and what became of it. */
enum discovery {
    DISCOVERY_FAILED, /* the record says how */
    DISCOVERY_DONE,   /* flow->route.ews_url is set */
    DISCOVERY_AGAIN   /* flow->route.discovery_url or .target has changed */
};

/* GetUserSettings. */
enum discovery discover_soap(struct flow *flow);
/* autodiscover.xml (discover_pox.c). */
enum discovery discover_pox(struct flow *flow);

/* Redirections, at most DISCOVER_REDIRECTIONS in all and never to where it comes from. DISCOVERY_FAILED leaves the record to
 * the caller. */
enum discovery discover_other_address(struct flow *flow, const char *address);
/* Never from https to http: the request carries a token. Nor to where flow->trusts says no. */
enum discovery discover_other_url(struct flow *flow, const char *url);
/* Status 301 and 302: resend to the Location. */
enum discovery discover_follow(struct flow *flow, const struct evidence *record);

#endif
