/* SPDX-License-Identifier: MIT */
/* TALKS: the availability flow of an asking organisation, hop by hop; the only user of libcurl. Blocks; a flow may be
 * used by one thread at a time. */
#ifndef FBLAB_FLOW_H
#define FBLAB_FLOW_H

#include "base/error.h"
#include "evidence/evidence.h"
#include "organization/organization.h"

#include <stdbool.h>

struct token_keys;

/* "name:port" -> "ip:port"; of an SRV record "name:srv" -> "host:port". */
struct flow_host {
    const char *name, *address;
};

/* All borrowed during the call. */
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
    struct token_keys *keys;     /* the signing keys as earlier look-ups read them; NULL: read anew */
    long connect_ms, answer_ms;  /* time-outs; 0: the organisation's (LabAvailabilityService), else 5000 and 10000 */
};

/* Runs the flow and phrases the result (client/phrase). Never NULL; the caller frees it. */
struct lookup *flow_run(const struct flow_settings *settings, const char *requester, const char *target);

/* Asks any EWS endpoint as an ordinary client. user NULL: no credentials. */
struct lookup *flow_ask_ews(const struct flow_settings *settings, const char *url, const char *user,
                            const char *password, const char *requester, const char *target);

/* As Outlook does for its user (settings.user): finds the availability service of the requester's organisation by its own
 * Autodiscover, over https alone, and asks there. The organisation may be NULL: no service connection point then. The
 * password is shown to the requester's domain, to servers of the organisation and to Microsoft, and to nobody else. */
struct lookup *flow_ask_outlook(const struct flow_settings *settings, const char *requester, const char *target);

#endif
