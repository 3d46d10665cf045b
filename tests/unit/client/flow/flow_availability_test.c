/* SPDX-License-Identifier: MIT */
/* GetUserAvailability as an ordinary client asks it, against prepared answers. */
#include "base/cleanup.h"
#include "base/text.h"
#include "flow/flow.h"
#include "flow/steps/window.h"
#include "support/canned_server.h"
#include "vocabulary/exchange_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define ORGANIZATIONS FBLAB_SOURCE "/scenarios/organizations.xml"
#define HEAD(status) "HTTP/1.1 " status "\r\nConnection: close\r\nContent-Type: text/xml; charset=utf-8\r\n\r\n"
#define RESPONSE(inner)                                                                                                \
    HEAD("200 OK")                                                                                                     \
    "<s:Envelope xmlns:s=\"" NS_SOAP11 "\" xmlns:m=\"" NS_MESSAGES "\" xmlns:t=\"" NS_TYPES                            \
    "\"><s:Body><m:GetUserAvailabilityResponse><m:FreeBusyResponseArray><m:FreeBusyResponse>" inner                    \
    "</m:FreeBusyResponse></m:FreeBusyResponseArray></m:GetUserAvailabilityResponse></s:Body></s:Envelope>"
#define SUCCESS                                                                                                        \
    "<m:ResponseMessage ResponseClass=\"Success\"><m:ResponseCode>NoError</m:ResponseCode></m:ResponseMessage>"
#define EVENT                                                                                                          \
    "<t:CalendarEvent><t:StartTime>2026-01-05T09:00:00</t:StartTime><t:EndTime>2026-01-05T10:00:00</"                  \
    "t:EndTime><t:BusyType>Busy"                                                                                       \
    "</t:BusyType><t:CalendarEventDetails><t:Subject>Budget &amp; "                                                    \
    "plans</t:Subject></t:CalendarEventDetails></t:CalendarEvent>"
#define BARE_EVENT                                                                                                     \
    "<t:CalendarEvent><t:StartTime>2026-01-05T11:00:00</t:StartTime><t:EndTime>2026-01-05T12:00:00</"                  \
    "t:EndTime><t:BusyType>OOF"                                                                                        \
    "</t:BusyType></t:CalendarEvent>"
#define VIEW                                                                                                           \
    "<m:FreeBusyView><t:FreeBusyViewType>DetailedMerged</t:FreeBusyViewType><t:MergedFreeBusy>0022</t:MergedFreeBusy>" \
    "<t:CalendarEventArray>" EVENT BARE_EVENT "</t:CalendarEventArray></m:FreeBusyView>"
#define RELAYED                                                                                                        \
    "Microsoft.Exchange.InfoWorker.Common.Availability.ProxyWebRequestProcessingException: Proxy web request failed. " \
    ", inner "                                                                                                         \
    "exception: The request failed with HTTP status 401: Unauthorized. LID: 43532"
#define ERROR                                                                                                          \
    "<m:ResponseMessage ResponseClass=\"Error\"><m:MessageText>" RELAYED "</m:MessageText><m:ResponseCode>"            \
    "ErrorProxyRequestProcessingFailed</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey><m:MessageXml>"   \
    "<ExceptionType xmlns=\"" NS_ERRORS "\">X</ExceptionType><ExceptionCode xmlns=\"" NS_ERRORS                        \
    "\">5016</ExceptionCode></m:MessageXml>"                                                                           \
    "</m:ResponseMessage><m:FreeBusyView><t:FreeBusyViewType>None</t:FreeBusyViewType></m:FreeBusyView>"

struct row {
    const char *name, *answer, *outcome;
    const char *code;
    int exception_code;
};

