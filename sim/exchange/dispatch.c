/* SPDX-License-Identifier: MIT */
/* The table of party, path and method, and what happens before an endpoint answers. */
#include "dispatch.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "exchange/autodiscover/endpoints.h"
#include "exchange/common/exchange_state.h"
#include "exchange/common/iis.h"
#include "exchange/common/marks.h"
#include "exchange/common/server.h"
#include "exchange/dauth/dauth.h"
#include "exchange/ews/ews.h"
#include "exchange/graph/graph.h"
#include "exchange/oauth/oauth.h"
#include "exchange/pages/pages.h"
#include "origin/origin.h"
#include "vocabulary/exchange_names.h"
#include "vocabulary/party_names.h"
#include "vocabulary/places.h"
#include "web_services.h"

#include <string.h>

enum {
    EXCHANGE = 1,
    DOMINO = 2,
    GATEWAY = 4,
    TOKENS = 8,
    WEB_MAIL = 16,
    WEB_SITE = 32,
    GRAPH = 64
};                                                                       /* the front door leads to no web mail */
enum { GET = 1, POST = 2, READ_XML = 4, NEEDS_SVC = 8, OWN_MARKS = 16 }; /* READ_XML: the body of a POST */

static const struct party {
    const char *name, *scope; /* scope NULL: the asking organisation's */
    unsigned serves;
} parties[] = {
    {PARTY_ONPREM, SCOPE_ONPREM, EXCHANGE | WEB_MAIL},
    {PARTY_EXO, SCOPE_EXO, EXCHANGE | WEB_MAIL},
    {PARTY_DOMINO, SCOPE_DOMINO, DOMINO},
    {PARTY_FEDERATION_GATEWAY, SCOPE_MSOL, GATEWAY},
    {PARTY_TOKEN_SERVICE, SCOPE_MSOL, TOKENS},
    {PARTY_GRAPH, SCOPE_EXO, GRAPH},
    {PARTY_WEB_SITE, SCOPE_LAB, WEB_SITE},
    {PARTY_FRONT_DOOR, NULL, EXCHANGE},
};

static const struct endpoint {
    unsigned serves;
    const char *path; /* `*` stands for anything */
    unsigned flags;
    const char *directory; /* noun of the virtual directory; NULL: none needed */
    void (*answer)(const struct exchange_call *call, struct answer *answer);
} routes[] = {
    {EXCHANGE, PATH_EWS, GET | POST | READ_XML | NEEDS_SVC, "WebServicesVirtualDirectory", ews_answer},
    {EXCHANGE, PATH_EWS_SERVICES, GET, "WebServicesVirtualDirectory", schema_answer},
    {EXCHANGE, PATH_EWS_MESSAGES, GET, "WebServicesVirtualDirectory", schema_answer},
    {EXCHANGE, PATH_EWS_TYPES, GET, "WebServicesVirtualDirectory", schema_answer},
    {EXCHANGE, PATH_EWS_WSSECURITY, POST | READ_XML | NEEDS_SVC, "WebServicesVirtualDirectory", ews_answer},
    {EXCHANGE, PATH_AUTODISCOVER_SOAP, GET | POST | READ_XML | NEEDS_SVC, "AutodiscoverVirtualDirectory",
     autodiscover_answer},
    {EXCHANGE, PATH_AUTODISCOVER_WSSECURITY, POST | READ_XML | NEEDS_SVC, "AutodiscoverVirtualDirectory",
     autodiscover_answer},
    {EXCHANGE | DOMINO, PATH_AUTODISCOVER_POX, GET | POST | READ_XML, "AutodiscoverVirtualDirectory", pox_answer},
    {EXCHANGE, PATH_AUTH_METADATA, GET, "AutodiscoverVirtualDirectory", auth_metadata_answer},
    {EXCHANGE, PATH_MIGRATION_PROXY, GET | POST | NEEDS_SVC, "WebServicesVirtualDirectory", migration_proxy_answer},
    {EXCHANGE, PATH_AUTODISCOVER_JSON, GET, "AutodiscoverVirtualDirectory", autodiscover_json_answer},
    {EXCHANGE, PATH_AUTODISCOVER_JSON "/v1.0/*", GET, "AutodiscoverVirtualDirectory", autodiscover_json_answer},
    {EXCHANGE, "/autodiscover" PATH_HEALTH_CHECK, GET, "AutodiscoverVirtualDirectory", health_check_answer},
    {EXCHANGE, "/EWS" PATH_HEALTH_CHECK, GET, "WebServicesVirtualDirectory", health_check_answer},
    {WEB_MAIL, "/owa" PATH_HEALTH_CHECK, GET, NULL, health_check_answer},
    {WEB_SITE, "/", GET, NULL, web_site_answer},
    {WEB_MAIL, "/", GET, NULL, web_mail_answer},
    {WEB_MAIL, "/owa", GET, NULL, web_mail_answer},
    {WEB_MAIL, PATH_WEB_MAIL, GET, NULL, web_mail_answer},
    {WEB_MAIL, PATH_LOG_ON, GET, NULL, log_on_answer},
    {DOMINO, PATH_EWS, GET | POST | READ_XML, "WebServicesVirtualDirectory", ews_answer},
    {TOKENS, "/*/tokens/OAuth/2", GET | POST, NULL, token_service_answer},
    {TOKENS, "/*/oauth2/token", GET | POST, NULL, app_token_answer},
    {TOKENS, "/*/oauth2/v2.0/token", GET | POST, NULL, app_token_answer},
    {TOKENS, "/*/metadata/json/1", GET, NULL, token_service_metadata_answer},
    {TOKENS, PATH_SIGN_IN, GET, NULL, sign_in_answer},
    {GRAPH, "/*", GET | POST | OWN_MARKS, NULL, graph_answer},
    {GATEWAY, PATH_EXTSTS, GET | POST | READ_XML, NULL, sts_answer},
    {GATEWAY, PATH_SIGN_IN, GET, NULL, sign_in_answer},
    {GATEWAY, PATH_MANAGE_DELEGATION, GET, NULL, manage_delegation_answer},
    {GATEWAY, PATH_FEDERATION_METADATA, GET, NULL, federation_metadata_answer},
};

