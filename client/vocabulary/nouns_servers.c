/* SPDX-License-Identifier: MIT */
/* Nouns for servers, their virtual directories and IIS. */
#include "noun_lists.h"
#include "noun_rows.h"

TERMS(security_state, "security-state", {"Working", NULL}, {"Broken", NULL}, {"Stuck", NULL})
TERMS(scheme, "scheme", {"http", NULL}, {"https", NULL})
TERMS(token_checking, "token-checking", {"None", NULL}, {"Allow", NULL}, {"Require", NULL})
TERMS(extended_protection_flag, "extended-protection-flag", {"None", NULL}, {"Proxy", NULL},
      {"NoServiceNameCheck", NULL}, {"AllowDotlessSpn", NULL}, {"ProxyCohosting", NULL})
TERMS(service_status, "service-status", {"Running", NULL}, {"Stopped", NULL})

static const struct parameter exchange_server[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED | READ_ONLY},
    {"AdminDisplayVersion", .type = TYPE_TEXT, .flags = READ_ONLY},
    {"FrontEndServer", .type = TYPE_TEXT, .flags = READ_ONLY},
    {"OutboundAddress", .type = TYPE_TEXT, .flags = READ_ONLY},
};

/* The build that ExchangeServer shows. Nobody can set it by a cmdlet of Exchange. */
static const struct parameter exchange_build[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED | READ_ONLY},
    {"AdminDisplayVersion", .type = TYPE_TEXT},
    {"FrontEndServer", .type = TYPE_TEXT},
    {"OutboundAddress", .type = TYPE_TEXT},
};

/* Outlook reads it in Active Directory: the service connection point of the server. */
static const struct parameter client_access_service[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED | READ_ONLY},
    {"AutoDiscoverServiceInternalUri", .type = TYPE_URL},
};

