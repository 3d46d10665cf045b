/* SPDX-License-Identifier: MIT */
/* GetUserAvailability as the server of the asked organisation answers it. 5 January 2026 is a Monday; Joe has a meeting
 * from 09:00 to 10:00 UTC then, and Kim is out of office on Friday from 15:00. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/servers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MAILBOX(address)                                                                                               \
    "<t:MailboxData><t:Email><t:Address>" address "</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType>"    \
    "<t:ExcludeConflicts>false</t:ExcludeConflicts></t:MailboxData>"
#define ZONE(bias, daylight)                                                                                           \
    "<t:TimeZone><t:Bias>" bias "</t:Bias><t:StandardTime><t:Bias>0</t:Bias><t:Time>03:00:00</t:Time><t:DayOrder>5"    \
    "</t:DayOrder><t:Month>10</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></"                                            \
    "t:StandardTime><t:DaylightTime><t:Bias>" daylight                                                                 \
    "</t:Bias><t:Time>02:00:00</t:Time><t:DayOrder>5</t:DayOrder><t:Month>3</t:Month><t:DayOfWeek>Sunday</"            \
    "t:DayOfWeek>"                                                                                                     \
    "</t:DaylightTime></t:TimeZone>"
#define WINDOW(start, end)                                                                                             \
    "<t:TimeWindow><t:StartTime>" start "</t:StartTime><t:EndTime>" end "</t:EndTime></t:TimeWindow>"
#define VIEW(window, interval, view)                                                                                   \
    "<t:FreeBusyViewOptions>" window "<t:MergedFreeBusyIntervalInMinutes>" interval                                    \
    "</t:MergedFreeBusyIntervalInMinutes><t:RequestedView>" view "</t:RequestedView></t:FreeBusyViewOptions>"
#define SUGGESTIONS(more, start, end)                                                                                  \
    "<t:SuggestionsViewOptions>" more "<t:DetailedSuggestionsWindow><t:StartTime>" start                               \
    "</t:StartTime><t:EndTime>" end "</t:EndTime></t:DetailedSuggestionsWindow></t:SuggestionsViewOptions>"
#define ASK(zone, mailboxes, options)                                                                                  \
    "<m:GetUserAvailabilityRequest>" zone "<m:MailboxDataArray>" mailboxes "</m:MailboxDataArray>" options             \
    "</m:GetUserAvailabilityRequest>"
#define BOTH(window, start, end)                                                                                       \
    ASK("", MAILBOX("joe@contoso.com"), VIEW(window, "30", "MergedOnly") SUGGESTIONS("", start, end))
#define MORNING WINDOW("2026-01-05T08:00:00", "2026-01-05T12:00:00")
#define DAY_WINDOW WINDOW("2026-01-05T00:00:00", "2026-01-06T00:00:00")
#define JOE(zone, window, interval, view) ASK(zone, MAILBOX("joe@contoso.com"), VIEW(window, interval, view))

static const struct caller cloud = {CALLER_ORGANIZATION, "ann@contoso.mail.onmicrosoft.com", "", 0};
static const struct caller delegate = {CALLER_DELEGATION, "ann@contoso.mail.onmicrosoft.com", "", 0};
static const struct caller stranger = {CALLER_ORGANIZATION, "eve@fabrikam.com", "", 0};
static const struct caller joe = {CALLER_USER, "joe@contoso.com", "", 0};
static const struct caller kim = {CALLER_USER, "kim@contoso.com", "", 0};

static const struct row {
    const char *name;
    const struct caller *caller;
    const char *element, *find, *text; /* first element of that name; NULL: there is none of it */
} rows[] = {
    {"merged digits", &cloud, JOE("", MORNING, "30", "MergedOnly"), "MergedFreeBusy", "00220000"},
    {"fine digits", &cloud, JOE("", WINDOW("2026-01-05T08:50:00", "2026-01-05T09:10:00"), "5", "MergedOnly"),
     "MergedFreeBusy", "0022"},
    {"an interval that starts before and ends behind", &cloud,
     JOE("", WINDOW("2026-01-05T08:45:00", "2026-01-05T10:45:00"), "60", "MergedOnly"), "MergedFreeBusy", "22"},
    {"a last interval that is cut", &cloud,
     JOE("", WINDOW("2026-01-05T08:00:00", "2026-01-05T09:30:00"), "60", "MergedOnly"), "MergedFreeBusy", "02"},
    {"a whole day in one", &cloud, JOE("", DAY_WINDOW, "1440", "FreeBusyMerged"), "MergedFreeBusy", "2"},
    {"tentative", &cloud, JOE("", WINDOW("2026-01-06T12:00:00", "2026-01-06T14:00:00"), "30", "MergedOnly"),
     "MergedFreeBusy", "0010"},
    {"the highest wins", &cloud, JOE("", WINDOW("2026-01-06T00:00:00", "2026-01-07T00:00:00"), "1440", "MergedOnly"),
     "MergedFreeBusy", "2"},
    {"out of office", &cloud,
     ASK("", MAILBOX("kim@contoso.com"),
         VIEW(WINDOW("2026-01-09T14:00:00", "2026-01-09T18:00:00"), "60", "MergedOnly")),
     "MergedFreeBusy", "2330"},
    {"Saturday, as every day", &cloud,
     JOE("", WINDOW("2026-01-10T00:00:00", "2026-01-11T00:00:00"), "360", "MergedOnly"), "MergedFreeBusy", "0200"},
    {"default interval", &cloud,
     ASK("", MAILBOX("joe@contoso.com"),
         "<t:FreeBusyViewOptions>" MORNING "<t:RequestedView>MergedOnly</t:RequestedView></t:FreeBusyViewOptions>"),
     "MergedFreeBusy", "00220000"},
    {"MergedOnly has no events", &cloud, JOE("", MORNING, "30", "MergedOnly"), "CalendarEvent", NULL},
    {"FreeBusy has no digits", &cloud, JOE("", MORNING, "30", "FreeBusy"), "MergedFreeBusy", NULL},
    {"FreeBusy has events", &cloud, JOE("", MORNING, "30", "FreeBusy"), "StartTime", "2026-01-05T09:00:00"},
    {"Detailed has no digits", &joe, JOE("", MORNING, "30", "Detailed"), "MergedFreeBusy", NULL},
    {"an event is given whole", &cloud, JOE("", WINDOW("2026-01-05T09:30:00", "2026-01-05T11:00:00"), "30", "FreeBusy"),
     "StartTime", "2026-01-05T09:00:00"},
    {"an event that ends as the window begins", &cloud,
     JOE("", WINDOW("2026-01-05T10:00:00", "2026-01-05T11:00:00"), "30", "FreeBusy"), "CalendarEventArray", NULL},
    {"working hours", &cloud, JOE("", MORNING, "30", "FreeBusy"), "StartTimeInMinutes", "480"},
    {"working days", &cloud, JOE("", MORNING, "30", "MergedOnly"), "WorkingPeriod",
     "Monday Tuesday Wednesday Thursday Friday4801020"},
    {"details for the owner", &joe, JOE("", MORNING, "30", "DetailedMerged"), "Subject", "Production meeting"},
    {"his view", &joe, JOE("", MORNING, "30", "DetailedMerged"), "FreeBusyViewType", "DetailedMerged"},
    {"no details with AvailabilityOnly", &kim, JOE("", MORNING, "30", "DetailedMerged"), "CalendarEventDetails", NULL},
    {"the view is cut to what may be seen", &kim, JOE("", MORNING, "30", "DetailedMerged"), "FreeBusyViewType",
     "FreeBusyMerged"},
    {"by its other address", &cloud,
     ASK("", MAILBOX("SMTP:Joe@contoso.mail.onmicrosoft.com"), VIEW(MORNING, "30", "MergedOnly")), "MergedFreeBusy",
     "00220000"},
    {"window with Z", &cloud,
     JOE(ZONE("480", "0"), WINDOW("2026-01-05T08:00:00Z", "2026-01-05T12:00:00Z"), "30", "MergedOnly"),
     "MergedFreeBusy", "00220000"},
    {"window with an offset", &cloud,
     JOE("", WINDOW("2026-01-05T10:00:00+02:00", "2026-01-05T14:00:00+02:00"), "30", "MergedOnly"), "MergedFreeBusy",
     "00220000"},
    {"window in the request's zone", &cloud,
     JOE(ZONE("480", "0"), WINDOW("2026-01-05T00:00:00", "2026-01-05T04:00:00"), "30", "MergedOnly"), "MergedFreeBusy",
     "00220000"},
    {"events in the request's zone", &cloud, JOE(ZONE("-60", "-60"), DAY_WINDOW, "30", "FreeBusy"), "StartTime",
     "2026-01-05T10:00:00"},
    {"events in its daylight time", &cloud,
     JOE(ZONE("-60", "-60"), WINDOW("2026-07-06T00:00:00", "2026-07-07T00:00:00"), "30", "FreeBusy"), "StartTime",
     "2026-07-06T11:00:00"},
    {"two mailboxes", &cloud,
     ASK("", MAILBOX("kim@contoso.com") MAILBOX("joe@contoso.com"), VIEW(MORNING, "30", "MergedOnly")),
     "FreeBusyResponseArray", "NoErrorMergedOnly00000000"},

    {"delegation of a partner", &delegate, JOE("", MORNING, "30", "MergedOnly"), "MergedFreeBusy", "00220000"},
    {"a stranger", &stranger, JOE("", MORNING, "30", "MergedOnly"), "ExceptionCode", "5037"},
    {"a stranger: the text", &stranger, JOE("", MORNING, "30", "MergedOnly"), "MessageText",
     "The caller does not have access to free/busy data."},
    {"an error has a view, too", &stranger, JOE("", MORNING, "30", "MergedOnly"), "FreeBusyViewType", "None"},
    {"nobody", &cloud, ASK("", MAILBOX("no@contoso.com"), VIEW(MORNING, "30", "MergedOnly")), "ResponseMessage",
     "Unable to resolve e-mail address no@contoso.com to an Active Directory "
     "object.ErrorMailRecipientNotFound0Microsoft"},
    {"a mailbox of the other side", &cloud, ASK("", MAILBOX("ann@contoso.com"), VIEW(MORNING, "30", "MergedOnly")),
     "MessageText",
     "The cross-organization request for mailbox ann@contoso.com is not allowed because the requester is from a "
     "different organization."},
    {"no address", &cloud, ASK("", MAILBOX("joe"), VIEW(MORNING, "30", "MergedOnly")), "ResponseCode",
     "ErrorInvalidSmtpAddress"},
    {"markup for an address", &cloud, ASK("", MAILBOX("&lt;a@b&gt;"), VIEW(MORNING, "30", "MergedOnly")),
     "ResponseCode", "ErrorInvalidSmtpAddress"},

    {"no options", &cloud, ASK("", MAILBOX("joe@contoso.com"), ""), "ResponseCode", "ErrorInvalidFreeBusyViewType"},
    {"view None", &cloud, JOE("", MORNING, "30", "None"), "ResponseCode", "ErrorInvalidFreeBusyViewType"},
    {"view unknown", &cloud, JOE("", MORNING, "30", "Everything"), "ResponseCode", "ErrorInvalidFreeBusyViewType"},
    {"interval too short", &cloud, JOE("", MORNING, "4", "MergedOnly"), "ResponseCode",
     "ErrorInvalidMergedFreeBusyInterval"},
    {"interval too long", &cloud, JOE("", DAY_WINDOW, "1441", "MergedOnly"), "ResponseCode",
     "ErrorInvalidMergedFreeBusyInterval"},
    {"interval longer than the window", &cloud, JOE("", MORNING, "300", "MergedOnly"), "ResponseCode",
     "ErrorInvalidMergedFreeBusyInterval"},
    {"interval is a word", &cloud, JOE("", MORNING, "soon", "MergedOnly"), "ResponseCode",
     "ErrorInvalidMergedFreeBusyInterval"},
    {"interval does not matter to FreeBusy", &cloud, JOE("", MORNING, "4", "FreeBusy"), "StartTime",
     "2026-01-05T09:00:00"},
    {"62 days", &cloud, JOE("", WINDOW("2026-01-01T00:00:00", "2026-03-04T00:00:00"), "1440", "MergedOnly"),
     "ResponseCode", "NoError"},
    {"63 days", &cloud, JOE("", WINDOW("2026-01-01T00:00:00", "2026-03-05T00:00:00"), "30", "MergedOnly"),
     "faultstring",
     "The requested time duration specified for FreeBusyViewOptions.TimeWindow is too long. The allowed limit = 62 "
     "days; "
     "the actual limit = 63 days."},
    {"window backwards", &cloud, JOE("", WINDOW("2026-01-06T00:00:00", "2026-01-05T00:00:00"), "30", "MergedOnly"),
     "Message", "The time duration specified for FreeBusyViewOptions.TimeWindow is invalid."},
    {"window empty", &cloud, JOE("", WINDOW("2026-01-06T00:00:00", "2026-01-06T00:00:00"), "30", "MergedOnly"),
     "ResponseCode", "ErrorInvalidTimeInterval"},
    {"window is no time", &cloud, JOE("", WINDOW("now", "then"), "30", "MergedOnly"), "ResponseCode",
     "ErrorSchemaValidation"},
    {"no mailboxes", &cloud, ASK("", "", VIEW(MORNING, "30", "MergedOnly")), "ResponseCode",
     "ErrorMailboxDataArrayEmpty"},
    {"zone is no zone", &cloud, JOE("<t:TimeZone/>", MORNING, "30", "MergedOnly"), "ResponseCode",
     "ErrorSchemaValidation"},

    {"suggestions alone", &cloud,
     ASK("", MAILBOX("joe@contoso.com"), SUGGESTIONS("", "2026-01-05T00:00:00", "2026-01-06T00:00:00")), "MeetingTime",
     "2026-01-05T08:00:00"},
    {"suggestions alone have no views", &cloud,
     ASK("", MAILBOX("joe@contoso.com"), SUGGESTIONS("", "2026-01-05T00:00:00", "2026-01-06T00:00:00")), "FreeBusyView",
     NULL},
    {"suggestions pass the meeting by", &cloud,
     ASK("", MAILBOX("joe@contoso.com"), SUGGESTIONS("", "2026-01-05T09:00:00", "2026-01-05T13:00:00")), "MeetingTime",
     "2026-01-05T10:00:00"},
    {"day quality", &cloud,
     ASK("", MAILBOX("joe@contoso.com"), SUGGESTIONS("", "2026-01-05T00:00:00", "2026-01-06T00:00:00")), "DayQuality",
     "Excellent"},
    {"nothing on a day off", &cloud,
     ASK("", MAILBOX("joe@contoso.com"), SUGGESTIONS("", "2026-01-10T00:00:00", "2026-01-11T00:00:00")), "MeetingTime",
     NULL},
    {"outside of work if asked for", &cloud,
     ASK("", MAILBOX("joe@contoso.com"),
         SUGGESTIONS("<t:MaximumNonWorkHourResultsByDay>1</t:MaximumNonWorkHourResultsByDay>", "2026-01-10T00:00:00",
                     "2026-01-11T00:00:00")),
     "IsWorkTime", "false"},
    {"nobody to ask spoils nothing", &cloud,
     ASK("", MAILBOX("no@contoso.com"), SUGGESTIONS("", "2026-01-05T00:00:00", "2026-01-06T00:00:00")),
     "AttendeeConflictDataArray", ""},
    {"a meeting that is too long", &cloud,
     ASK("", MAILBOX("joe@contoso.com"),
         SUGGESTIONS("<t:MeetingDurationInMinutes>1441</t:MeetingDurationInMinutes>", "2026-01-05T00:00:00",
                     "2026-01-06T00:00:00")),
     "ResponseCode", "ErrorInvalidArgument"},
    {"windows years apart", &cloud, BOTH(MORNING, "2046-01-05T00:00:00", "2046-01-06T00:00:00"), "ResponseCode",
     "ErrorTimeIntervalTooBig"},
    {"windows of 124 days, both together", &cloud, BOTH(MORNING, "2026-05-08T00:00:00", "2026-05-09T08:00:00"),
     "ResponseCode", "NoError"},
    {"a second more", &cloud, BOTH(MORNING, "2026-05-08T00:00:00", "2026-05-09T08:00:01"), "ResponseCode",
     "ErrorTimeIntervalTooBig"},
    {"the other way round", &cloud,
     BOTH(WINDOW("2026-05-08T08:00:00", "2026-05-09T00:00:00"), "2026-01-05T00:00:00", "2026-01-06T00:00:00"),
     "ResponseCode", "NoError"},
    {"and a second more", &cloud,
     BOTH(WINDOW("2026-05-08T08:00:00", "2026-05-09T00:00:01"), "2026-01-05T00:00:00", "2026-01-06T00:00:00"),
     "ResponseCode", "ErrorTimeIntervalTooBig"},
};

