/* SPDX-License-Identifier: MIT */
/* autodiscover.xml */
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

#define REQUEST(address, schema)                                                                                       \
    "<Autodiscover xmlns=\"" NS_POX_REQUEST "\"><Request><EMailAddress>" address "</EMailAddress>"                     \
    "<AcceptableResponseSchema>" schema "</AcceptableResponseSchema></Request></Autodiscover>"
#define PLAIN(address) REQUEST(address, NS_POX_RESPONSE)
#define MOBILE "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006"

#define LEGACY(name)                                                                                                   \
    "<Autodiscover xmlns=\"" NS_POX_REQUEST "\"><Request><LegacyDN>/o=Contoso/ou=Exchange Administrative Group "       \
    "(FYDIBOHF23SPDLT)/cn=Recipients/cn=" name "</LegacyDN><AcceptableResponseSchema>" NS_POX_RESPONSE                 \
    "</AcceptableResponseSchema></Request></Autodiscover>"

static const struct row {
    const char *name, *party, *asking, *method, *header, *body, *find, *text;
} rows[] = {
    {"a mailbox", "front-door", "exo", "POST", SERVERS_BASIC, PLAIN("ann@contoso.com"), "ASUrl",
     "https://localhost:4443/EWS/Exchange.asmx"},
    {"EWS URL", "front-door", "exo", "POST", SERVERS_BASIC, PLAIN("ann@contoso.com"), "EwsUrl",
     "https://localhost:4443/EWS/Exchange.asmx"},
    {"address book", "front-door", "exo", "POST", SERVERS_BASIC, PLAIN("ann@contoso.com"), "OABUrl",
     "https://localhost:4443/OAB/"},
    {"version of 15.1.2507", "front-door", "onprem", "POST", SERVERS_BASIC, PLAIN("joe@contoso.com"), "ServerVersion",
     "73C189CB"},
    {"in the cloud", "front-door", "exo", "POST", SERVERS_BASIC, PLAIN("ann@contoso.com"), "MicrosoftOnline", "True"},
    {"on premises", "front-door", "onprem", "POST", SERVERS_BASIC, PLAIN("joe@contoso.com"), "MicrosoftOnline",
     "False"},
    {"the mailbox is on the other side", "front-door", "onprem", "POST", SERVERS_BASIC, PLAIN("ann@contoso.com"),
     "RedirectAddr", "ann@contoso.mail.onmicrosoft.com"},
    {"by its name of old", "front-door", "exo", "POST", SERVERS_BASIC, LEGACY("ANN"), "AutoDiscoverSMTPAddress",
     "ann@contoso.com"},
    {"a name of old that nobody has", "front-door", "exo", "POST", SERVERS_BASIC, LEGACY("nobody"), "ErrorCode", "500"},
    {"nobody", "front-door", "exo", "POST", SERVERS_BASIC, PLAIN("nobody@contoso.com"), "ErrorCode", "500"},
    {"a redirect would lead back", "front-door", "exo", "POST", SERVERS_BASIC, PLAIN("joe@contoso.com"), "ErrorCode",
     "500"},
    {"another schema", "front-door", "exo", "POST", SERVERS_BASIC, REQUEST("ann@contoso.com", MOBILE), "Message",
     "Provider is not available"},
    {"no address", "front-door", "exo", "POST", SERVERS_BASIC, PLAIN(""), "Message", "Invalid Request"},
    {"another document", "front-door", "exo", "POST", SERVERS_BASIC, "<hello/>", "ErrorCode", "600"},
    {"no XML", "front-door", "exo", "POST", SERVERS_BASIC, "hello", "ErrorCode", "600"},
    {"a document type", "front-door", "exo", "POST", SERVERS_BASIC, "<!DOCTYPE a><a/>", "ErrorCode", "600"},
    {"GET", "front-door", "exo", "GET", SERVERS_BASIC, NULL, "ErrorCode", "600"},
    {"Domino", "domino", "exo", "POST", SERVERS_SERVICE_ACCOUNT, PLAIN("dora@notes.domain.com"), "ASUrl",
     "https://notes.server.com/EWS/Exchange.asmx"},
};

