/* SPDX-License-Identifier: MIT */
/* TALKS: the availability flow of an asking organisation, hop by hop; the only user of libcurl. Blocks; a flow may be
 * used by one thread at a time. */
#ifndef FBLAB_FLOW_H
#define FBLAB_FLOW_H

#include "evidence/evidence.h"
#include "flow/lookup/flow_settings.h"

/* Runs the flow and phrases the result (client/phrase). Never NULL; the caller frees it. */
struct lookup *flow_run(const struct flow_settings *settings, const char *requester, const char *target);

/* Is it an absolute URL of http or https? Of anything else there is nothing to ask. */
bool flow_can_ask(const char *url);
/* Asks any EWS endpoint as an ordinary client. user NULL: no credentials. */
struct lookup *flow_ask_ews(const struct flow_settings *settings, const char *url, const char *user,
                            const char *password, const char *requester, const char *target);

/* As Outlook does for its user (settings.user): finds the availability service of the requester's organisation by its own
 * Autodiscover, over https alone, and asks there. The organisation may be NULL: no service connection point then. The
 * password is shown to the requester's domain, to servers of the organisation and to Microsoft, and to nobody else. */
struct lookup *flow_ask_outlook(const struct flow_settings *settings, const char *requester, const char *target);

/* The address from which the server of that requester asks others. NULL: there is no server, or it asks from any. Borrowed. */
const char *flow_outbound_address(const struct snapshot *organization, const char *scope, const char *requester);

#endif
