/* SPDX-License-Identifier: MIT */
/* The EWS of the asking organisation: its own mailboxes, and others by the availability flow. */
#include "base/cleanup.h"
#include "base/text.h"
#include "origin/origin.h"
#include "support/servers.h"
#include "vocabulary/exchange_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define MAILBOX(address)                                                                                               \
    "<t:MailboxData><t:Email><t:Address>" address "</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType>"    \
    "</t:MailboxData>"
#define ASK(mailboxes, view)                                                                                           \
    "<m:GetUserAvailabilityRequest><m:MailboxDataArray>" mailboxes "</m:MailboxDataArray><t:FreeBusyViewOptions>"      \
    "<t:TimeWindow><t:StartTime>2026-01-05T00:00:00</t:StartTime><t:EndTime>2026-01-06T00:00:00</t:EndTime>"           \
    "</t:TimeWindow><t:MergedFreeBusyIntervalInMinutes>60</t:MergedFreeBusyIntervalInMinutes><t:RequestedView>" view   \
    "</t:RequestedView></t:FreeBusyViewOptions></m:GetUserAvailabilityRequest>"
#define IN_BERLIN "<t:TimeZoneContext><t:TimeZoneDefinition Id=\"W. Europe Standard Time\"/></t:TimeZoneContext>"
#define AS_BOB                                                                                                         \
    "<t:ExchangeImpersonation><t:ConnectingSID><t:SmtpAddress>bob@contoso.com</t:SmtpAddress></t:ConnectingSID>"       \
    "</t:ExchangeImpersonation>"
#define REFUSED "Proxy web request failed. , inner exception: The request failed with HTTP status 401: Unauthorized."

static const struct row {
    const char *name, *asking, *verdict, *headers, *element;
    const char *asked; /* what the flow was asked for; "" not at all */
    const char *find, *text;
} rows[] = {
    {"a remote mailbox", "exo", NULL, "", ASK(MAILBOX("joe@contoso.com"), "DetailedMerged"),
     "exo ann@contoso.com joe@contoso.com 2026-01-05T00:00:00 2026-01-06T00:00:00", "Subject", "Far & away"},
    {"digits for the interval asked for", "exo", NULL, "", ASK(MAILBOX("joe@contoso.com"), "MergedOnly"),
     "exo ann@contoso.com joe@contoso.com 2026-01-05T00:00:00 2026-01-06T00:00:00", "MergedFreeBusy",
     "000000000200000000000000"},
    {"the client's zone", "exo", NULL, IN_BERLIN, ASK(MAILBOX("joe@contoso.com"), "FreeBusy"),
     "exo ann@contoso.com joe@contoso.com 2026-01-04T23:00:00 2026-01-05T23:00:00", "StartTime", "2026-01-05T10:00:00"},
    {"FreeBusy shows no details", "exo", NULL, "", ASK(MAILBOX("joe@contoso.com"), "FreeBusy"),
     "exo ann@contoso.com joe@contoso.com 2026-01-05T00:00:00 2026-01-06T00:00:00", "FreeBusyViewType", "FreeBusy"},
    {"in the other direction", "onprem", NULL, "", ASK(MAILBOX("ann@contoso.com"), "FreeBusy"),
     "onprem joe@contoso.com ann@contoso.com 2026-01-05T00:00:00 2026-01-06T00:00:00", "BusyType", "Busy"},
    {"for somebody else", "exo", NULL, AS_BOB, ASK(MAILBOX("joe@contoso.com"), "FreeBusy"),
     "exo bob@contoso.com joe@contoso.com 2026-01-05T00:00:00 2026-01-06T00:00:00", "ResponseCode", "NoError"},
    {"a local mailbox", "exo", "never", "", ASK(MAILBOX("ann@contoso.com"), "Detailed"), "", "Subject", "Planning"},
    {"nobody: the flow says so", "exo", "Unable to resolve", "", ASK(MAILBOX("no@contoso.com"), "Detailed"),
     "exo ann@contoso.com no@contoso.com 2026-01-05T00:00:00 2026-01-06T00:00:00", "FreeBusyViewType", "None"},
    {"no address: no flow", "exo", NULL, "", ASK(MAILBOX("hello"), "Detailed"), "", "ResponseCode",
     "ErrorInvalidSmtpAddress"},
    {"failure", "exo", REFUSED, "", ASK(MAILBOX("joe@contoso.com"), "DetailedMerged"),
     "exo ann@contoso.com joe@contoso.com 2026-01-05T00:00:00 2026-01-06T00:00:00", "MessageText",
     "Microsoft.Exchange.InfoWorker.Common.Availability.ProxyWebRequestProcessingException: " REFUSED
     ". Name of the server where exception originated: DB3PR02MB0345. LID: 43532."},
    {"failure: code", "exo", REFUSED, "", ASK(MAILBOX("joe@contoso.com"), "DetailedMerged"),
     "exo ann@contoso.com joe@contoso.com 2026-01-05T00:00:00 2026-01-06T00:00:00", "ResponseCode",
     "ErrorProxyRequestProcessingFailed"},
    {"failure: number", "exo", REFUSED, "", ASK(MAILBOX("joe@contoso.com"), "DetailedMerged"),
     "exo ann@contoso.com joe@contoso.com 2026-01-05T00:00:00 2026-01-06T00:00:00", "ExceptionCode", "5016"},
    {"failure: who answered", "exo", REFUSED, "", ASK(MAILBOX("joe@contoso.com"), "DetailedMerged"),
     "exo ann@contoso.com joe@contoso.com 2026-01-05T00:00:00 2026-01-06T00:00:00", "ResponseSource",
     "https://mail.contoso.com/EWS/Exchange.asmx"},
};

