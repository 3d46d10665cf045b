/* SPDX-License-Identifier: MIT */
/* What a server knows of itself: name, version, virtual directories, addresses. */
#ifndef FBLAB_SERVER_H
#define FBLAB_SERVER_H

#include "call.h"
#include "vocabulary/exchange_build.h"

/* ExchangeServer/AdminDisplayVersion of the asked organisation. */
struct exchange_build server_version(const struct exchange_call *call);
/* Borrowed; never NULL. */
const char *server_name(const struct exchange_call *call);
const char *server_front_end(const struct exchange_call *call);
bool server_is_cloud(const struct exchange_call *call);
/* An Exchange organisation, neither Domino nor an identity service. */
bool server_is_exchange(const struct exchange_call *call);
/* The front end's virtual directory of that noun; NULL: there is none. Borrowed. */
const struct object *server_virtual_directory(const struct snapshot *snapshot, const char *scope, const char *noun);
/* May callers show who they are in this way ("OAuthAuthentication") at call->virtual_directory? Its twin at the back end
 * must let them, too. absent: what counts where the setting is not there, and where there is no directory. */
bool server_offers(const struct exchange_call *call, const char *method, bool absent);
/* What stands behind the server's name in its full one. Borrowed. */
const char *server_domain(const struct exchange_call *call);
/* "https://host[:port]" of the request. The caller frees it. */
char *server_asked_url(const struct exchange_call *call);
/* The same of the Web Services URL; at the front door, the name under which it was asked, so that clients stay in the lab.
 * NULL: no URL is set. The caller frees it. */
char *server_base_url(const struct exchange_call *call, const char *property);
/* The same with the path of EWS; property "ExternalUrl" or "InternalUrl". */
char *server_ews_url(const struct exchange_call *call, const char *property);

#endif
