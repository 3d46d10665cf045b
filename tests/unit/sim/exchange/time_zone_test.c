/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/text.h"
#include "exchange/ews/time_zones/time_zone.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The same instant on the clock of the zone. */
static const struct conversion {
    const char *zone, *utc, *local;
} conversions[] = {
    {"UTC", "2026-01-05T09:00:00", "2026-01-05T09:00:00"},
    {"Greenwich Standard Time", "2026-07-05T09:00:00", "2026-07-05T09:00:00"},
    {"GMT Standard Time", "2026-01-05T09:00:00", "2026-01-05T09:00:00"},
    {"GMT Standard Time", "2026-07-05T09:00:00", "2026-07-05T10:00:00"},
    {"W. Europe Standard Time", "2026-03-29T00:59:59", "2026-03-29T01:59:59"},
    {"W. Europe Standard Time", "2026-03-29T01:00:00", "2026-03-29T03:00:00"},
    {"W. Europe Standard Time", "2026-10-24T23:59:59", "2026-10-25T01:59:59"},
    {"W. Europe Standard Time", "2026-10-25T01:30:00", "2026-10-25T02:30:00"}, /* the second time */
    {"W. Europe Standard Time", "2026-10-25T02:00:00", "2026-10-25T03:00:00"},
    {"Eastern Standard Time", "2026-03-08T06:59:59", "2026-03-08T01:59:59"},
    {"Eastern Standard Time", "2026-03-08T07:00:00", "2026-03-08T03:00:00"},
    {"Eastern Standard Time", "2026-11-01T06:30:00", "2026-11-01T01:30:00"},
    {"Pacific Standard Time", "2026-01-01T07:00:00", "2025-12-31T23:00:00"},
    {"Newfoundland Standard Time", "2026-01-05T12:00:00", "2026-01-05T08:30:00"},
    {"India Standard Time", "2026-01-05T12:00:00", "2026-01-05T17:30:00"},
    {"Tokyo Standard Time", "2026-01-05T18:00:00", "2026-01-06T03:00:00"},
    {"AUS Eastern Standard Time", "2026-01-05T00:00:00", "2026-01-05T11:00:00"},
    {"AUS Eastern Standard Time", "2026-07-05T00:00:00", "2026-07-05T10:00:00"},
    {"AUS Eastern Standard Time", "2026-04-04T14:59:59", "2026-04-05T01:59:59"},
    {"New Zealand Standard Time", "2026-09-26T14:00:00", "2026-09-27T03:00:00"},
    {"Israel Standard Time", "2026-03-26T23:59:59", "2026-03-27T01:59:59"},
    {"Israel Standard Time", "2026-03-27T00:00:00", "2026-03-27T03:00:00"},
    {"Egypt Standard Time", "2026-04-23T22:00:00", "2026-04-24T01:00:00"},
    {"Easter Island Standard Time", "2026-04-05T04:00:00", "2026-04-04T22:00:00"},
    {"Lord Howe Standard Time", "2026-01-05T00:00:00", "2026-01-05T11:00:00"},
    {"Lord Howe Standard Time", "2026-07-05T00:00:00", "2026-07-05T10:30:00"},
    {"Chatham Islands Standard Time", "2026-09-26T14:00:00", "2026-09-27T03:45:00"},
    {"Greenland Standard Time", "2026-03-29T01:00:00", "2026-03-29T00:00:00"},
    {"Cuba Standard Time", "2026-03-08T05:00:00", "2026-03-08T01:00:00"},
    {"Line Islands Standard Time", "2026-01-05T12:00:00", "2026-01-06T02:00:00"},
};

static int64_t seconds_of(const char *text)
{
    struct date_time parsed;

    assert_true(date_time_parse(text, &parsed));
    return parsed.seconds;
}

static void converts(void **state)
{
    const struct conversion *row = *state;
    const struct time_zone *zone = time_zone_find(row->zone);
    char text[32];

    assert_non_null(zone);
    assert_string_equal(date_time_format(time_zone_to_local(zone, seconds_of(row->utc)), text), row->local);
    assert_string_equal(date_time_format(time_zone_to_utc(zone, seconds_of(row->local)), text), row->utc);
}

/* What a zone's table says must come back from what is written of it, for every zone. */
static void survives_being_written(void **state)
{
    (void)state;
    assert_int_equal(time_zone_count(), 139); /* as many as the table has */
    for (size_t i = 0; i < time_zone_count(); i++) {
        const struct time_zone *zone = time_zone_at(i);
        char *text = NULL;
        size_t length;
        FILE *output = open_memstream(&text, &length);
        CLEANUP(xml_free) xmlDoc *document = NULL;
        struct time_zone read;

        fputs("<x xmlns:t=\"" NS_TYPES "\">", output);
        time_zone_write(output, zone);
        fputs("</x>", output);
        fclose(output);
        document = xml_parse(text, length, "zone", NULL);
        assert_true(time_zone_read(xml_first(xmlDocGetRootElement(document)), &read));
        assert_int_equal(read.bias, zone->bias);
        assert_int_equal(read.daylight.month, zone->daylight.month);
        assert_int_equal(read.standard.seconds, zone->standard.seconds);
        assert_ptr_equal(time_zone_find(zone->id), zone); /* no id twice */
        free(text);
    }
}

