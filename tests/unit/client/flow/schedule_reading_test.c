/* SPDX-License-Identifier: MIT */
/* What of Microsoft Graph's scheduleInformation becomes of busy times and errors of EWS. */
#include "flow/steps/schedule_reading.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define ID "\"scheduleId\": \"joe@contoso.com\", "
#define AT(name, time) "\"" name "\": {\"dateTime\": \"" time "\", \"timeZone\": \"UTC\"}, "
#define NINE AT("start", "2026-11-30T09:00:00.0000000")
#define TEN AT("end", "2026-11-30T10:00:00.0000000")
#define ITEMS(items) "{" ID "\"availabilityView\": \"02\", \"scheduleItems\": [" items "]}"
#define IS(status) ITEMS("{" NINE TEN "\"status\": \"" status "\"}")
#define SAYS(status) "2026-11-30T09:00:00 2026-11-30T10:00:00 " status " -; "
#define REFUSAL(code) "{" ID "\"error\": {\"message\": \"why\", \"responseCode\": \"" code "\"}}"
#define LOCAL "2562.41" /* a build that takes the times for local ones */
#define SINCE "2562.53"

static const struct row {
    const char *name, *build;
    int zone_minutes;
    const char *schedule;
    const char *events; /* start, end, busy type, subject; NULL: refused */
    const char *fault;  /* number, code, text, where it is refused */
} rows[] = {
    {"free", SINCE, 0, IS("free"), SAYS("Free"), NULL},
    {"tentative", SINCE, 0, IS("tentative"), SAYS("Tentative"), NULL},
    {"busy", SINCE, 0, IS("busy"), SAYS("Busy"), NULL},
    {"out of office", SINCE, 0, IS("oof"), SAYS("OOF"), NULL},
    {"unknown", SINCE, 0, IS("unknown"), SAYS("NoData"), NULL},
    {"elsewhere", SINCE, 0, IS("workingElsewhere"), SAYS("WorkingElsewhere"), NULL},
    {"a status of tomorrow", SINCE, 0, IS("asleep"), SAYS("NoData"), NULL},
    {"a subject", SINCE, 0, ITEMS("{" NINE TEN "\"status\": \"busy\", \"subject\": \"Budget\"}"),
     "2026-11-30T09:00:00 2026-11-30T10:00:00 Busy Budget; ", NULL},
    {"on the clock of who asks", SINCE, 60, IS("busy"), SAYS("Busy"), NULL},
    {"taken for that clock's", LOCAL, 60, IS("busy"), "2026-11-30T08:00:00 2026-11-30T09:00:00 Busy -; ", NULL},
    {"no times", SINCE, 0, ITEMS(""), "", NULL},
    {"no end", SINCE, 0, ITEMS("{" NINE "\"status\": \"busy\"}"), "", NULL},
    {"no beginning", SINCE, 0, ITEMS("{" TEN "\"status\": \"busy\"}"), "", NULL},
    {"no time", SINCE, 0, ITEMS("{" AT("start", "soon") TEN "\"status\": \"busy\"}"), "", NULL},
    {"one of two", SINCE, 0, ITEMS("{" NINE "\"status\": \"busy\"}, {" NINE TEN "\"status\": \"oof\"}"), SAYS("OOF"),
     NULL},
    {"too much", SINCE, 0, REFUSAL("5006"), NULL, "5006 ErrorResultSetTooBig why"},
    {"nobody", SINCE, 0, REFUSAL("5009"), NULL, "5009 ErrorMailRecipientNotFound why"},
    {"no proxy", SINCE, 0, REFUSAL("5016"), NULL, "5016 ErrorProxyRequestProcessingFailed why"},
    {"no address", SINCE, 0, REFUSAL("5035"), NULL, "5035 ErrorInvalidSmtpAddress why"},
    {"no access", SINCE, 0, REFUSAL("5037"), NULL, "5037 ErrorNoFreeBusyAccess why"},
    {"a number of tomorrow", SINCE, 0, REFUSAL("5999"), NULL, "5999 5999 why"},
    {"no schedule", SINCE, 0, "{\"scheduleItems\": []}", NULL, "0 - -"},
};

static const char *known(const char *text)
{
    return text ? text : "-";
}

/* The caller frees it. */
static char *events_of(const struct lookup *lookup)
{
    char *text = NULL;
    size_t length;
    FILE *const output = text_stream(&text, &length);

    for (size_t i = 0; i < lookup->event_count; i++)
        fprintf(output, "%s %s %s %s; ", lookup->events[i].start, lookup->events[i].end, lookup->events[i].busy_type,
                known(lookup->events[i].subject));
    text_stream_close(output);
    return text;
}

static void is_read(const struct row *row, struct flow *flow, struct evidence *record, const json_t *schedule)
{
    const struct reply reply = {0};
    const bool read = schedule_read(flow, record, &reply, schedule);
    CLEANUP(cleanup_string) char *events = events_of(flow->lookup);
    CLEANUP(cleanup_string)
    char *fault = text_format("%d %s %s", record->exception_code, known(record->fault_code), known(record->fault_text));

    assert_int_equal(read, row->events != NULL);
    assert_string_equal(events, row->events ? row->events : "");
    if (row->fault)
        assert_string_equal(fault, row->fault);
}

static void reads(void **state)
{
    const struct row *const row = *state;
    CLEANUP(cleanup_string)
    char *text = text_format("<organizations xmlns=\"" ORGANIZATION_NAMESPACE "\"><onprem><ExchangeServer><Name>EX01"
                             "</Name><AdminDisplayVersion>Version 15.2 (Build %s)</AdminDisplayVersion>"
                             "</ExchangeServer></onprem></organizations>",
                             row->build);
    struct error error = {""};
    CLEANUP(snapshot_release) struct snapshot *snapshot = snapshot_parse(text, strlen(text), "test", &error);
    const struct flow_settings settings = {.organization = snapshot, .scope = "onprem"};
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    struct flow flow = {.settings = &settings, .lookup = lookup, .zone_minutes = row->zone_minutes};
    json_t *const schedule = json_loads(row->schedule, 0, NULL);

    assert_non_null(schedule);
    is_read(row, &flow, lookup_add(lookup, HOP_AVAILABILITY, HOP_AVAILABILITY), schedule);
    json_decref(schedule);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = reads, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
