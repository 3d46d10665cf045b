/* SPDX-License-Identifier: MIT */
/* Events come once and in order, also after a cut; who is too slow is told so; memory is bounded. */
#include "room/room_events.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
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

static void a_page_says_all_of_it(void **state)
{
    CLEANUP(room_events_free) struct room_events *events = room_events_new(1 << 20);

    (void)state;
    assert_int_equal(room_events_last(events), 0);
    room_events_add(events, "one", json_null());
    room_events_add(events, "two", json_string("2"));
    assert_int_equal(room_events_last(events), 2);
    CLEANUP(cleanup_string) char *text = room_events_await(events, 0, 60000);
    assert_string_equal(text, "retry: 20\n\nid: 1\nevent: one\ndata: null\n\nid: 2\nevent: two\ndata: \"2\"\n\n");
    CLEANUP(cleanup_string) char *none = room_events_await(events, 2, 1);
    assert_string_equal(none, "retry: 20\n\n");
}

/* Whoever has seen the one before the oldest that is kept has lost nothing. */
static void what_was_forgotten_is_lost(void **state)
{
    CLEANUP(room_events_free) struct room_events *events = room_events_new(1);

    (void)state;
    for (uint64_t number = 1; number <= 2; number++) { /* an event that is too large goes at once */
        room_events_add(events, "one", json_null());
        CLEANUP(cleanup_string) char *text = room_events_await(events, number - 1, 60000);
        CLEANUP(cleanup_string)
        char *lost = text_format("retry: 20\n\nid: %d\nevent: lost\ndata: null\n\n", (int)number);
        assert_string_equal(text, lost);
    }
    CLEANUP(cleanup_string) char *seen = room_events_await(events, 2, 1);
    assert_string_equal(seen, "retry: 20\n\n");
}

static void what_is_kept_is_not_lost(void **state)
{
    CLEANUP(room_events_free) struct room_events *events = room_events_new(2000);
    const char *oldest;

    (void)state;
    add(events, 100);
    CLEANUP(cleanup_string) char *text = room_events_await(events, 99, 0);
    for (uint64_t after = 99;; after--) {
        CLEANUP(cleanup_string) char *page = room_events_await(events, after, 0);
        if (strstr(page, "event: lost"))
            break;
        assert_int_equal(count(page, "event: look-up"), 100 - after);
        free(text);
        text = text_copy(page);
    }
    oldest = strstr(text, "id: ");
    assert_in_range(strtoul(oldest + 4, NULL, 10), 60, 90); /* within so many bytes, and with most of them used */
}

static void *close_them(void *events)
{
    room_events_close(events);
    return NULL;
}

static void whoever_waits_is_told_of_the_end(void **state)
{
    CLEANUP(room_events_free) struct room_events *events = room_events_new(2000);
    pthread_t thread;

    (void)state;
    pthread_create(&thread, NULL, close_them, events);
    CLEANUP(cleanup_string) char *text = room_events_await(events, 0, 60000);
    pthread_join(thread, NULL);
    assert_string_equal(text, "retry: 20\n\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goes_on_where_it_was_cut),        cmocka_unit_test(says_that_some_are_gone),
        cmocka_unit_test(a_number_of_another_run_is_lost), cmocka_unit_test(a_page_is_bounded),
        cmocka_unit_test(a_page_says_all_of_it),           cmocka_unit_test(what_was_forgotten_is_lost),
        cmocka_unit_test(what_is_kept_is_not_lost),        cmocka_unit_test(whoever_waits_is_told_of_the_end),
        cmocka_unit_test(whoever_waits_is_woken),          cmocka_unit_test(nobody_waits_for_what_is_closed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