/* On the loop's thread: exactly what the flow is needed for is put off, with the flow not asked. */
static void postpones(struct servers *servers, const struct row *row, const char *body)
{
    servers->must_not_wait = true;
    servers_send(servers, "front-door", "POST", PATH_EWS, SERVERS_BASIC, body);
    assert_int_equal(servers->answer.postponed, *row->asked != '\0');
    assert_int_equal(servers->answer.status, *row->asked ? 0 : 200);
    assert_int_equal(servers->asked_count, 0);
    servers->must_not_wait = false;
}

static void answers(void **state)
{
    const struct row *row = *state;
    CLEANUP(cleanup_string) char *body = servers_envelope(row->headers, row->element);
    CLEANUP(cleanup_string) char *text = NULL;
    struct servers servers;

    servers_start(&servers, NULL);
    servers.asking = row->asking;
    servers.verdict = row->verdict;
    postpones(&servers, row, body);
    servers_send(&servers, "front-door", "POST", PATH_EWS, SERVERS_BASIC, body);
    assert_false(servers.answer.postponed);
    assert_int_equal(servers.answer.status, 200); /* an error of one mailbox is not an error of the request */
    assert_string_equal(servers.asked, row->asked);
    text = servers_text(&servers, row->find);
    assert_string_equal(text, row->text);
    servers_stop(&servers);
}

static void asks_for_each(void **state)
{
    CLEANUP(cleanup_string)
    char *body = servers_envelope(
        "", ASK(MAILBOX("joe@contoso.com") MAILBOX("ann@contoso.com") MAILBOX("kim@contoso.com"), "FreeBusy"));
    struct servers servers;

    (void)state;
    servers_start(&servers, NULL);
    servers_send(&servers, "front-door", "POST", PATH_EWS, SERVERS_BASIC, body);
    assert_int_equal(servers.asked_count, 2);
    assert_int_equal(servers_count(&servers, "FreeBusyResponse"), 3);
    servers_stop(&servers);
}

/* Both organisations offer Basic, too: their own users may ask there, and nobody else's. */
static void is_not_the_only_door(void **state)
{
    CLEANUP(cleanup_string) char *body = servers_envelope("", ASK(MAILBOX("joe@contoso.com"), "FreeBusy"));
    struct servers servers;

    (void)state;
    servers_start(&servers, NULL);
    servers_send(&servers, "exo", "POST", PATH_EWS, SERVERS_BASIC, body);
    assert_int_equal(servers.answer.status, 200);
    assert_int_equal(servers.asked_count, 1);
    servers.asking = "onprem";
    servers_send(&servers, "exo", "POST", PATH_EWS, SERVERS_BASIC,
                 body); /* now they are users of another organisation */
    assert_int_equal(servers.answer.status, 401);
    servers_send(&servers, "onprem", "POST", PATH_EWS, SERVERS_BASIC, body);
    assert_int_equal(servers.answer.status, 200);
    assert_int_equal(servers.asked_count, 1); /* joe's mailbox is its own */
    servers_stop(&servers);
}

