/* SPDX-License-Identifier: MIT */
/* Autodiscover against prepared answers: what it asks, what it reads, what it follows. */
#include "base/cleanup.h"
#include "base/text.h"
#include "flow/steps/discover.h"
#include "support/canned_server.h"
#include "vocabulary/exchange_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define EWS "https://mail.contoso.com/EWS/Exchange.asmx"
#define HEAD(status) "HTTP/1.1 " status "\r\nConnection: close\r\nContent-Type: text/xml; charset=utf-8\r\n"
#define OK(body) HEAD("200 OK") "\r\n" body
#define RESPONSE(inner)                                                                                                \
    OK("<s:Envelope xmlns:s=\"" NS_SOAP11 "\"><s:Body><GetUserSettingsResponseMessage xmlns=\"" NS_AUTODISCOVER        \
       "\"><Response>" inner "</Response></GetUserSettingsResponseMessage></s:Body></s:Envelope>")
#define NO_ERROR "<ErrorCode>NoError</ErrorCode><ErrorMessage>No error.</ErrorMessage>"
#define USER(inner) RESPONSE(NO_ERROR "<UserResponses><UserResponse>" inner "</UserResponse></UserResponses>")
#define SETTINGS(name, value)                                                                                          \
    USER(NO_ERROR "<UserSettingErrors/><UserSettings><UserSetting><Name>InternalEwsUrl</Name><Value>https://inside/</" \
                  "Value></UserSetting>"                                                                               \
                  "<UserSetting><Name>" name "</Name><Value>" value "</Value></UserSetting></UserSettings>")
#define FOUND SETTINGS("ExternalEwsUrl", EWS)
#define MOVED_TO(address)                                                                                              \
    USER("<ErrorCode>RedirectAddress</ErrorCode><ErrorMessage>Redirection "                                            \
         "address.</ErrorMessage><RedirectTarget>" address "</RedirectTarget>")
#define SENT_TO(url) USER("<ErrorCode>RedirectUrl</ErrorCode><RedirectTarget>" url "</RedirectTarget>")
#define POX(inner)                                                                                                     \
    OK("<Autodiscover xmlns=\"" NS_POX_ERROR "\"><Response xmlns=\"" NS_POX_RESPONSE "\">" inner                       \
       "</Response></Autodiscover>")
#define POX_MOVED(address)                                                                                             \
    POX("<Account><Action>redirectAddr</Action><RedirectAddr>" address "</RedirectAddr></Account>")

struct row {
    const char *name;
    enum discovery (*discover)(struct flow *flow);
    const char *answers[3];
    size_t questions;
    bool found;
    const char *outcome; /* of the last record */
    const char *code, *text, *setting;
    const char *asked; /* the last question contains it */
};

