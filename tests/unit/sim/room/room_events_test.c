/* SPDX-License-Identifier: MIT */
/* Events come once and in order, also after a cut; who is too slow is told so; memory is bounded. */
#include "room/room_events.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static size_t count(const char *text, const char *part)
{
    size_t found = 0;

    for (const char *at = text; (at = strstr(at, part)); at++)
        found++;
    return found;
}

static void add(struct room_events *events, unsigned number)
{
    for (unsigned i = 0; i < number; i++)
        room_events_add(events, "look-up", json_pack("{s:s}", "text", "two\nlines"));
}

static void goes_on_where_it_was_cut(void **state)
{
    CLEANUP(room_events_free) struct room_events *events = room_events_new(1 << 20);
    char *text;

    (void)state;
    add(events, 5);
    text = room_events_await(events, 2, 0);
    assert_null(strstr(text, "id: 2\n"));
    assert_non_null(strstr(text, "id: 3\nevent: look-up\ndata: {\"text\":\"two\\nlines\"}\n\n"));
    assert_non_null(strstr(text, "id: 5\n"));
    assert_int_equal(count(text, "event: look-up"), 3);
    free(text);
}

static void says_that_some_are_gone(void **state)
{
    CLEANUP(room_events_free) struct room_events *events = room_events_new(2000);
    char *text;

    (void)state;
    add(events, 100);
    text = room_events_await(events, 3, 0);
    assert_non_null(strstr(text, "id: 100\nevent: lost\n"));
    assert_int_equal(count(text, "event: "), 1);
    free(text);
    text = room_events_await(events, 99, 0);
    assert_int_equal(count(text, "event: look-up"), 1);
    free(text);
}

static void a_number_of_another_run_is_lost(void **state)
{
    CLEANUP(room_events_free) struct room_events *events = room_events_new(2000);
    char *text = room_events_await(events, 7, 60000);

    (void)state;
    assert_non_null(strstr(text, "event: lost"));
    free(text);
}

static void a_page_is_bounded(void **state)
{
    CLEANUP(room_events_free) struct room_events *events = room_events_new(8 << 20);
    char *text;

    (void)state;
    add(events, 5000);
    text = room_events_await(events, 0, 0);
    assert_in_range(strlen(text), 1000, 80 << 10);
    free(text);
}

static void *add_one(void *events)
{
    add(events, 1);
    return NULL;
}

static void whoever_waits_is_woken(void **state)
{
    CLEANUP(room_events_free) struct room_events *events = room_events_new(2000);
    pthread_t thread;
    char *text;

    (void)state;
    pthread_create(&thread, NULL, add_one, events);
    text = room_events_await(events, 0, 60000);
    pthread_join(thread, NULL);
    assert_int_equal(count(text, "event: look-up"), 1);
    free(text);
}

static void nobody_waits_for_what_is_closed(void **state)
{
    CLEANUP(room_events_free) struct room_events *events = room_events_new(2000);
    char *text;

    (void)state;
    room_events_close(events);
    text = room_events_await(events, 0, 60000);
    assert_int_equal(count(text, "event: "), 0);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goes_on_where_it_was_cut),        cmocka_unit_test(says_that_some_are_gone),
        cmocka_unit_test(a_number_of_another_run_is_lost), cmocka_unit_test(a_page_is_bounded),
        cmocka_unit_test(whoever_waits_is_woken),          cmocka_unit_test(nobody_waits_for_what_is_closed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