#define CHANGE(name, time, order, month, day, more)                                                                    \
    "<" name "><Bias>0</Bias><Time>" time "</Time><DayOrder>" order "</DayOrder><Month>" month                         \
    "</Month><DayOfWeek>" day "</DayOfWeek>" more "</" name ">"
#define NONE(name) CHANGE(name, "00:00:00", "0", "0", "Sunday", "")

static const struct zone_text {
    const char *name, *xml;
    bool good;
} texts[] = {
    {"no daylight time", "<Z><Bias>0</Bias>" NONE("StandardTime") NONE("DaylightTime") "</Z>", true},
    {"one date in one year",
     "<Z><Bias>0</Bias>" CHANGE("StandardTime", "02:00:00", "25", "10", "Sunday", "<Year>2026</Year>")
         NONE("DaylightTime") "</Z>",
     true},
    {"fraction of a second",
     "<Z><Bias>0</Bias>" CHANGE("StandardTime", "02:00:00.0000000", "5", "10", "Sunday", "")
         NONE("DaylightTime") "</Z>",
     true},
    {"no bias", "<Z>" NONE("StandardTime") NONE("DaylightTime") "</Z>", false},
    {"no daylight element", "<Z><Bias>0</Bias>" NONE("StandardTime") "</Z>", false},
    {"bias of a week", "<Z><Bias>10080</Bias>" NONE("StandardTime") NONE("DaylightTime") "</Z>", false},
    {"bias is a word", "<Z><Bias>one</Bias>" NONE("StandardTime") NONE("DaylightTime") "</Z>", false},
    {"month 13",
     "<Z><Bias>0</Bias>" CHANGE("StandardTime", "02:00:00", "1", "13", "Sunday", "") NONE("DaylightTime") "</Z>",
     false},
    {"sixth Sunday",
     "<Z><Bias>0</Bias>" CHANGE("StandardTime", "02:00:00", "6", "1", "Sunday", "") NONE("DaylightTime") "</Z>", false},
    {"zeroth Sunday",
     "<Z><Bias>0</Bias>" CHANGE("StandardTime", "02:00:00", "0", "1", "Sunday", "") NONE("DaylightTime") "</Z>", false},
    {"25 o'clock",
     "<Z><Bias>0</Bias>" CHANGE("StandardTime", "25:00:00", "1", "1", "Sunday", "") NONE("DaylightTime") "</Z>", false},
    {"no such day",
     "<Z><Bias>0</Bias>" CHANGE("StandardTime", "02:00:00", "1", "1", "Someday", "") NONE("DaylightTime") "</Z>",
     false},
};

static void reads(void **state)
{
    const struct zone_text *row = *state;
    CLEANUP(xml_free) xmlDoc *document = xml_parse(row->xml, strlen(row->xml), "zone", NULL);
    struct time_zone zone;

    assert_non_null(document);
    assert_int_equal(time_zone_read(xmlDocGetRootElement(document), &zone), row->good);
}

static void parses_date_times(void **state)
{
    static const struct {
        const char *text;
        bool good, offset;
        const char *utc;
    } rows[] = {
        {"2026-01-05T09:00:00", true, false, "2026-01-05T09:00:00"},
        {"2026-01-05T09:00:00Z", true, true, "2026-01-05T09:00:00"},
        {"2026-01-05T09:00:00.123Z", true, true, "2026-01-05T09:00:00"},
        {"2026-01-05T09:00:00+02:00", true, true, "2026-01-05T07:00:00"},
        {"2026-01-05T09:00:00.5-05:30", true, true, "2026-01-05T14:30:00"},
        {"2024-02-29T00:00:00", true, false, "2024-02-29T00:00:00"},
        {"2026-02-29T00:00:00", false, false, ""},
        {"2026-01-05", false, false, ""},
        {"2026-01-05T09:00:00+99:00", false, false, ""},
        {"2026-01-05T09:00:00 ", false, false, ""},
        {"9999-01-05T09:00:00", false, false, ""},
        {"yesterday", false, false, ""},
        {"", false, false, ""},
        {NULL, false, false, ""},
    };
    char text[32];

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct date_time parsed = {0};
        assert_int_equal(date_time_parse(rows[i].text, &parsed), rows[i].good);
        if (rows[i].good) {
            assert_int_equal(parsed.has_offset, rows[i].offset);
            assert_string_equal(date_time_format(parsed.seconds, text), rows[i].utc);
        }
    }
}

int main(void)
{
    enum { FIRST = 2 };
    struct CMUnitTest tests[FIRST + ARRAY_SIZE(conversions) + ARRAY_SIZE(texts)] = {
        cmocka_unit_test(survives_being_written),
        cmocka_unit_test(parses_date_times),
    };
    size_t count = FIRST;

    for (size_t i = 0; i < ARRAY_SIZE(conversions); i++)
        tests[count++] = (struct CMUnitTest){
            .name = conversions[i].zone, .test_func = converts, .initial_state = (void *)(uintptr_t)&conversions[i]};
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        tests[count++] = (struct CMUnitTest){
            .name = texts[i].name, .test_func = reads, .initial_state = (void *)(uintptr_t)&texts[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