static const struct row rows[] = {
    {"settings", discover_soap, {FOUND}, 1, true, .outcome = "ok", .asked = "<a:Mailbox>joe@contoso.com</a:Mailbox>"},
    {"the action is named",
     discover_soap,
     {FOUND},
     1,
     true,
     .outcome = "ok",
     .asked = "SOAPAction: \"" ACTION_AUTODISCOVER_PREFIX "GetUserSettings\""},
    {"the token is shown", discover_soap, {FOUND}, 1, true, .outcome = "ok", .asked = "Authorization: Bearer e30.e30."},
    {"another address",
     discover_soap,
     {MOVED_TO("joe@new.contoso.com"), FOUND},
     2,
     true,
     .outcome = "ok",
     .asked = "<a:Mailbox>joe@new.contoso.com</a:Mailbox>"},
    {"another address: itself",
     discover_soap,
     {MOVED_TO("joe@contoso.com")},
     1,
     .outcome = "error-response",
     .code = "RedirectAddress",
     .text = "Redirection address."},
    {"another URL elsewhere",
     discover_soap,
     {SENT_TO("http://nobody.contoso.com/"), FOUND},
     1,
     .outcome = "name-not-resolved"},
    {"302",
     discover_soap,
     {HEAD("302 Found") "Location: {url}/elsewhere\r\n\r\n", FOUND},
     2,
     true,
     .outcome = "ok",
     .asked = "POST /elsewhere HTTP/1.1"},
    {"301",
     discover_soap,
     {HEAD("301 Moved") "Location: {url}/elsewhere\r\n\r\n", FOUND},
     2,
     true,
     .outcome = "ok",
     .asked = "POST /elsewhere HTTP/1.1"},
    {"307 is not followed",
     discover_soap,
     {HEAD("307 Moved") "Location: {url}/elsewhere\r\n\r\n"},
     1,
     .outcome = "http-status"},
    {"302 to nowhere", discover_soap, {HEAD("302 Found") "\r\n"}, 1, .outcome = "http-status"},
    {"setting with an error",
     discover_soap,
     {USER(NO_ERROR "<UserSettingErrors><UserSettingError><ErrorCode>InvalidUser</ErrorCode><ErrorMessage>Invalid "
                    "user.</ErrorMessage>"
                    "<SettingName>ExternalEwsUrl</SettingName></UserSettingError></UserSettingErrors><UserSettings/>")},
     1,
     .outcome = "error-response",
     .code = "InvalidUser",
     .text = "Invalid user.",
     .setting = "ExternalEwsUrl"},
    {"user with an error",
     discover_soap,
     {USER("<ErrorCode>InvalidUser</ErrorCode><ErrorMessage>No such user.</ErrorMessage>")},
     1,
     .outcome = "error-response",
     .code = "InvalidUser",
     .text = "No such user."},
    {"request with an error",
     discover_soap,
     {RESPONSE("<ErrorCode>ServerBusy</ErrorCode><ErrorMessage>Later.</ErrorMessage>")},
     1,
     .outcome = "error-response",
     .code = "ServerBusy",
     .text = "Later."},
    {"no external URL",
     discover_soap,
     {SETTINGS("Other", "x")},
     1,
     .outcome = "unexpected-answer",
     .setting = "ExternalEwsUrl"},
    {"empty external URL",
     discover_soap,
     {SETTINGS("ExternalEwsUrl", "")},
     1,
     .outcome = "unexpected-answer",
     .setting = "ExternalEwsUrl"},
    {"no response",
     discover_soap,
     {OK("<s:Envelope xmlns:s=\"" NS_SOAP11 "\"><s:Body/></s:Envelope>")},
     1,
     .outcome = "unexpected-answer"},
    {"404", discover_soap, {HEAD("404 Not Found") "\r\n"}, 1, .outcome = "http-status"},
    {"POX",
     discover_pox,
     {POX("<Account><Action>settings</Action><Protocol><Type>EXCH</Type><ASUrl>" EWS "</ASUrl></Protocol></Account>")},
     1,
     true,
     .outcome = "ok",
     .asked = "<EMailAddress>joe@contoso.com</EMailAddress>"},
    {"POX with EwsUrl alone",
     discover_pox,
     {POX("<Account><Protocol><Type>WEB</Type></Protocol><Protocol><Type>EXPR</Type><EwsUrl>" EWS
          "</EwsUrl></Protocol></Account>")},
     1,
     true,
     .outcome = "ok"},
    {"POX without URL",
     discover_pox,
     {POX("<Account><Action>settings</Action><Protocol><Type>EXCH</Type></Protocol></Account>")},
     1,
     .outcome = "unexpected-answer",
     .setting = "ASUrl"},
    {"POX to another address",
     discover_pox,
     {POX_MOVED("joe@new.contoso.com"), POX("<Account><Protocol><ASUrl>" EWS "</ASUrl></Protocol></Account>")},
     2,
     true,
     .outcome = "ok",
     .asked = "<EMailAddress>joe@new.contoso.com</EMailAddress>"},
    {"POX to another URL elsewhere",
     discover_pox,
     {POX("<Account><Action>redirectUrl</Action><RedirectUrl>http://nobody.contoso.com/</RedirectUrl></Account>"),
      FOUND},
     1,
     .outcome = "name-not-resolved"},
    {"POX with an empty URL before one",
     discover_pox,
     {POX("<Account><Protocol><ASUrl></ASUrl></Protocol><Protocol><ASUrl>" EWS "</ASUrl></Protocol></Account>")},
     1,
     true,
     .outcome = "ok"},
    {"POX: ASUrl goes before EwsUrl",
     discover_pox,
     {POX("<Account><Protocol><EwsUrl>https://other/</EwsUrl></Protocol><Protocol><ASUrl>" EWS
          "</ASUrl></Protocol></Account>")},
     1,
     true,
     .outcome = "ok"},
    {"POX error",
     discover_pox,
     {OK("<Autodiscover xmlns=\"" NS_POX_ERROR
         "\"><Response><Error Time=\"1\" Id=\"2\"><ErrorCode>500</ErrorCode><Message>Not "
         "found.</Message></Error></Response></Autodiscover>")},
     1,
     .outcome = "error-response",
     .code = "500",
     .text = "Not found."},
    {"POX of another kind", discover_pox, {OK("<html/>")}, 1, .outcome = "unexpected-answer"},
};

/* A look-up that has come as far as Autodiscover. */
struct fixture {
    struct flow_settings settings;
    struct flow flow;
};