static void answers(void **state)
{
    const struct row *row = *state;
    CLEANUP(cleanup_string) char *text = NULL;
    struct servers servers;

    servers_start(&servers, NULL);
    servers_call(&servers, "onprem", row->caller, row->element);
    text = servers_text(&servers, row->find);
    if (row->text)
        assert_true(text_starts(text, row->text));
    else
        assert_int_equal(servers_count(&servers, row->find), 0);
    servers_stop(&servers);
}

/* What the settings of the asked organisation allow. */
static const struct rule {
    const char *name, *from, *to;
    const struct caller *caller;
    const char *find, *text;
} rules[] = {
    {"Default has no access", "<AccessRights>AvailabilityOnly", "<AccessRights>None", &cloud, "ResponseCode",
     "ErrorNoFreeBusyAccess"},
    {"Default may see details", "<AccessRights>AvailabilityOnly", "<AccessRights>LimitedDetails", &cloud, "Subject",
     "Production meeting"},
    {"Default may see details, delegated", "<AccessRights>AvailabilityOnly", "<AccessRights>LimitedDetails", &delegate,
     "Subject", "Production meeting"},
    {"the owner is no stranger", "<AccessRights>AvailabilityOnly", "<AccessRights>None", &joe, "Subject",
     "Production meeting"},
    {"a permission of one's own", "<User>Default", "<User>ann@contoso.mail.onmicrosoft.com", &cloud, "FreeBusyViewType",
     "FreeBusyMerged"},
    {"the relationship is the delegate's way", "<DomainNames>contoso.mail.onmicrosoft.com", "<DomainNames>fabrikam.com",
     &delegate, "ResponseCode", "ErrorNoFreeBusyAccess"},
    {"the connector is OAuth's", "<DomainNames>contoso.mail.onmicrosoft.com", "<DomainNames>fabrikam.com", &cloud,
     "ResponseCode", "NoError"},
    {"the relationship is off", "<FreeBusyAccessEnabled>true", "<FreeBusyAccessEnabled>false", &delegate,
     "ResponseCode", "ErrorNoFreeBusyAccess"},
    {"its level", "<FreeBusyAccessLevel>LimitedDetails", "<FreeBusyAccessLevel>None", &delegate, "ResponseCode",
     "ErrorNoFreeBusyAccess"},
    {"both ways are off", "<Enabled>true", "<Enabled>false", &cloud, "ResponseCode", "ErrorNoFreeBusyAccess"},
    {"too many entries", "<BusyType>Busy</BusyType>", "<BusyType>Busy</BusyType><Copies>5009</Copies>", &cloud,
     "MessageText",
     "The result set contains too many calendar entries. The allowed size = 1000; the actual size = 5009. LID: 54796"},
    {"too many entries: the code", "<BusyType>Busy</BusyType>", "<BusyType>Busy</BusyType><Copies>1000000000</Copies>",
     &cloud, "ExceptionCode", "5006"},
};