static const struct row rows[] = {
    {"success", RESPONSE(SUCCESS VIEW), "ok", NULL, 0},
    {"error of a flow further on", RESPONSE(ERROR), "error-response", "ErrorProxyRequestProcessingFailed", 5016},
    {"error without numbers",
     RESPONSE("<m:ResponseMessage "
              "ResponseClass=\"Error\"><m:ResponseCode>ErrorTimeoutExpired</m:ResponseCode></m:ResponseMessage>"),
     "error-response", "ErrorTimeoutExpired", 0},
    {"no message", RESPONSE(VIEW), "unexpected-answer", NULL, 0},
    {"no view", RESPONSE(SUCCESS), "unexpected-answer", NULL, 0},
    {"another answer", HEAD("200 OK") "<s:Envelope xmlns:s=\"" NS_SOAP11 "\"><s:Body><x/></s:Body></s:Envelope>",
     "unexpected-answer", NULL, 0},
    {"401", HEAD("401 Unauthorized"), "http-status", NULL, 0},
    {"302 is not followed", "HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: http://127.0.0.1:9/\r\n\r\n",
     "http-status", NULL, 0},
};

static struct lookup *ask(struct canned_server *server, struct flow_settings settings)
{
    CLEANUP(cleanup_string) char *url = text_format("%s/EWS/Exchange.asmx", canned_server_url(server));
    struct lookup *lookup;

    settings.isolated = true;
    lookup = flow_ask_ews(&settings, url, "ann", "p:w", "ann@contoso.com", "joe@contoso.com");
    canned_server_join(server);
    return lookup;
}

static void is_read(void **state)
{
    const struct row *row = *state;
    CLEANUP(canned_server_free) struct canned_server *server = canned_server_new(&row->answer, 1);
    CLEANUP(lookup_free) struct lookup *lookup = ask(server, (struct flow_settings){0});
    const struct evidence *end = &lookup->evidence[lookup->evidence_count - 1];

    assert_string_equal(outcome_name(end->outcome), row->outcome);
    assert_int_equal(lookup->ok, end->outcome == OUTCOME_OK);
    assert_int_equal(end->hop, HOP_AVAILABILITY);
    assert_string_equal(end->fault_code ? end->fault_code : "", row->code ? row->code : "");
    assert_int_equal(end->exception_code, row->exception_code);
    assert_int_equal(lookup->error_text == NULL, lookup->ok);
    assert_int_equal(lookup->way, WAY_CLIENT);
    assert_string_equal(lookup->direction, "client");
}

static struct lookup *ask_of(const char *scope, struct canned_server *server)
{
    struct error error = {""};
    CLEANUP(snapshot_release) struct snapshot *organization = snapshot_load(ORGANIZATIONS, &error);

    if (!organization)
        fail_msg("%s", error.text);
    return ask(server, (struct flow_settings){.organization = organization, .scope = scope});
}

static const char *setting(const struct lookup *lookup, const char *name)
{
    const char *const value = lookup_setting(lookup, name);

    return value ? value : "";
}

static void knows_the_settings_of_its_organization(void **state)
{
    static const char *const answer = RESPONSE(ERROR);
    CLEANUP(canned_server_free) struct canned_server *server = canned_server_new(&answer, 1);
    CLEANUP(lookup_free) struct lookup *lookup = ask_of("exo", server);

    (void)state;
    assert_int_equal(lookup->way, WAY_CLIENT);
    assert_string_equal(setting(lookup, "own-way"), "oauth");
    assert_string_equal(setting(lookup, "own-direction"), "cloud-to-on-premises");
    assert_string_equal(setting(lookup, "service-name"), APP_EXCHANGE);
    assert_string_equal(setting(lookup, "asked-address"), "joe@contoso.com");
    assert_string_equal(setting(lookup, "own-route"), "ok");
    assert_string_equal(setting(lookup, "target-accepted-domain"), "contoso.com");
    assert_string_equal(setting(lookup, "plain-http"), "");
    assert_string_equal(setting(lookup, "auth-server-off"), "");
    for (size_t i = 0; i < lookup->evidence_count; i++) /* nobody was asked but the client's server */
        assert_int_equal(lookup->evidence[i].step, HOP_AVAILABILITY);
}

static void knows_no_settings_without_an_organization(void **state)
{
    static const char *const answer = RESPONSE(ERROR);
    CLEANUP(canned_server_free) struct canned_server *server = canned_server_new(&answer, 1);
    CLEANUP(lookup_free) struct lookup *lookup = ask(server, (struct flow_settings){0});

    (void)state;
    assert_int_equal(lookup->setting_count, 0);
}

