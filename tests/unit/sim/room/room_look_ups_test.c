/* SPDX-License-Identifier: MIT */
/* What a list of look-ups shows of each: one line why it failed, and where; and how many are kept. */
#include "room/room_look_ups.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "evidence/evidence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define DIAGNOSTICS "x-ms-diagnostics", "2000005;reason=\"It is ambiguous.\";error_category=\"invalid_user\""

static const struct row {
    const char *name;
    enum outcome outcome;
    const char *why;
    int status;
    const char *reason, *header, *value, *fault_text, *fault_code, *os_error;
    int alert;
} rows[] = {
    {"nobody answers", OUTCOME_CONNECT_TIMEOUT, "Nobody answers the connection: the first packet (SYN) got no answer",
     .alert = -1},
    {"refused", OUTCOME_CONNECTION_REFUSED,
     "The connection is refused: the first packet (SYN) was answered by a reset: ECONNREFUSED",
     .os_error = "ECONNREFUSED", .alert = -1},
    {"reset in the handshake", OUTCOME_RESET_IN_HANDSHAKE, "The connection is reset during the TLS handshake",
     .alert = -1},
    {"closed in the handshake", OUTCOME_CLOSED_IN_HANDSHAKE, "The connection is closed during the TLS handshake",
     .alert = -1},
    {"an alert", OUTCOME_TLS_ALERT, "The other side refuses the TLS handshake: alert 70", .alert = 70},
    {"an alert of number 0", OUTCOME_TLS_ALERT, "The other side refuses the TLS handshake: alert 0", .alert = 0},
    {"no TLS", OUTCOME_TLS_FAILED,
     "No TLS connection comes about: the two sides agree on nothing, or the other does not talk TLS", .alert = -1},
    {"not trusted", OUTCOME_CERTIFICATE_UNTRUSTED,
     "The certificate is not trusted: its chain, its dates or a revocation", .alert = -1},
    {"misnamed", OUTCOME_CERTIFICATE_MISNAMED, "The certificate is for another host", .alert = -1},
    {"no name", OUTCOME_NAME_NOT_RESOLVED, "DNS knows no such name", .alert = -1},
    {"reset", OUTCOME_CONNECTION_RESET, "The connection is reset after the request, before any byte of an answer",
     .alert = -1},
    {"closed", OUTCOME_CONNECTION_CLOSED, "The connection is closed after the request, before any byte of an answer",
     .alert = -1},
    {"no answer in time", OUTCOME_TIMEOUT, "The connection stands, but no answer comes in time", .alert = -1},
    {"a status", OUTCOME_HTTP_STATUS, "HTTP status 503 Service Unavailable", 503, "Service Unavailable", .alert = -1},
    {"a status without a reason", OUTCOME_HTTP_STATUS, "HTTP status 401 ", 401, .alert = -1},
    {"a redirect", OUTCOME_HTTP_STATUS, "HTTP status 302 Found, to https://b.example/", 302, "Found", "Location",
     "https://b.example/", .alert = -1},
    {"a place without a redirect", OUTCOME_HTTP_STATUS, "HTTP status 403 Forbidden", 403, "Forbidden", "Location",
     "https://b.example/", .alert = -1},
    {"diagnostics", OUTCOME_HTTP_STATUS, "It is ambiguous.", 401, "Unauthorized", DIAGNOSTICS, .alert = -1},
    {"diagnostics without a reason", OUTCOME_HTTP_STATUS, "HTTP status 401 Unauthorized", 401, "Unauthorized",
     "x-ms-diagnostics", "2000005", .alert = -1},
    {"a fault", OUTCOME_HTTP_STATUS, "It fails.", 500, "Internal Server Error", .fault_text = "It fails.",
     .fault_code = "a:Code", .alert = -1},
    {"a fault without a text", OUTCOME_HTTP_STATUS, "a:Code", 500, "Internal Server Error", .fault_text = "",
     .fault_code = "a:Code", .alert = -1},
};

