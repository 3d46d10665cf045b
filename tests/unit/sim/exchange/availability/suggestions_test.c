/* SPDX-License-Identifier: MIT */
/* The times that SuggestionsResponse proposes, all of an answer. 5 January 2026 is a Monday; Joe has a meeting from 09:00
 * to 10:00 UTC then, and works from 08:00 to 17:00. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "support/servers.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MAILBOX(address, type)                                                                                         \
    "<t:MailboxData><t:Email><t:Address>" address "</t:Address></t:Email><t:AttendeeType>" type                        \
    "</t:AttendeeType><t:ExcludeConflicts>false</t:ExcludeConflicts></t:MailboxData>"
#define JOE MAILBOX("joe@contoso.com", "Required")
#define JOE_MAY MAILBOX("joe@contoso.com", "Optional")
#define KIM MAILBOX("kim@contoso.com", "Required")
#define WEST /* nine hours behind UTC, all the year */                                                                 \
    "<t:TimeZone><t:Bias>540</t:Bias><t:StandardTime><t:Bias>0</t:Bias><t:Time>00:00:00</t:Time><t:DayOrder>0"         \
    "</t:DayOrder><t:Month>0</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:StandardTime><t:DaylightTime><t:Bias>0"     \
    "</t:Bias><t:Time>00:00:00</t:Time><t:DayOrder>0</t:DayOrder><t:Month>0</t:Month><t:DayOfWeek>Sunday"              \
    "</t:DayOfWeek></t:DaylightTime></t:TimeZone>"
#define MANY "<t:MaximumResultsByDay>48</t:MaximumResultsByDay>"
#define OUTSIDE "<t:MaximumNonWorkHourResultsByDay>48</t:MaximumNonWorkHourResultsByDay>"
#define LASTS(minutes) "<t:MeetingDurationInMinutes>" minutes "</t:MeetingDurationInMinutes>"
#define AT_LEAST(quality) "<t:MinimumSuggestionQuality>" quality "</t:MinimumSuggestionQuality>"

static const struct caller cloud = {CALLER_ORGANIZATION, "ann@contoso.mail.onmicrosoft.com", "", 0};

/* days: each its date and quality, and of each time the quality's letter; a star: not at work. */
static const struct row {
    const char *name, *zone, *mailboxes, *options, *start, *end, *days;
} rows[] = {
    {"a window that ends at midnight has no day more", "", JOE, "<t:MaximumResultsByDay>1</t:MaximumResultsByDay>",
     "2026-01-05T00:00:00", "2026-01-07T00:00:00", "2026-01-05 Excellent: 08:00E; 2026-01-06 Excellent: 08:00E; "},
    {"a window that ends behind midnight has one", "", JOE, "<t:MaximumResultsByDay>1</t:MaximumResultsByDay>",
     "2026-01-05T00:00:00", "2026-01-07T00:30:00",
     "2026-01-05 Excellent: 08:00E; 2026-01-06 Excellent: 08:00E; 2026-01-07 Poor:; "},
    {"nothing before the window, nothing behind it", "", JOE, MANY, "2026-01-05T10:40:00", "2026-01-05T12:00:00",
     "2026-01-05 Excellent: 10:40E; "},
    {"over midnight", "", JOE, OUTSIDE, "2026-01-05T23:00:00", "2026-01-06T01:00:00",
     "2026-01-05 Excellent: 23:00E*; 2026-01-06 Excellent: 00:00E*; "},
    {"an hour that would not fit", "", JOE, MANY LASTS("60"), "2026-01-05T07:00:00", "2026-01-05T10:30:00",
     "2026-01-05 Excellent: 08:00E; "},
    {"an hour beside a meeting", "", JOE, MANY LASTS("60") AT_LEAST("Excellent"), "2026-01-05T07:30:00",
     "2026-01-05T11:30:00", "2026-01-05 Excellent: 08:00E 10:00E 10:30E; "},
    {"an hour until work ends", "", JOE, MANY LASTS("60"), "2026-01-05T15:00:00", "2026-01-05T18:30:00",
     "2026-01-05 Excellent: 15:00E 15:30E 16:00E; "},
    {"who is needed", "", JOE, MANY AT_LEAST("Poor"), "2026-01-05T08:30:00", "2026-01-05T10:30:00",
     "2026-01-05 Poor: 08:30P 09:00P 09:30P; "},
    {"who may come", "", JOE_MAY, MANY AT_LEAST("Fair"), "2026-01-05T08:30:00", "2026-01-05T10:30:00",
     "2026-01-05 Fair: 08:30F 09:00F 09:30F; "},
    {"one of two, the best first", "", KIM JOE_MAY, MANY AT_LEAST("Poor"), "2026-01-05T08:00:00", "2026-01-05T11:00:00",
     "2026-01-05 Excellent: 08:00E 10:00E 08:30F 09:00F 09:30F; "},
    {"one of three is few", "", KIM KIM JOE, MANY AT_LEAST("Good") "<t:GoodThreshold>34</t:GoodThreshold>",
     "2026-01-05T08:30:00", "2026-01-05T10:30:00", "2026-01-05 Good: 08:30G 09:00G 09:30G; "},
    {"the days of who asks", WEST, JOE, MANY, "2026-01-04T23:00:00", "2026-01-05T01:30:00",
     "2026-01-04 Excellent: 23:00E; 2026-01-05 Poor:; "},
};