static const struct party *party_of(const struct request *request)
{
    for (size_t i = 0; i < ARRAY_SIZE(parties); i++)
        if (text_equal(parties[i].name, request->origin->party))
            return &parties[i];
    return NULL;
}

static const struct endpoint *route_of(unsigned serves, const char *path)
{
    for (size_t i = 0; i < ARRAY_SIZE(routes); i++)
        if ((routes[i].serves & serves) && text_matches(path, routes[i].path))
            return &routes[i];
    return NULL;
}

static bool is_redirected(const struct request *request, const struct object *rule)
{
    const char *scheme = object_text(rule, "Scheme");

    return path_below(request->path, object_text(rule, "Path")) &&
           (!*scheme || text_equal(scheme, request->origin->tls ? "https" : "http"));
}

/* LabHttpRedirect: IIS sends visitors of some paths elsewhere, of either port or of one. */
static bool redirected(const struct exchange_call *call, struct answer *answer)
{
    for (const struct object *rule = NULL;
         (rule = snapshot_next(call->snapshot, call->scope, "LabHttpRedirect", rule));)
        if (is_redirected(call->request, rule)) {
            iis_redirect(call, answer, object_text(rule, "Destination"));
            return true;
        }
    return false;
}

/* Without svc-Integrated IIS does not know what to do with *.svc, and Exchange.asmx is one in disguise. */
static bool handled(const struct exchange_call *call, const struct endpoint *route)
{
    for (const struct object *mapping = NULL;
         (mapping = snapshot_next(call->snapshot, call->scope, "LabHandlerMapping", mapping));)
        if (path_below(call->request->path, object_text(mapping, "Path")) &&
            text_equal(object_text(mapping, "Handler"), "*.svc"))
            return true;
    return !(route->flags & NEEDS_SVC);
}

static unsigned method_flag(const char *method)
{
    if (text_equal(method, "POST"))
        return POST;
    return text_equal(method, "GET") || text_equal(method, "HEAD") ? GET : 0;
}

static const char *allowed(const struct endpoint *route)
{
    if (!(route->flags & GET))
        return "POST";
    return route->flags & POST ? "GET, HEAD, POST" : "GET, HEAD";
}

static void run(const struct endpoint *route, struct exchange_call *call, struct answer *answer)
{
    struct exchange_body body = {0};

    if (route->flags & READ_XML)
        call->body = &body;
    route->answer(call, answer);
    exchange_forget_body(call->exchange, &body);
    if (answer->postponed)
        return;
    if (!(route->flags & OWN_MARKS) && !headers_get(&answer->headers, "Server"))
        exchange_mark(call, answer);
    web_services_crash(call, answer);
}

static void dispatch(const struct party *party, struct exchange_call *call, struct answer *answer)
{
    const struct request *request = call->request;
    const struct endpoint *route = route_of(party->serves, request->path);
    const struct object *directory =
        route && route->directory ? server_virtual_directory(call->snapshot, call->scope, route->directory) : NULL;

    if (!web_services_run(call, answer) || redirected(call, answer))
        return;
    if (!request->origin->tls) { /* every path of Exchange requires TLS */
        iis_error_page(call, answer, 403);
    } else if (!route || !handled(call, route) || (route->directory && !directory)) {
        iis_error_page(call, answer, 404);
    } else if (!(route->flags & (GET | POST) & method_flag(request->method))) {
        iis_method_not_allowed(call, answer, allowed(route));
    } else {
        /* What the front door takes is the lab's business, not the organisation's. */
        call->virtual_directory = call->front_door ? NULL : directory;
        run(route, call, answer);
    }
}

void route_answer(struct exchange *exchange, const struct exchange_setup *setup, const struct snapshot *snapshot,
                  const struct request *request, struct answer *answer)
{
    const struct party *party = party_of(request);
    struct exchange_call call = {.exchange = exchange, .setup = setup, .snapshot = snapshot, .request = request};

    call.front_door = party && !party->scope;
    call.scope = call.front_door && setup->asking ? setup->asking(setup->context) : party ? party->scope : SCOPE_MSOL;
    if (!call.scope)
        call.scope = SCOPE_EXO;
    if (party)
        dispatch(party, &call, answer);
    else
        iis_error_page(&call, answer, 404);
}