static void answers(void **state)
{
    const struct row *row = *state;
    CLEANUP(cleanup_string) char *text = NULL;
    struct servers servers;

    servers_start(&servers, NULL);
    servers.asking = row->asking;
    servers_send(&servers, row->party, row->method, "/Autodiscover/Autodiscover.xml", row->header, row->body);
    assert_int_equal(servers.answer.status, 200);
    assert_string_equal(servers_header(&servers, "Content-Type"), CONTENT_TYPE_XML);
    text = servers_text(&servers, row->find);
    assert_true(text_starts(text, row->text));
    servers_stop(&servers);
}

/* A refusal names the time of the server's clock and the server, each error in its words. */
static void says_when_and_who(void **state)
{
    static const char *const bodies[][2] = {{PLAIN("nobody@contoso.com"), "The email address can't be found."},
                                            {"hello", "Invalid Request"}};
    struct servers servers;

    (void)state;
    servers_start(&servers, NULL);
    for (size_t i = 0; i < ARRAY_SIZE(bodies); i++) {
        CLEANUP(cleanup_string) char *message = NULL;
        const char *error;
        int hours = -1, minutes = -1, seconds = -1;
        unsigned id = 0;
        int64_t now;
        servers_send(&servers, "front-door", "POST", PATH_AUTODISCOVER_POX, SERVERS_BASIC, bodies[i][0]);
        error = strstr(servers.answer.body, "<Error Time=");
        assert_non_null(error);
        assert_int_equal(
            /* NOLINTNEXTLINE(cert-err34-c): the widths keep the numbers small */
            sscanf(error, "<Error Time=\"%2d:%2d:%2d.0000000\" Id=\"%u\">", &hours, &minutes, &seconds, &id), 4);
        now = scope_now(servers.snapshot, "exo") % 86400;
        now -= hours * 3600 + minutes * 60 + seconds;
        assert_true((now >= 0 && now < 60) || now <= 60 - 86400); /* a minute at most, midnight in between or not */
        assert_int_not_equal(id, 0);
        message = servers_text(&servers, "Message");
        assert_string_equal(message, bodies[i][1]);
    }
    servers_stop(&servers);
}

/* Clients look at these even when they are refused. */
static void advertises(void **state)
{
    struct servers servers;

    (void)state;
    servers_start(&servers, NULL);
    servers_send(&servers, "onprem", "GET", PATH_AUTODISCOVER_POX, NULL, NULL);
    assert_int_equal(servers.answer.status, 401);
    assert_string_equal(servers_header(&servers, "X-SOAP-Enabled"), "True");
    assert_string_equal(servers_header(&servers, "X-WSSecurity-Enabled"), "True");
    assert_string_equal(servers_header(&servers, "X-OAuth-Enabled"), "True");
    servers_send(&servers, "domino", "GET", PATH_AUTODISCOVER_POX, NULL, NULL);
    assert_int_equal(servers.answer.status, 401);
    assert_string_equal(servers_header(&servers, "X-SOAP-Enabled"), "");
    servers_stop(&servers);
}

static void tells_http_on_request(void **state)
{
    struct servers servers;

    (void)state;
    servers_start(&servers, NULL);
    servers_send(&servers, "front-door", "POST", PATH_AUTODISCOVER_POX, SERVERS_BASIC, PLAIN("ann@contoso.com"));
    assert_null(strstr(servers.answer.body, "EXHTTP"));
    assert_non_null(strstr(servers.answer.body, "<Type>EXPR</Type>"));
    assert_non_null(strstr(servers.answer.body, "<Type>EXCH</Type>"));
    assert_non_null(strstr(servers.answer.body, "<Type>WEB</Type>"));
    servers_stop(&servers);
}

