/* SPDX-License-Identifier: MIT */
/* A room list as its own organisation answers for it. 5 January 2026 is a Monday; Room 1 is taken from 13:00 to 14:00
 * UTC then, Room 2 from 15:00 to 16:00. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/servers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define WINDOW(name)                                                                                                   \
    "<t:" name "><t:StartTime>2026-01-05T12:00:00</t:StartTime><t:EndTime>2026-01-05T17:00:00</t:EndTime></t:" name ">"
#define ROOMS(options)                                                                                                 \
    "<m:GetUserAvailabilityRequest><m:MailboxDataArray><t:MailboxData><t:Email><t:Address>rooms@contoso.com"           \
    "</t:Address></t:Email><t:AttendeeType>Room</t:AttendeeType><t:ExcludeConflicts>false</t:ExcludeConflicts>"        \
    "</t:MailboxData></m:MailboxDataArray>" options "</m:GetUserAvailabilityRequest>"
#define VIEW                                                                                                           \
    "<t:FreeBusyViewOptions>" WINDOW(                                                                                  \
        "TimeWindow") "<t:MergedFreeBusyIntervalInMinutes>60"                                                          \
                      "</t:MergedFreeBusyIntervalInMinutes><t:RequestedView>FreeBusyMerged</t:RequestedView></"        \
                      "t:FreeBusyViewOptions>"
#define SUGGESTIONS "<t:SuggestionsViewOptions>" WINDOW("DetailedSuggestionsWindow") "</t:SuggestionsViewOptions>"
#define MEMBER "<Member>room2@contoso.com</Member>"
#define ROOM2 "<Identity>room2@contoso.com</Identity>"
#define WORK_DAYS                                                                                                      \
    "\n      <WorkDays>Monday</WorkDays>\n      <WorkDays>Tuesday</WorkDays>\n      <WorkDays>Wednesday</WorkDays>\n"  \
    "      <WorkDays>Thursday</WorkDays>\n      <WorkDays>Friday</WorkDays>\n      <WorkingHoursStartTime>"

static const struct caller ann = {CALLER_USER, "ann@contoso.com", "", 0};

static const struct row {
    const char *name, *find, *put, *element, *wanted, *text;
} rows[] = {
    {"as busy as its members together", MEMBER, MEMBER, ROOMS(VIEW), "MergedFreeBusy", "02020"},
    {"events of all of them", MEMBER, MEMBER, ROOMS(VIEW), "CalendarEventArray",
     "2026-01-05T13:00:002026-01-05T14:00:00Busy2026-01-05T15:00:002026-01-05T16:00:00Busy"},
    {"without a member", MEMBER, "<Member>room1@contoso.com</Member>", ROOMS(VIEW), "MergedFreeBusy", "02000"},
    {"a group in itself", MEMBER, "<Member>rooms@contoso.com</Member>", ROOMS(VIEW), "MergedFreeBusy", "02000"},
    {"one of them may not be seen",
     "<Identity>room2@contoso.com:\\Calendar</Identity>\n      <User>Default</User>\n"
     "      <AccessRights>AvailabilityOnly",
     "<Identity>room2@contoso.com:\\Calendar</Identity>\n      <User>Default"
     "</User>\n      <AccessRights>None",
     ROOMS(VIEW), "ResponseCode", "ErrorNoFreeBusyAccess"},
    {"suggestions", MEMBER, MEMBER, ROOMS(VIEW SUGGESTIONS), "SuggestionQuality", "Excellent"},
    {"one of them with impossible hours", ROOM2 WORK_DAYS "08:00:00", ROOM2 WORK_DAYS "18:00:00",
     ROOMS(VIEW SUGGESTIONS), "SuggestionsResponse",
     "Microsoft.Exchange.InfoWorker.Common.InvalidParameterException: Work hours start time must be less than or equal "
     "to end time. at "},
    {"whose views come all the same", ROOM2 WORK_DAYS "08:00:00", ROOM2 WORK_DAYS "18:00:00", ROOMS(VIEW SUGGESTIONS),
     "MergedFreeBusy", "02020"},
};

static void answers(void **state)
{
    const struct row *row = *state;
    const char *const changes[] = {row->find, row->put, NULL};
    CLEANUP(cleanup_string) char *text = NULL;
    struct servers servers;

    servers_start(&servers, changes);
    servers_call(&servers, "exo", &ann, row->element);
    text = servers_text(&servers, row->wanted);
    if (!text_starts(text, row->text))
        fail_msg("%s", text);
    assert_int_equal(servers.asked_count, 0); /* no other organisation */
    servers_stop(&servers);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = answers, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