static void obeys(void **state)
{
    const struct rule *rule = *state;
    const char *const changes[] = {rule->from, rule->to, NULL};
    CLEANUP(cleanup_string) char *text = NULL;
    struct servers servers;

    servers_start(&servers, changes);
    servers_call(&servers, "onprem", rule->caller, JOE("", DAY_WINDOW, "30", "DetailedMerged"));
    text = servers_text(&servers, rule->find);
    assert_string_equal(text, rule->text);
    servers_stop(&servers);
}

/* Row 24b: one room whose day ends before it begins spoils the suggestions, not the views. */
static void refuses_suggestions(void **state)
{
    static const char *const changes[] = {"<WorkingHoursEndTime>17:00:00", "<WorkingHoursEndTime>07:00:00", NULL};
    CLEANUP(cleanup_string) char *text = NULL;
    struct servers servers;

    (void)state;
    servers_start(&servers, changes);
    servers_call(&servers, "onprem", &cloud,
                 ASK("", MAILBOX("joe@contoso.com"),
                     VIEW(MORNING, "30", "FreeBusy") SUGGESTIONS("", "2026-01-05T00:00:00", "2026-01-06T00:00:00")));
    text = servers_text(&servers, "SuggestionsResponse");
    assert_true(text_contains(text, "Work hours start time must be less than or equal to end time."));
    assert_int_equal(servers_count(&servers, "CalendarEvent"), 1);
    assert_int_equal(servers_count(&servers, "SuggestionDayResultArray"), 0);
    servers_stop(&servers);
}