/* Inside, the mailbox is the server, by its number; outside, the published host is. */
static void names_the_server(void **state)
{
    struct servers servers;
    const char *inside, *outside;

    (void)state;
    servers_start(&servers, NULL);
    servers.asking = "onprem";
    servers_send(&servers, "onprem", "POST", PATH_AUTODISCOVER_POX, SERVERS_BASIC, PLAIN("joe@contoso.com"));
    inside = strstr(servers.answer.body, "<Type>EXCH</Type><Server>");
    outside = strstr(servers.answer.body, "<Type>EXPR</Type><Server>mail.contoso.com</Server><SSL>On</SSL>"
                                          "<AuthPackage>Ntlm</AuthPackage>");
    assert_non_null(inside);
    inside += strlen("<Type>EXCH</Type><Server>");
    assert_int_equal(strspn(inside, "0123456789abcdef-"), 36);
    assert_true(text_starts(inside + 36, "@contoso.com</Server><SSL>On</SSL>"));
    assert_non_null(outside);
    servers_stop(&servers);
}

static void name_ann(void *context, char buffer[320])
{
    (void)context;
    snprintf(buffer, 320, "ann@contoso.com");
}

/* Failure 06: somebody on the premises has the address, too. Whoever signs in as Ann is led to her own mailbox. */
static void leads_to_the_own_mailbox(void **state)
{
    static const char *const changes[] = {"<EmailAddresses>SMTP:kim@contoso.com</EmailAddresses>",
                                          "<EmailAddresses>SMTP:kim@contoso.com</EmailAddresses>"
                                          "<EmailAddresses>smtp:ann@contoso.com</EmailAddresses>",
                                          NULL};
    CLEANUP(cleanup_string) char *target = NULL, *name = NULL;
    struct servers servers;

    (void)state;
    servers_start(&servers, changes);
    servers.asking = "exo";
    servers.setup.requester = name_ann;
    servers_send(&servers, "onprem", "POST", PATH_AUTODISCOVER_POX, SERVERS_BASIC, PLAIN("ann@contoso.com"));
    target = servers_text(&servers, "RedirectAddr");
    assert_string_equal(target, "ann@contoso.mail.onmicrosoft.com");
    servers_send(&servers, "onprem", "POST", PATH_AUTODISCOVER_POX, SERVERS_BASIC, PLAIN("kim@contoso.com"));
    name = servers_text(&servers, "AutoDiscoverSMTPAddress");
    assert_string_equal(name, "kim@contoso.com");
    servers_stop(&servers);
}

/* Domino knows the service account, not the lab's user; a password that was changed on one side only is refused. */
static void checks_the_service_account(void **state)
{
    static const char *const changes[] = {"</ForestName>\n      <AccessMethod>OrgWideFB</AccessMethod>\n      "
                                          "<UserName>freebusy@notes.domain.com</UserName>\n      <Password>Kiosk",
                                          "</ForestName>\n      <AccessMethod>OrgWideFB</AccessMethod>\n      "
                                          "<UserName>freebusy@notes.domain.com</UserName>\n      <Password>Other",
                                          NULL};
    struct servers servers;

    (void)state;
    servers_start(&servers, NULL);
    servers_send(&servers, "domino", "POST", PATH_AUTODISCOVER_POX, SERVERS_BASIC, PLAIN("dora@notes.domain.com"));
    assert_int_equal(servers.answer.status, 401);
    servers_stop(&servers);
    servers_start(&servers, changes);
    servers_send(&servers, "domino", "POST", PATH_AUTODISCOVER_POX, SERVERS_SERVICE_ACCOUNT,
                 PLAIN("dora@notes.domain.com"));
    assert_int_equal(servers.answer.status, 401);
    servers_stop(&servers);
}

int main(void)
{
    static const struct CMUnitTest first[] = {
        cmocka_unit_test(says_when_and_who),          cmocka_unit_test(advertises),
        cmocka_unit_test(tells_http_on_request),      cmocka_unit_test(names_the_server),
        cmocka_unit_test(checks_the_service_account), cmocka_unit_test(leads_to_the_own_mailbox),
    };
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(first)];

    memcpy(tests, first, sizeof first);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[ARRAY_SIZE(first) + i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = answers, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