static void gives_the_busy_times(void **state)
{
    static const char *const answer = RESPONSE(SUCCESS VIEW);
    CLEANUP(canned_server_free) struct canned_server *server = canned_server_new(&answer, 1);
    CLEANUP(lookup_free) struct lookup *lookup = ask(server, (struct flow_settings){0});

    (void)state;
    assert_string_equal(lookup->merged, "0022");
    assert_int_equal(lookup->event_count, 2);
    assert_string_equal(lookup->events[0].start, "2026-01-05T09:00:00");
    assert_string_equal(lookup->events[0].subject, "Budget & plans");
    assert_string_equal(lookup->events[1].busy_type, "OOF");
    assert_null(lookup->events[1].subject);
    assert_non_null(strstr(lookup->view, "MergedFreeBusy>0022</"));
    assert_non_null(strstr(lookup->view, "xmlns:t=\"" NS_TYPES "\""));
}

static void keeps_the_text_of_a_flow_further_on(void **state)
{
    static const char *const answer = RESPONSE(ERROR);
    CLEANUP(canned_server_free) struct canned_server *server = canned_server_new(&answer, 1);
    CLEANUP(lookup_free) struct lookup *lookup = ask(server, (struct flow_settings){0});

    (void)state;
    assert_string_equal(lookup_failure(lookup)->fault_text, RELAYED);
    assert_int_equal(lookup->lid, 43532);
    assert_string_equal(lookup->response_code, "ErrorProxyRequestProcessingFailed");
}

static void asks_as_a_client(void **state)
{
    static const char *const parts[] = {
        "POST /EWS/Exchange.asmx HTTP/1.1\r\n", "Authorization: Basic YW5uOnA6dw==\r\n",
        /* NOLINTNEXTLINE(bugprone-suspicious-missing-comma): a macro in the middle of the text */
        "SOAPAction: \"" ACTION_EWS_PREFIX "GetUserAvailability\"\r\n", "<t:Address>joe@contoso.com</t:Address>",
        "<t:StartTime>2026-01-05T00:00:00</t:StartTime><t:EndTime>2026-01-06T00:00:00</t:EndTime>"};
    static const char *const answer = RESPONSE(SUCCESS VIEW);
    CLEANUP(canned_server_free) struct canned_server *server = canned_server_new(&answer, 1);
    CLEANUP(lookup_free)
    struct lookup *lookup =
        ask(server, (struct flow_settings){.start = "2026-01-05T00:00:00", .end = "2026-01-06T00:00:00"});

    (void)state;
    assert_true(lookup->ok);
    for (size_t i = 0; i < ARRAY_SIZE(parts); i++)
        if (!strstr(canned_server_request(server, 0), parts[i]))
            fail_msg("not in the request: %s", parts[i]);
    assert_null(strstr(canned_server_request(server, 0), "Security"));
}

/* A mailbox of the own organisation: its own EWS is asked, as a user does. */
static struct lookup *look_up(struct canned_server *server, const char *target)
{
    struct error error = {""};
    CLEANUP(snapshot_release) struct snapshot *organization = snapshot_load(ORGANIZATIONS, &error);
    CLEANUP(cleanup_string) char *url = text_format("%s/EWS/Exchange.asmx", canned_server_url(server));
    const struct flow_settings settings = {
        .organization = organization, .scope = "exo", .isolated = true, .own_ews = url, .user = "u", .password = "p"};
    struct lookup *lookup;

    if (!organization)
        fail_msg("%s", error.text);
    lookup = flow_run(&settings, "ann@contoso.com", target);
    canned_server_join(server);
    return lookup;
}

#define REFUSED_SUGGESTIONS                                                                                            \
    HEAD("200 OK")                                                                                                     \
    "<s:Envelope xmlns:s=\"" NS_SOAP11 "\" xmlns:m=\"" NS_MESSAGES "\" xmlns:t=\"" NS_TYPES                            \
    "\"><s:Body><m:GetUserAvailabilityResponse><m:FreeBusyResponseArray><m:FreeBusyResponse>" SUCCESS VIEW             \
    "</m:FreeBusyResponse></m:FreeBusyResponseArray><m:SuggestionsResponse><m:ResponseMessage "                        \
    "ResponseClass=\"Error\">"                                                                                         \
    "<m:MessageText>Work hours</m:MessageText><m:ResponseCode>ErrorMeetingSuggestionGenerationFailed</m:ResponseCode>" \
    "</m:ResponseMessage></m:SuggestionsResponse></m:GetUserAvailabilityResponse></s:Body></s:Envelope>"