static void refuses_101_mailboxes(void **state)
{
    CLEANUP(cleanup_string) char *mailboxes = calloc(1, 101 * strlen(MAILBOX("joe@contoso.com")) + 1);
    CLEANUP(cleanup_string) char *element = NULL, *text = NULL;
    struct servers servers;

    (void)state;
    for (int i = 0; i < 101; i++)
        memcpy(mailboxes + strlen(mailboxes), MAILBOX("joe@contoso.com"), sizeof MAILBOX("joe@contoso.com"));
    element = text_format(ASK("", "%s", VIEW(MORNING, "30", "MergedOnly")), mailboxes);
    servers_start(&servers, NULL);
    servers_call(&servers, "onprem", &cloud, element);
    text = servers_text(&servers, "Message");
    assert_int_equal(servers.answer.status, 500);
    assert_string_equal(text, "There are too many target users in the EmailAddress array. The allowed size = 100; the "
                              "actual size = 101.");
    servers_stop(&servers);
}

/* An item that runs past midnight, and the order of what overlaps. */
static void expands_over_midnight(void **state)
{
    static const char *const changes[] = {"<StartTime>13:00:00</StartTime>\n      <EndTime>13:30:00</EndTime>",
                                          "<StartTime>23:30:00</StartTime>\n      <EndTime>00:30:00</EndTime>", NULL};
    CLEANUP(cleanup_string) char *merged = NULL;
    struct servers servers;

    (void)state;
    servers_start(&servers, changes);
    servers_call(&servers, "onprem", &cloud,
                 JOE("", WINDOW("2026-01-07T00:00:00", "2026-01-07T02:00:00"), "30", "FreeBusyMerged"));
    merged = servers_text(&servers, "MergedFreeBusy"); /* Tuesday's call */
    assert_string_equal(merged, "1000");
    servers_stop(&servers);
}

int main(void)
{
    static const struct CMUnitTest first[] = {
        cmocka_unit_test(refuses_suggestions),
        cmocka_unit_test(refuses_101_mailboxes),
        cmocka_unit_test(expands_over_midnight),
    };
    struct CMUnitTest tests[ARRAY_SIZE(first) + ARRAY_SIZE(rows) + ARRAY_SIZE(rules)];
    size_t count = ARRAY_SIZE(first);

    memcpy(tests, first, sizeof first);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[count++] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = answers, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(rules); i++)
        tests[count++] = (struct CMUnitTest){
            .name = rules[i].name, .test_func = obeys, .initial_state = (void *)(uintptr_t)&rules[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
