/* SPDX-License-Identifier: MIT */
/* Which party answers what, and what the web server says itself. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/servers.h"
#include "vocabulary/exchange_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *name, *party, *method, *path;
    int status;
    const char *header, *value; /* of the answer: contains; value "": it must not be there */
};

static const struct row rows[] = {
    {"EWS without credentials", "onprem", "POST", PATH_EWS, 401, "WWW-Authenticate", "Bearer"},
    {"paths have no case", "onprem", "POST", "/ews/EXCHANGE.ASMX", 401, HEADER_FE_SERVER, "EX01"},
    {"GET on EWS asks for a log-on", "exo", "GET", PATH_EWS, 401, "WWW-Authenticate", "Bearer"},
    {"GET on Autodiscover", "exo", "GET", PATH_AUTODISCOVER_SOAP, 401, HEADER_FE_SERVER, "DB3PR02CA0012"},
    {"HEAD on Autodiscover", "exo", "HEAD", PATH_AUTODISCOVER_SOAP, 401, HEADER_REQUEST_ID, "-"},
    {"the cloud's marks", "exo", "POST", PATH_EWS, 401, "X-CalculatedFETarget", ".internal.outlook.com"},
    {"not on premises", "onprem", "POST", PATH_EWS, 401, "X-CalculatedFETarget", ""},
    {"back end", "onprem", "POST", PATH_EWS, 401, "X-BackEndHttpStatus", "401"},
    {"unknown path: IIS", "onprem", "GET", "/nothing", 404, HEADER_REQUEST_ID, ""},
    {"unknown path: its page", "exo", "POST", "/EWS/Other.asmx", 404, "Content-Type", "text/html"},
    {"wrong method", "onprem", "DELETE", PATH_EWS, 405, "Allow", "GET, HEAD, POST"},
    {"wrong method of the gateway", "federation-gateway", "DELETE", PATH_EXTSTS, 405, "Allow", "GET, HEAD, POST"},
    {"wrong method of WS-Security", "onprem", "GET", PATH_EWS_WSSECURITY, 405, "Allow", "POST"},
    {"redirect", "onprem", "POST", "/exchange", 302, "Location", "https://mail.contoso.com/owa/"},
    {"redirect below", "onprem", "GET", "/Exchange/joe", 302, HEADER_REQUEST_ID, ""},
    {"no redirect in the cloud", "exo", "GET", "/exchange", 404, "Server", "Microsoft-IIS/10.0"},
    {"the description asks for a log-on", "onprem", "GET", PATH_EWS_SERVICES, 401, "WWW-Authenticate", "Bearer"},
    {"the description in other letters", "exo", "HEAD", "/ews/SERVICES.WSDL", 401, HEADER_REQUEST_ID, "-"},
    {"the schemas are read only", "exo", "POST", PATH_EWS_TYPES, 405, "Allow", "GET, HEAD"},
    {"Domino describes nothing", "domino", "GET", PATH_EWS_MESSAGES, 404, "Server", "Lotus-Domino"},
    {"the migration proxy asks for a log-on", "onprem", "POST", PATH_MIGRATION_PROXY, 401, "WWW-Authenticate",
     "Negotiate"},
    {"the migration proxy is IIS's", "onprem", "GET", PATH_MIGRATION_PROXY, 401, HEADER_REQUEST_ID, ""},
    {"Domino moves no mailboxes", "domino", "POST", PATH_MIGRATION_PROXY, 404, "Server", "Lotus-Domino"},
    {"Domino has no SOAP Autodiscover", "domino", "POST", PATH_AUTODISCOVER_SOAP, 404, "Server", "Lotus-Domino"},
    {"Domino wants Basic", "domino", "POST", "/AutoDiscover/AutoDiscover.xml", 401, "WWW-Authenticate", "Basic"},
    {"no EWS at the gateway", "federation-gateway", "POST", PATH_EWS, 404, "Server", "Microsoft-IIS"},
    {"no tokens at the Exchange", "onprem", "POST", "/x/tokens/OAuth/2", 404, "Server", "Microsoft-IIS"},
    {"federation metadata", "federation-gateway", "GET", PATH_FEDERATION_METADATA, 200, "Server", "Microsoft-IIS"},
    {"the gateway in a browser: no page", "federation-gateway", "GET", PATH_EXTSTS, 200, "Content-Type",
     "application/soap+xml"},
    {"health of EWS", "onprem", "GET", "/EWS" PATH_HEALTH_CHECK, 200, HEADER_FE_SERVER, "EX01"},
    {"health of Autodiscover at the front door", "front-door", "GET", "/autodiscover" PATH_HEALTH_CHECK, 200,
     "Content-Type", "text/html"},
    {"health is only told", "exo", "POST", "/owa" PATH_HEALTH_CHECK, 405, "Allow", "GET, HEAD"},
    {"Domino tells no health", "domino", "GET", "/EWS" PATH_HEALTH_CHECK, 404, "Server", "Lotus-Domino"},
    {"the host alone", "onprem", "GET", "/", 302, "Location", "https://mail.contoso.com" PATH_WEB_MAIL},
    {"web mail", "onprem", "GET", PATH_WEB_MAIL, 302, "Location",
     "https://mail.contoso.com" PATH_LOG_ON "?url=https%3a%2f%2fmail.contoso.com%2fowa%2f&reason=0"},
    {"web mail in the cloud", "exo", "GET", "/OWA", 302, "Location", "https://login.microsoftonline.com/common/oauth2"},
    {"its log-on", "onprem", "GET", PATH_LOG_ON, 200, "Content-Type", "text/html"},
    {"no web mail behind the front door", "front-door", "GET", PATH_WEB_MAIL, 404, "Location", ""},
    {"no such party", "nobody", "GET", "/", 404, "Content-Type", "text/html"},
    {"front door without credentials", "front-door", "POST", PATH_EWS, 401, "WWW-Authenticate", "Basic realm="},
};