static char *text_in(const xmlNode *node, const char *name)
{
    const xmlNode *const child = xml_child(node, name);

    return child ? xml_text(child) : text_copy("");
}

static void put_day(FILE *output, const xmlNode *day)
{
    CLEANUP(cleanup_string) char *date = text_in(day, "Date");
    CLEANUP(cleanup_string) char *rated = text_in(day, "DayQuality");

    fprintf(output, "%.10s %s:", date, rated);
    for (const xmlNode *node = xml_child(xml_child(day, "SuggestionArray"), "Suggestion"); node;
         node = xml_next(node, "Suggestion")) {
        CLEANUP(cleanup_string) char *time = text_in(node, "MeetingTime");
        CLEANUP(cleanup_string) char *work = text_in(node, "IsWorkTime");
        CLEANUP(cleanup_string) char *quality = text_in(node, "SuggestionQuality");
        fprintf(output, " %.5s%c%s", strlen(time) > 11 ? time + 11 : "?", *quality,
                text_equal(work, "true") ? "" : "*");
    }
    fputs("; ", output);
}

static const xmlNode *days_of(const xmlDoc *document)
{
    return xml_find(xmlDocGetRootElement(document), "Body/GetUserAvailabilityResponse/SuggestionsResponse/"
                                                    "SuggestionDayResultArray/SuggestionDayResult");
}

static void proposes(void **state)
{
    const struct row *const row = *state;
    CLEANUP(cleanup_string)
    char *element = text_format("<m:GetUserAvailabilityRequest>%s<m:MailboxDataArray>%s</m:MailboxDataArray>"
                                "<t:SuggestionsViewOptions>%s<t:DetailedSuggestionsWindow><t:StartTime>%s"
                                "</t:StartTime><t:EndTime>%s</t:EndTime></t:DetailedSuggestionsWindow>"
                                "</t:SuggestionsViewOptions></m:GetUserAvailabilityRequest>",
                                row->zone, row->mailboxes, row->options, row->start, row->end);
    CLEANUP(cleanup_string) char *days = NULL;
    size_t length;
    FILE *const output = text_stream(&days, &length);
    struct servers servers;

    servers_start(&servers, NULL);
    servers_call(&servers, "onprem", &cloud, element);
    for (const xmlNode *day = days_of(servers.document); day; day = xml_next(day, "SuggestionDayResult"))
        put_day(output, day);
    text_stream_close(output);
    servers_stop(&servers);
    assert_string_equal(days, row->days);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = proposes, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
