/* SPDX-License-Identifier: MIT */
/* What reaches a lab becomes look-ups: each once, none of the lab's own, with its last request as the one that failed. */
#include "room/room_outside.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define DISCOVERS                                                                                                      \
    "{\"kind\":\"request\",\"party\":\"onprem\",\"host\":\"autodiscover.contoso.com\",\"path\":\"/autodiscover/"       \
    "a.svc\","                                                                                                         \
    "\"method\":\"POST\",\"status\":200,\"authentication\":\"Bearer\",\"headers\":[\"client-request-id: one\"]}"
#define ASKS(id, status)                                                                                               \
    "{\"kind\":\"request\",\"party\":\"onprem\",\"host\":\"mail.contoso.com\",\"path\":\"/EWS/Exchange.asmx\","        \
    "\"method\":\"POST\",\"operation\":\"http://x/GetUserAvailability\",\"status\":" status ",\"reason\":\"R\","       \
    "\"headers\":[\"X-AnchorMailbox: joe@contoso.com\",\"client-request-id: " id "\"]}"
#define HANDSHAKE                                                                                                      \
    "{\"kind\":\"connection\",\"party\":\"onprem\",\"host\":\"mail.contoso.com\",\"detail\":\"TLS handshake failed\"}"
#define NAME "{\"kind\":\"name\",\"party\":\"exo\",\"host\":\"mail.contoso.com\"}"
#define FRONT_DOOR                                                                                                     \
    "{\"kind\":\"request\",\"party\":\"front-door\",\"host\":\"localhost\",\"path\":\"/EWS/"                           \
    "Exchange.asmx\",\"status\":200}"

static const struct row {
    const char *name, *entries;
    const char *took; /* of each look-up: "ok" or the outcome of what failed */
    bool own_runs;    /* a look-up of the lab's own meanwhile */
} rows[] = {
    {"one that succeeds", DISCOVERS "," ASKS("two", "200"), "ok ", false},
    {"one that fails", DISCOVERS "," ASKS("two", "401"), "http-status ", false},
    {"two, one after the other", ASKS("a", "401") "," DISCOVERS "," ASKS("b", "200"), "http-status ok ", false},
    {"asked again after a challenge", ASKS("a", "401") "," ASKS("b", "200"), "ok ", false},
    {"no TLS", HANDSHAKE, "tls-failed ", false},
    {"no TLS for the lab itself", HANDSHAKE, "", true},
    {"it ends before it asks", DISCOVERS, "unexpected-answer ", false},
    {"the lab's own", ASKS("own", "200"), "", false},
    {"what is no request", NAME, "", false},
    {"the front door, which asks itself", FRONT_DOOR, "", false},
};

static void feed(struct room_outside *outside, const char *entries, bool own_runs)
{
    CLEANUP(json_release)
    json_t *own = json_loads("[{\"request\":{\"headers\":[{\"name\":\"client-request-id\","
                             "\"value\":\"own\"}]}}]",
                             0, NULL);
    char text[4096];

    snprintf(text, sizeof text, "[%s]", entries);
    CLEANUP(json_release) json_t *list = json_loads(text, 0, NULL);
    assert_non_null(list);
    room_outside_own(outside, own);
    room_outside_feed(outside, list, own_runs, 1000);
}

static void takes(void **state)
{
    const struct row *const row = *state;
    CLEANUP(room_outside_free) struct room_outside *outside = room_outside_new();
    CLEANUP(cleanup_string) char *took = text_copy("");

    feed(outside, row->entries, row->own_runs);
    for (json_t *view; (view = room_outside_take(outside, 1000 + OUTSIDE_QUIET_MS)); json_decref(view)) {
        const json_t *const failing = json_object_get(view, "failing");
        const json_t *const record =
            json_array_get(json_object_get(view, "evidence"), (size_t)json_integer_value(failing));
        const json_t *const status = json_object_get(record, "http_status");
        if (text_equal(json_member_text(record, "outcome"), "http-status"))
            assert_int_equal(json_integer_value(status), 401);
        char *const longer = text_format(
            "%s%s ", took, json_is_true(json_object_get(view, "ok")) ? "ok" : json_member_text(record, "outcome"));
        free(took);
        took = longer;
        assert_string_equal(json_member_text(view, "source"), "outside");
    }
    assert_string_equal(took, row->took);
    assert_false(room_outside_waits(outside));
}