static struct lookup *failed(const struct row *row)
{
    struct lookup *const lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    struct evidence *record = lookup_add(lookup, HOP_ROUTE, HOP_ROUTE);

    record->outcome = OUTCOME_OK;
    record = lookup_add(lookup, HOP_AVAILABILITY, HOP_AVAILABILITY);
    record->outcome = row->outcome;
    record->http_status = row->status;
    record->tls_alert = row->alert;
    evidence_set(&record->reason, row->reason);
    evidence_set(&record->fault_text, row->fault_text);
    evidence_set(&record->fault_code, row->fault_code);
    evidence_set(&record->os_error, row->os_error);
    if (row->header)
        evidence_add_header(record, row->header, row->value);
    return lookup;
}

static void says_why(void **state)
{
    const struct row *const row = *state;
    CLEANUP(room_look_ups_free) struct room_look_ups *look_ups = room_look_ups_new(1 << 20);
    CLEANUP(lookup_free) struct lookup *lookup = failed(row);
    CLEANUP(json_release) json_t *summary = room_look_ups_add(look_ups, room_look_up_view(lookup, NULL, "lab"));
    const json_t *const failing = json_object_get(summary, "failing");

    assert_string_equal(json_member_text(summary, "why"), row->why);
    assert_string_equal(json_member_text(summary, "source"), "lab");
    assert_string_equal(json_member_text(failing, "hop"), "availability");
    assert_string_equal(json_member_text(failing, "step"), "availability");
    assert_string_equal(json_member_text(failing, "outcome"), outcome_name(row->outcome));
    assert_int_equal(json_integer_value(json_object_get(failing, "status")), row->status);
}

static void add(struct room_look_ups *look_ups, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        CLEANUP(lookup_free) struct lookup *lookup = failed(&rows[0]);
        json_decref(room_look_ups_add(look_ups, room_look_up_view(lookup, NULL, "outside")));
    }
}

static bool holds(struct room_look_ups *look_ups, json_int_t number)
{
    CLEANUP(json_release) json_t *view = room_look_ups_find(look_ups, number);

    return view && json_integer_value(json_object_get(view, "number")) == number;
}

/* Within its bytes, but for the newest one, which is there even if it is larger. */
static void keeps_the_newest(void **state)
{
    CLEANUP(lookup_free) struct lookup *lookup = failed(&rows[0]);
    CLEANUP(json_release) json_t *view = room_look_up_view(lookup, NULL, "outside");
    const size_t bytes = json_dumpb(view, NULL, 0, JSON_COMPACT);
    CLEANUP(room_look_ups_free) struct room_look_ups *look_ups = room_look_ups_new(2 * bytes + bytes / 2);
    CLEANUP(room_look_ups_free) struct room_look_ups *small = room_look_ups_new(1);

    (void)state;
    add(look_ups, 5);
    for (json_int_t number = 1; number <= 6; number++)
        assert_int_equal(holds(look_ups, number), number == 4 || number == 5);
    CLEANUP(json_release) json_t *list = room_look_ups_list(look_ups);
    assert_int_equal(json_array_size(list), 2);
    assert_int_equal(json_integer_value(json_object_get(json_array_get(list, 0), "number")), 4);
    add(small, 2);
    assert_true(!holds(small, 1) && holds(small, 2));
}

static void numbers_go_on(void **state)
{
    CLEANUP(room_look_ups_free) struct room_look_ups *look_ups = room_look_ups_new(1 << 20);

    (void)state;
    add(look_ups, 2);
    room_look_ups_clear(look_ups);
    assert_false(holds(look_ups, 2));
    add(look_ups, 1);
    assert_true(holds(look_ups, 3));
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 2] = {cmocka_unit_test(keeps_the_newest),
                                                     cmocka_unit_test(numbers_go_on)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i + 2] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = says_why, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("room_look_ups", tests, NULL, NULL);
}