static const struct parameter virtual_directory[] = {
    {"Identity", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Server", .type = TYPE_TEXT},
    {"InternalUrl", .type = TYPE_URL},
    {"ExternalUrl", .type = TYPE_URL},
    {"BasicAuthentication", .type = TYPE_FLAG},
    {"WindowsAuthentication", .type = TYPE_FLAG},
    {"WSSecurityAuthentication", .type = TYPE_FLAG},
    {"OAuthAuthentication", .type = TYPE_FLAG},
    {"ExtendedProtectionTokenChecking", .type = TYPE_CHOICE, .words = &token_checking, .initial = "None",
     .says = "must a log-on by Windows be tied to the TLS connection? Allow: where the client ties it"},
    {"ExtendedProtectionFlags", .type = TYPE_CHOICE, .flags = LIST, .words = &extended_protection_flag,
     .says = "Proxy: TLS ends at a device, and the name of the service is looked at instead"},
    {"ExtendedProtectionSPNList", .type = TYPE_TEXT, .flags = LIST,
     .says = "the names of the service: HTTP/mail.contoso.com"},
};

/* Which servers are asked, and where they are read: the lab has one answer. */
static const struct directive virtual_directory_directives[] = {
    {{"Server", .type = TYPE_TEXT, .flags = KEY, .says = "only those of this server"}, GET},
    {{"ADPropertiesOnly", .type = TYPE_SWITCH, .flags = IGNORED}, GET},
    {{"ShowMailboxVirtualDirectories", .type = TYPE_SWITCH, .flags = IGNORED}, GET},
};

static const struct parameter mapi_virtual_directory[] = {
    {"Identity", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Server", .type = TYPE_TEXT},
    {"InternalUrl", .type = TYPE_URL},
    {"ExternalUrl", .type = TYPE_URL},
    {"IISAuthenticationMethods", .type = TYPE_TEXT, .flags = LIST},
};

static const struct parameter oab_virtual_directory[] = {
    {"Identity", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Server", .type = TYPE_TEXT},
    {"InternalUrl", .type = TYPE_URL},
    {"ExternalUrl", .type = TYPE_URL},
    {"BasicAuthentication", .type = TYPE_FLAG},
    {"WindowsAuthentication", .type = TYPE_FLAG},
    {"OAuthAuthentication", .type = TYPE_FLAG},
};

/* What IIS itself demands of a virtual directory, whatever Exchange has set there; not listed: the default. */
static const struct parameter lab_iis_authentication[] = {
    {"Identity", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Anonymous", .type = TYPE_FLAG, .initial = "true", .says = "may requests come without a password?"},
};

/* What IIS has set up for WSSecurity on a virtual directory; not listed: it works. Broken: until it is switched off and
 * on; stuck: until IIS is restarted. */
static const struct parameter lab_ws_security[] = {
    {"Identity", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"State", .type = TYPE_CHOICE, .words = &security_state, .initial = "Working"},
};

/* Identity and Noun are those of the object. Made by Set- cmdlets (delays.c). */
static const struct parameter lab_pending_change[] = {
    {"Identity", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED | READ_ONLY},
    {"Noun", .type = TYPE_TEXT, .flags = KEY | REQUIRED | READ_ONLY},
    {"Property", .type = TYPE_TEXT, .flags = KEY | REQUIRED | READ_ONLY},
    {"InForce", .type = TYPE_TEXT, .flags = LIST | HIDDEN | READ_ONLY},
    {"Until", .type = TYPE_TEXT, .flags = READ_ONLY},
};

static const struct parameter lab_service[] = {
    {"Identity", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Status", .type = TYPE_CHOICE, .words = &service_status, .initial = "Running"},
};

static const struct parameter lab_handler_mapping[] = {
    {"Identity", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Path", .type = TYPE_PATH, .flags = REQUIRED},
    {"Handler", .type = TYPE_TEXT, .flags = REQUIRED},
};

static const struct parameter lab_http_redirect[] = {
    {"Identity", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Path", .type = TYPE_PATH, .flags = REQUIRED},
    {"Destination", .type = TYPE_URL, .flags = REQUIRED},
    {"Scheme", .type = TYPE_CHOICE, .words = &scheme},
};

const struct noun servers_nouns[] = {
    {"ExchangeServer", .says = "a server and its build", .scopes = EXCHANGE, .verbs = GET, PARAMETERS(exchange_server)},
    {"LabExchangeBuild", .says = "the build that Get-ExchangeServer shows, which no cmdlet of Exchange can set",
     .scopes = EXCHANGE, .verbs = GET | SET, PARAMETERS(exchange_build), .element = "ExchangeServer", .flags = SINGLE},
    {"ClientAccessService", .says = "the service connection point of a server, where Outlook begins inside",
     .scopes = EXCHANGE, .verbs = GET | SET, PARAMETERS(client_access_service)},
    {"ClientAccessServer", .says = "the same, by the name of Exchange 2013", .scopes = AT(ONPREM), .verbs = GET | SET,
     PARAMETERS(client_access_service), .element = "ClientAccessService"},
    {"WebServicesVirtualDirectory", .says = "EWS on a server: URLs and methods of authentication", .scopes = EXCHANGE,
     .verbs = ANY, PARAMETERS(virtual_directory), DIRECTIVES(virtual_directory_directives)},
    {"AutodiscoverVirtualDirectory", .says = "Autodiscover on a server: URLs and methods of authentication",
     .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(virtual_directory), DIRECTIVES(virtual_directory_directives)},
    {"MapiVirtualDirectory", .says = "MAPI over HTTP on a server: URLs and methods of authentication",
     .scopes = AT(ONPREM), .verbs = GET | SET, PARAMETERS(mapi_virtual_directory),
     DIRECTIVES(virtual_directory_directives)},
    {"OABVirtualDirectory", .says = "the offline address book on a server: URLs and methods of authentication",
     .scopes = AT(ONPREM), .verbs = GET | SET, PARAMETERS(oab_virtual_directory),
     DIRECTIVES(virtual_directory_directives)},
    {"LabIisAuthentication",
     .says = "what IIS itself demands of a virtual directory, whatever Exchange has set there; not listed: the default",
     .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(lab_iis_authentication)},
    {"LabWSSecurity", .says = "what IIS has set up for WSSecurity on a virtual directory; not listed: it works",
     .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(lab_ws_security)},
    {"LabPendingChange", .says = "a setting that is stored while the servers still go by what was there before",
     .scopes = EXCHANGE, .verbs = GET, PARAMETERS(lab_pending_change), .flags = MANY},
    {"LabService", .says = "a Windows service of a server", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(lab_service)},
    {"LabHandlerMapping",
     .says = "a handler mapping of IIS for a path; one that is listed without a handler of Exchange gives no answer of "
             "Exchange",
     .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(lab_handler_mapping)},
    {"LabHttpRedirect", .says = "a redirection that IIS sends for a path", .scopes = EXCHANGE, .verbs = ANY,
     PARAMETERS(lab_http_redirect)},
    {0},
};