static void waits_while_something_may_come(void **state)
{
    CLEANUP(room_outside_free) struct room_outside *outside = room_outside_new();

    (void)state;
    feed(outside, ASKS("a", "200"), false);
    assert_null(room_outside_take(outside, 1000 + OUTSIDE_QUIET_MS - 1));
    assert_true(room_outside_waits(outside));
    CLEANUP(json_release) json_t *view = room_outside_take(outside, 1000 + OUTSIDE_QUIET_MS);
    assert_non_null(view);
    assert_false(room_outside_waits(outside));
    assert_null(room_outside_take(outside, 1000 + OUTSIDE_QUIET_MS));
}

static json_t *handshake(void)
{
    return json_loads("[" HANDSHAKE "]", 0, NULL);
}

/* The wire writes down what failed a moment after the look-up has ended: so many are the lab's own, for so long. */
static void late_connections_are_the_labs_own(void **state)
{
    static const struct {
        size_t own;
        int64_t at;
        bool shown;
    } later[] = {
        {1, 1500, false}, {1, 1000 + OUTSIDE_LATE_MS, false}, {0, 1500, true}, {1, 1000 + OUTSIDE_LATE_MS + 1, true}};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(later); i++) {
        CLEANUP(room_outside_free) struct room_outside *outside = room_outside_new();
        CLEANUP(json_release) json_t *entries = handshake();
        room_outside_own_connections(outside, later[i].own, 1000);
        room_outside_feed(outside, entries, false, later[i].at);
        assert_int_equal(room_outside_waits(outside), later[i].shown);
        room_outside_feed(outside, entries, false, later[i].at);
        assert_true(room_outside_waits(outside)); /* another one is somebody else's */
    }
}

static void own(struct room_outside *outside, int from, int count)
{
    json_t *const exchanges = json_array();

    for (int i = from; i < from + count; i++)
        json_array_append_new(exchanges, json_pack("{s:{s:[{s:s, s:o}]}}", "request", "headers", "name",
                                                   "Client-Request-Id", "value", json_sprintf("%d", i)));
    room_outside_own(outside, exchanges);
    json_decref(exchanges);
}

static bool is_shown(const char *id, int before)
{
    CLEANUP(room_outside_free) struct room_outside *outside = room_outside_new();
    CLEANUP(cleanup_string)
    char *text = text_format("[{\"kind\":\"request\",\"party\":\"onprem\",\"headers\":[\"client-"
                             "request-id: %s\"]}]",
                             id);
    CLEANUP(json_release) json_t *entries = json_loads(text, 0, NULL);

    own(outside, 0, before);
    own(outside, before, 1);
    room_outside_feed(outside, entries, false, 1000);
    return room_outside_waits(outside);
}

/* When there are very many, the oldest are those of look-ups that were long ago. */
static void own_requests_are_forgotten_when_there_are_many(void **state)
{
    (void)state;
    assert_false(is_shown("0", 4000));
    assert_false(is_shown("4000", 4000));
    assert_true(is_shown("0", 4001));
    assert_false(is_shown("4001", 4001));
    assert_true(is_shown("none", 1));
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 3];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = takes, .initial_state = (void *)(uintptr_t)&rows[i]};
    tests[ARRAY_SIZE(rows)] = (struct CMUnitTest)cmocka_unit_test(waits_while_something_may_come);
    tests[ARRAY_SIZE(rows) + 1] = (struct CMUnitTest)cmocka_unit_test(late_connections_are_the_labs_own);
    tests[ARRAY_SIZE(rows) + 2] = (struct CMUnitTest)cmocka_unit_test(own_requests_are_forgotten_when_there_are_many);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