static void open_fixture(struct fixture *fixture, const char *url)
{
    fixture->settings = (struct flow_settings){.isolated = true};
    fixture->flow = (struct flow){.settings = &fixture->settings,
                                  .lookup = lookup_new("ann@contoso.com", "joe@contoso.com"),
                                  .transport = flow_transport(&fixture->settings)};
    fixture->flow.route.target = text_copy("joe@contoso.com");
    fixture->flow.route.discovery_url = text_format("%s/autodiscover/autodiscover.svc", url);
    fixture->flow.credentials.bearer = text_copy("e30.e30.");
}

static void close_fixture(struct fixture *fixture)
{
    lookup_free(&fixture->flow.lookup);
    transport_free(&fixture->flow.transport);
    route_clear(&fixture->flow.route);
    free(fixture->flow.credentials.bearer);
}

/* {url} in an answer stands for the server itself, whose port is only known now. */
static char *fill(const char *answer, const char *url)
{
    const char *at = answer ? strstr(answer, "{url}") : NULL;

    return at ? text_format("%.*s%s%s", (int)(at - answer), answer, url, at + strlen("{url}")) : text_copy(answer);
}

static void assert_field(const char *got, const char *wanted)
{
    assert_string_equal(got ? got : "(none)", wanted ? wanted : "(none)");
}

static void discovers(void **state)
{
    const struct row *row = *state;
    CLEANUP(canned_server_free) struct canned_server *server = NULL;
    char *answers[3] = {0};
    CLEANUP(close_fixture) struct fixture fixture;
    enum discovery result = DISCOVERY_AGAIN;
    const struct evidence *end;

    server = canned_server_new((const char *const *)answers, row->questions);
    for (size_t i = 0; i < 3; i++)
        answers[i] = fill(row->answers[i], canned_server_url(server));
    open_fixture(&fixture, canned_server_url(server));
    while (result == DISCOVERY_AGAIN)
        result = row->discover(&fixture.flow);
    canned_server_join(server);
    end = &fixture.flow.lookup->evidence[fixture.flow.lookup->evidence_count - 1];
    assert_int_equal(result, row->found ? DISCOVERY_DONE : DISCOVERY_FAILED);
    assert_field(fixture.flow.route.ews_url, row->found ? EWS : NULL);
    assert_string_equal(outcome_name(end->outcome), row->outcome);
    assert_int_equal(end->step, HOP_AUTODISCOVER);
    assert_field(end->fault_code, row->code);
    assert_field(end->fault_text, row->text);
    assert_field(end->fault_setting, row->setting);
    assert_non_null(canned_server_request(server, row->questions - 1));
    if (row->asked && !strstr(canned_server_request(server, row->questions - 1), row->asked))
        fail_msg("not in the question: %s", row->asked);
    for (size_t i = 0; i < 3; i++)
        free(answers[i]);
}

static void follows_no_more_than_ten(void **state)
{
    const char *const answers[] = {MOVED_TO("a@b"), MOVED_TO("b@b"), MOVED_TO("a@b"), MOVED_TO("b@b"),
                                   MOVED_TO("a@b"), MOVED_TO("b@b"), MOVED_TO("a@b"), MOVED_TO("b@b"),
                                   MOVED_TO("a@b"), MOVED_TO("b@b"), MOVED_TO("a@b")};
    CLEANUP(canned_server_free) struct canned_server *server = canned_server_new(answers, ARRAY_SIZE(answers));
    CLEANUP(close_fixture) struct fixture fixture;
    enum discovery result = DISCOVERY_AGAIN;

    (void)state;
    open_fixture(&fixture, canned_server_url(server));
    while (result == DISCOVERY_AGAIN)
        result = discover_soap(&fixture.flow);
    canned_server_join(server);
    assert_int_equal(result, DISCOVERY_FAILED);
    assert_non_null(canned_server_request(server, DISCOVER_REDIRECTIONS));
    assert_string_equal(lookup_failure(fixture.flow.lookup)->fault_code, "RedirectAddress");
}

/* The request carries a token. */
static void never_goes_from_https_to_http(void **state)
{
    CLEANUP(close_fixture) struct fixture fixture;

    (void)state;
    open_fixture(&fixture, "https://mail.contoso.com");
    assert_int_equal(discover_other_url(&fixture.flow, "http://mail.contoso.com/"), DISCOVERY_FAILED);
    assert_int_equal(discover_other_url(&fixture.flow, "https://other.contoso.com/"), DISCOVERY_AGAIN);
    assert_string_equal(fixture.flow.route.discovery_url, "https://other.contoso.com/");
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 2] = {cmocka_unit_test(follows_no_more_than_ten),
                                                     cmocka_unit_test(never_goes_from_https_to_http)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i + 2] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = discovers, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