static void answers(void **state)
{
    const struct row *row = *state;
    struct servers servers;

    servers_start(&servers, NULL);
    servers_send(&servers, row->party, row->method, row->path, NULL, NULL);
    assert_int_equal(servers.answer.status, row->status);
    if (*row->value)
        assert_true(text_contains(servers_header(&servers, row->header), row->value));
    else
        assert_string_equal(servers_header(&servers, row->header), "");
    servers_stop(&servers);
}

static void says_object_moved(void **state)
{
    struct servers servers;

    (void)state;
    servers_start(&servers, NULL);
    servers_send(&servers, "onprem", "POST", "/exchange", NULL, "<x/>");
    assert_string_equal(servers.answer.body,
                        "<head><title>Object moved</title></head>\n<body><h1>Object Moved</h1>This object may be found "
                        "<a HREF=\"https://mail.contoso.com/owa/\">here</a>.</body>");
    servers_stop(&servers);
}

/* Row 5: IIS does not know *.svc below one path; the rest still works. */
static void misses_the_handler(void **state)
{
    static const char *const changes[] = {
        "<Identity>EX01\\Autodiscover\\svc-Integrated</Identity>\n      <Path>/autodiscover",
        "<Identity>EX01\\other</Identity>\n      <Path>/other", NULL};
    struct servers servers;

    (void)state;
    servers_start(&servers, changes);
    servers_send(&servers, "onprem", "POST", PATH_AUTODISCOVER_SOAP, NULL, "<x/>");
    assert_int_equal(servers.answer.status, 404);
    assert_string_equal(servers_header(&servers, HEADER_FE_SERVER), "");
    servers_send(&servers, "onprem", "POST", PATH_AUTODISCOVER_WSSECURITY, NULL, "<x/>");
    assert_int_equal(servers.answer.status, 404);
    servers_send(&servers, "onprem", "POST", PATH_EWS, NULL, "<x/>");
    assert_int_equal(servers.answer.status, 401);
    servers_send(&servers, "onprem", "GET", PATH_AUTODISCOVER_POX, NULL, NULL);
    assert_int_equal(servers.answer.status, 401);
    servers_stop(&servers);
}

/* Row 10: WS-Security is off. Exchange never runs, and Bearer is not what this path takes. */
static void refuses_ws_security(void **state)
{
    static const char *const changes[] = {"<WSSecurityAuthentication>true", "<WSSecurityAuthentication>false", NULL};
    CLEANUP(cleanup_string) char *body = servers_envelope("", "<m:GetUserAvailabilityRequest/>");
    struct servers servers;

    (void)state;
    servers_start(&servers, changes);
    servers_send(&servers, "onprem", "POST", PATH_EWS_WSSECURITY, NULL, body);
    assert_int_equal(servers.answer.status, 401);
    assert_string_equal(servers_header(&servers, "WWW-Authenticate"), "Negotiate");
    assert_string_equal(servers_header(&servers, HEADER_DIAGNOSTICS), "");
    servers_stop(&servers);
}

/* Two starts with one seed draw the same request ids, and none twice. */
static void repeats_its_ids(void **state)
{
    CLEANUP(cleanup_string) char *first = NULL;
    struct servers servers;

    (void)state;
    servers_start(&servers, NULL);
    servers_send(&servers, "exo", "GET", PATH_EWS, NULL, NULL);
    first = text_copy(servers_header(&servers, HEADER_REQUEST_ID));
    assert_int_equal(strlen(first), 36);
    servers_send(&servers, "exo", "GET", PATH_EWS, NULL, NULL);
    assert_string_not_equal(servers_header(&servers, HEADER_REQUEST_ID), first);
    servers_stop(&servers);
    servers_start(&servers, NULL);
    servers_send(&servers, "exo", "GET", PATH_EWS, NULL, NULL);
    assert_string_equal(servers_header(&servers, HEADER_REQUEST_ID), first);
    servers_stop(&servers);
}

int main(void)
{
    static const struct CMUnitTest first[] = {
        cmocka_unit_test(says_object_moved),
        cmocka_unit_test(misses_the_handler),
        cmocka_unit_test(refuses_ws_security),
        cmocka_unit_test(repeats_its_ids),
    };
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(first)];

    memcpy(tests, first, sizeof first);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[ARRAY_SIZE(first) + i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = answers, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