static const struct own_row {
    const char *name, *target, *answer, *outcome;
    const char *type;      /* of attendee */
    bool asks_suggestions; /* as who looks for a room */
} own_rows[] = {
    {"a colleague", "bob@contoso.com", RESPONSE(SUCCESS VIEW), "ok", "Required", false},
    {"a room", "room1@contoso.com", RESPONSE(SUCCESS VIEW), "ok", "Room", true},
    {"a list of rooms", "rooms@contoso.com", RESPONSE(SUCCESS VIEW), "ok", "Room", true},
    {"a colleague's error", "bob@contoso.com", RESPONSE(ERROR), "error-response", "Required", false},
    {"refused suggestions", "rooms@contoso.com", REFUSED_SUGGESTIONS, "error-response", "Room", true},
};

static void asks_the_own_organization(void **state)
{
    const struct own_row *row = *state;
    CLEANUP(canned_server_free) struct canned_server *server = canned_server_new(&row->answer, 1);
    CLEANUP(lookup_free) struct lookup *lookup = look_up(server, row->target);
    const struct evidence *end = &lookup->evidence[lookup->evidence_count - 1];
    CLEANUP(cleanup_string) char *type = text_format("<t:AttendeeType>%s</t:AttendeeType>", row->type);
    const char *request = canned_server_request(server, 0);

    assert_string_equal(outcome_name(end->outcome), row->outcome);
    assert_int_equal(lookup->way, WAY_LOCAL);
    assert_string_equal(lookup->direction, "cloud-to-cloud");
    assert_non_null(strstr(request, type));
    assert_int_equal(strstr(request, "SuggestionsViewOptions") != NULL, row->asks_suggestions);
    assert_non_null(strstr(request, "X-AnchorMailbox: ann@contoso.com\r\n"));
    assert_non_null(strstr(request, "Authorization: Basic dTpw\r\n"));
}

struct window_row {
    const char *name;
    int64_t now;
    const char *start, *end;
};

static const struct window_row window_rows[] = {
    {"Thursday, then Friday", 0, "1970-01-02T00:00:00", "1970-01-03T00:00:00"},
    {"Friday, then Monday", 86400 + 3600, "1970-01-05T00:00:00", "1970-01-06T00:00:00"},
    {"Saturday, then Monday", 2 * 86400, "1970-01-05T00:00:00", "1970-01-06T00:00:00"},
    {"Sunday, then Monday", 4 * 86400 - 1, "1970-01-05T00:00:00", "1970-01-06T00:00:00"},
    {"Monday, then Tuesday", 4 * 86400, "1970-01-06T00:00:00", "1970-01-07T00:00:00"},
};

static void is_the_next_working_day(void **state)
{
    const struct window_row *row = *state;
    char start[32], end[32];

    window_next(row->now, start, end);
    assert_string_equal(start, row->start);
    assert_string_equal(end, row->end);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(own_rows) + ARRAY_SIZE(window_rows) + 5] = {
        cmocka_unit_test(knows_the_settings_of_its_organization),
        cmocka_unit_test(knows_no_settings_without_an_organization),
        cmocka_unit_test(gives_the_busy_times),
        cmocka_unit_test(keeps_the_text_of_a_flow_further_on),
        cmocka_unit_test(asks_as_a_client),
    };
    struct CMUnitTest *next = tests + 5;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        *next++ = (struct CMUnitTest){
            .name = rows[i].name, .test_func = is_read, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(own_rows); i++)
        *next++ = (struct CMUnitTest){.name = own_rows[i].name,
                                      .test_func = asks_the_own_organization,
                                      .initial_state = (void *)(uintptr_t)&own_rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(window_rows); i++)
        *next++ = (struct CMUnitTest){.name = window_rows[i].name,
                                      .test_func = is_the_next_working_day,
                                      .initial_state = (void *)(uintptr_t)&window_rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
