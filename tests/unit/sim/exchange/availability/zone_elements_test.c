/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "exchange/ews/time_zones/zone_elements.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

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

int main(void)
{
    struct CMUnitTest tests[1 + ARRAY_SIZE(texts)] = {cmocka_unit_test(survives_being_written)};

    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        tests[i + 1] = (struct CMUnitTest){
            .name = texts[i].name, .test_func = reads, .initial_state = (void *)(uintptr_t)&texts[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