static void no_door_without_basic(void **state)
{
    static const char *const changes[] = {"<BasicAuthentication>true", "<BasicAuthentication>false", NULL};
    CLEANUP(cleanup_string) char *body = servers_envelope("", ASK(MAILBOX("joe@contoso.com"), "FreeBusy"));
    struct servers servers;

    (void)state;
    servers_start(&servers, changes);
    servers_send(&servers, "exo", "POST", PATH_EWS, SERVERS_BASIC, body);
    assert_int_equal(servers.answer.status, 401);
    assert_int_equal(servers.asked_count, 0);
    servers_stop(&servers);
}

static void anchors_at_a_mailbox(void **state)
{
    CLEANUP(cleanup_string) char *body = servers_envelope("", ASK(MAILBOX("joe@contoso.com"), "FreeBusy"));
    const struct origin origin = {.party = "front-door", .tls = true};
    struct request request = {.origin = &origin, .method = "POST", .path = PATH_EWS, .query = "", .body = body};
    struct servers servers;

    (void)state;
    request.body_length = strlen(body);
    headers_add(&request.headers, "Authorization", SERVERS_BASIC + strlen("Authorization: "));
    headers_add(&request.headers, "X-AnchorMailbox", "bob@contoso.com");
    servers_start(&servers, NULL);
    exchange_answer(servers.exchange, servers.snapshot, &request, &servers.answer);
    assert_true(text_starts(servers.asked, "exo bob@contoso.com "));
    headers_clear(&request.headers);
    servers_stop(&servers);
}

static void name_bob(void *context, char buffer[320])
{
    (void)context;
    snprintf(buffer, 320, "bob@contoso.com");
}

static void name_nobody(void *context, char buffer[320])
{
    (void)context;
    snprintf(buffer, 320, "joe@contoso.com"); /* a mailbox, but not in this organisation */
}

static void speaks_for_the_requester(void **state)
{
    CLEANUP(cleanup_string) char *body = servers_envelope("", ASK(MAILBOX("joe@contoso.com"), "FreeBusy"));
    struct servers servers;

    (void)state;
    servers_start(&servers, NULL);
    servers.setup.requester = name_bob;
    servers_send(&servers, "front-door", "POST", PATH_EWS, SERVERS_BASIC, body);
    assert_true(text_starts(servers.asked, "exo bob@contoso.com "));
    servers.setup.requester = name_nobody;
    servers_send(&servers, "front-door", "POST", PATH_EWS, SERVERS_BASIC, body);
    assert_true(text_starts(servers.asked, "exo ann@contoso.com "));
    servers_stop(&servers);
}

static void accepts_a_domain_in_the_name(void **state)
{
    CLEANUP(cleanup_string) char *body = servers_envelope("", "<m:GetServerTimeZones/>");
    struct servers servers;

    (void)state;
    servers_start(&servers, NULL);
    servers_send(&servers, "front-door", "POST", PATH_EWS, "Authorization: Basic Q09OVE9TT1x1c2VyOnNlY3JldDp3b3Jk",
                 body);
    assert_int_equal(servers.answer.status, 200);
    servers_stop(&servers);
}

int main(void)
{
    static const struct CMUnitTest first[] = {
        cmocka_unit_test(asks_for_each),
        cmocka_unit_test(is_not_the_only_door),
        cmocka_unit_test(no_door_without_basic),
        cmocka_unit_test(anchors_at_a_mailbox),
        cmocka_unit_test(speaks_for_the_requester),
        cmocka_unit_test(accepts_a_domain_in_the_name),
    };
    struct CMUnitTest tests[ARRAY_SIZE(first) + ARRAY_SIZE(rows)];

    memcpy(tests, first, sizeof first);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[ARRAY_SIZE(first) + i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = answers, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
