/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "base/text.h"
#include "journal/journal.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { BOUND = 8192, MANY = 2000 };

static const struct journal_entry request = {
    .party = "onprem",
    .kind = "request",
    .connection = 7,
    .client = "127.0.0.1:50000",
    .host = "mail.contoso.com",
    .method = "POST",
    .path = "/EWS/Exchange.asmx",
    .status = 401,
    .answered_by = "Exchange",
    .request_bytes = 1800,
    .elapsed_ms = 1.5,
};

static void free_json(json_t **json)
{
    json_decref(*json);
}

static const char *text_in(json_t *entry, const char *name)
{
    return json_string_value(json_object_get(entry, name));
}

static json_int_t number_in(json_t *object, const char *name)
{
    return json_integer_value(json_object_get(object, name));
}

static void tells_what_was_added(void **state)
{
    CLEANUP(journal_free) struct journal *journal = journal_new(BOUND);
    journal_add(journal, &request);
    CLEANUP(free_json) json_t *json = journal_to_json(journal, 0);
    json_t *entry = json_array_get(json_object_get(json, "entries"), 0);

    (void)state;
    assert_string_equal(text_in(entry, "party"), "onprem");
    assert_string_equal(text_in(entry, "path"), "/EWS/Exchange.asmx");
    assert_int_equal(number_in(entry, "sequence"), 1);
    assert_int_equal(number_in(entry, "status"), 401);
    assert_int_equal(number_in(entry, "connection"), 7);
    assert_int_equal(number_in(entry, "request_bytes"), 1800);
    assert_true(json_real_value(json_object_get(entry, "elapsed_ms")) > 1.4);
    assert_null(json_object_get(entry, "detail"));
    assert_null(json_object_get(entry, "response_bytes"));
    assert_int_equal(strlen(text_in(entry, "time")), strlen("2026-01-05T08:00:00.000Z"));
}

static void is_empty_at_first(void **state)
{
    CLEANUP(journal_free) struct journal *journal = journal_new(BOUND);
    CLEANUP(free_json) json_t *json = journal_to_json(journal, 0);

    (void)state;
    assert_int_equal(json_array_size(json_object_get(json, "entries")), 0);
    assert_int_equal(number_in(json, "first"), 1);
    assert_int_equal(number_in(json, "last"), 0);
    assert_int_equal(journal_bytes(journal), 0);
}

static void evicts_the_oldest_and_counts_them(void **state)
{
    CLEANUP(journal_free) struct journal *journal = journal_new(BOUND);

    (void)state;
    for (size_t i = 0; i < MANY; i++) {
        journal_add(journal, &request);
        assert_true(journal_bytes(journal) <= BOUND);
    }
    CLEANUP(free_json) json_t *json = journal_to_json(journal, 0);
    const size_t held = json_array_size(json_object_get(json, "entries"));
    assert_true(held > 10);
    assert_int_equal(journal_evicted(journal) + held, MANY);
    assert_int_equal(number_in(json, "evicted"), journal_evicted(journal));
    assert_int_equal(number_in(json, "first"), MANY - held + 1);
    assert_int_equal(number_in(json, "last"), MANY);
}

static void pages(void **state)
{
    CLEANUP(journal_free) struct journal *journal = journal_new(1 << 20);

    (void)state;
    for (size_t i = 0; i < 10; i++)
        journal_add(journal, &request);
    CLEANUP(free_json) json_t *page = journal_page(journal, 4, 3);
    json_t *entries = json_object_get(page, "entries");
    assert_int_equal(json_array_size(entries), 3);
    assert_int_equal(number_in(json_array_get(entries, 0), "sequence"), 5);
    CLEANUP(free_json) json_t *behind = journal_page(journal, UINT64_MAX, 3);
    assert_int_equal(json_array_size(json_object_get(behind, "entries")), 0);
}

static void shortens_what_is_larger_than_all(void **state)
{
    CLEANUP(journal_free) struct journal *journal = journal_new(BOUND);
    CLEANUP(cleanup_string) char *path = text_format("/%0*d", 3 * BOUND, 1);
    const struct journal_entry large = {.party = "onprem", .kind = "request", .path = path, .user_agent = path};

    (void)state;
    journal_add(journal, &request);
    journal_add(journal, &large);
    CLEANUP(free_json) json_t *json = journal_to_json(journal, 1);
    json_t *entry = json_array_get(json_object_get(json, "entries"), 0);
    assert_true(journal_bytes(journal) <= BOUND);
    assert_string_equal(text_in(entry, "party"), "onprem");
    assert_true(strlen(text_in(entry, "path")) > 100);
    assert_true(json_is_true(json_object_get(entry, "shortened")));
}

static void counts_what_it_cannot_hold(void **state)
{
    CLEANUP(journal_free) struct journal *journal = journal_new(10);

    (void)state;
    journal_add(journal, &request);
    assert_int_equal(journal_bytes(journal), 0);
    assert_int_equal(journal_evicted(journal), 1);
}

static void forgets(void **state)
{
    CLEANUP(journal_free) struct journal *journal = journal_new(BOUND);

    (void)state;
    for (size_t i = 0; i < MANY; i++)
        journal_add(journal, &request);
    journal_clear(journal);
    assert_int_equal(journal_bytes(journal), 0);
    assert_int_equal(journal_evicted(journal), 0);
    journal_add(journal, &request);
    CLEANUP(free_json) json_t *json = journal_to_json(journal, 0);
    assert_int_equal(number_in(json, "first"), MANY + 1);
}

static void survives_bytes_that_are_no_text(void **state)
{
    CLEANUP(journal_free) struct journal *journal = journal_new(BOUND);
    const struct journal_entry hostile = {.party = "onprem", .path = "/\xff\xfe\"\\\x01", .host = "m\xc3\xbcller.de"};

    (void)state;
    journal_add(journal, &hostile);
    CLEANUP(free_json) json_t *json = journal_to_json(journal, 0);
    json_t *entry = json_array_get(json_object_get(json, "entries"), 0);
    assert_string_equal(text_in(entry, "path"), "/\xEF\xBF\xBD\xEF\xBF\xBD\"\\\x01");
    assert_string_equal(text_in(entry, "host"), "m\xc3\xbcller.de");
}

/* Every member under its name, and none else. */
static void every_member_has_its_name(void **state)
{
    static const struct journal_entry full = {.party = "1",
                                              .kind = "2",
                                              .connection = 3,
                                              .client = "4",
                                              .host = "5",
                                              .method = "6",
                                              .path = "7",
                                              .query = "8",
                                              .user_agent = "9",
                                              .operation = "10",
                                              .authentication = "11",
                                              .headers = "A: 12\nB: 13\n\nC: 14",
                                              .status = 15,
                                              .reason = "16",
                                              .answered_by = "17",
                                              .detail = "18",
                                              .server = "19",
                                              .version = "20",
                                              .device = "21",
                                              .address = "22",
                                              .request_id = "23",
                                              .error = "24",
                                              .request_bytes = 25,
                                              .response_bytes = 26,
                                              .elapsed_ms = 27.5};
    CLEANUP(journal_free) struct journal *journal = journal_new(BOUND);

    (void)state;
    journal_add(journal, &full);
    CLEANUP(free_json) json_t *json = journal_to_json(journal, 0);
    json_t *entry = json_array_get(json_object_get(json, "entries"), 0);
    json_object_del(entry, "time");
    CLEANUP(cleanup_string) char *text = json_dumps(entry, JSON_COMPACT | JSON_REAL_PRECISION(3));
    assert_string_equal(
        text, "{\"sequence\":1,\"party\":\"1\",\"kind\":\"2\",\"client\":\"4\",\"host\":\"5\",\"method\":\"6\","
              "\"path\":\"7\",\"query\":\"8\",\"user_agent\":\"9\",\"operation\":\"10\",\"authentication\":"
              "\"11\",\"reason\":\"16\",\"answered_by\":\"17\",\"detail\":\"18\",\"server\":\"19\",\"version\":"
              "\"20\",\"device\":\"21\",\"address\":\"22\",\"request_id\":\"23\",\"error\":\"24\",\"headers\":"
              "[\"A: 12\",\"B: 13\",\"\",\"C: 14\"],\"connection\":3,\"status\":15,\"request_bytes\":25,"
              "\"response_bytes\":26,\"elapsed_ms\":27.5}");
}

static void what_is_nothing_is_left_out(void **state)
{
    CLEANUP(journal_free) struct journal *journal = journal_new(BOUND), *none = NULL;
    const struct journal_entry odd = {.status = -1, .elapsed_ms = 0, .headers = ""};

    (void)state;
    journal_add(journal, &odd);
    CLEANUP(free_json) json_t *json = journal_to_json(journal, 0);
    json_t *entry = json_array_get(json_object_get(json, "entries"), 0);
    json_object_del(entry, "time");
    CLEANUP(cleanup_string) char *text = json_dumps(entry, JSON_COMPACT);
    assert_string_equal(text, "{\"sequence\":1,\"headers\":[]}");
    journal_free(&none);
}

static void times_are_those_of_the_clock(void **state)
{
    CLEANUP(journal_free) struct journal *journal = journal_new(BOUND);
    char before[32], after[32];

    (void)state;
    clock_iso(time(NULL), before);
    journal_add(journal, &request);
    clock_iso(time(NULL) + 1, after);
    CLEANUP(free_json) json_t *json = journal_to_json(journal, 0);
    const char *const at = text_in(json_array_get(json_object_get(json, "entries"), 0), "time");
    assert_true(strncmp(at, before, 19) >= 0 && strncmp(at, after, 19) <= 0);
    assert_int_equal(at[19], '.');
    assert_string_equal(at + 23, "Z");
}

/* Each string gets its share; what is short enough stays whole, and nothing is lost of the names. */
static void what_is_shortened_is_shared_out(void **state)
{
    CLEANUP(journal_free) struct journal *journal = journal_new(4096);
    CLEANUP(cleanup_string) char *text = text_format("%0*d", 5000, 7);
    const struct journal_entry large = {
        .party = "onprem", .path = text, .query = text, .error = text, .reason = "short"};

    (void)state;
    journal_add(journal, &large);
    CLEANUP(free_json) json_t *json = journal_to_json(journal, 0);
    json_t *entry = json_array_get(json_object_get(json, "entries"), 0);
    const size_t length = strlen(text_in(entry, "path"));
    assert_in_range(length, 150, 4096 / 20);
    assert_int_equal(strlen(text_in(entry, "query")), length);
    assert_int_equal(strlen(text_in(entry, "error")), length);
    assert_string_equal(text_in(entry, "reason"), "short");
    assert_true(journal_bytes(journal) <= 4096);
}

/* A page of large entries ends behind a megabyte; all of them together do not. */
static void a_page_is_bounded(void **state)
{
    CLEANUP(journal_free) struct journal *journal = journal_new(8 << 20);
    CLEANUP(cleanup_string) char *text = text_format("%0*d", 100000, 7);
    const struct journal_entry large = {.party = "onprem", .path = text};

    (void)state;
    for (int i = 0; i < 30; i++)
        journal_add(journal, &large);
    CLEANUP(free_json) json_t *page = journal_page(journal, 0, 1000), *all = journal_to_json(journal, 0);
    CLEANUP(free_json) json_t *one = journal_page(journal, 0, 1), *none = journal_page(journal, 0, 0);
    assert_int_equal(json_array_size(json_object_get(page, "entries")), 11);
    assert_int_equal(json_array_size(json_object_get(all, "entries")), 30);
    assert_int_equal(json_array_size(json_object_get(one, "entries")), 1);
    assert_int_equal(json_array_size(json_object_get(none, "entries")), 0);
}

/* However large an entry is, those that stay are the newest, each whole. */
static void makes_just_enough_room(void **state)
{
    CLEANUP(journal_free) struct journal *journal = journal_new(BOUND);
    CLEANUP(cleanup_string) char *text = text_format("%0*d", BOUND / 2, 7);
    const struct journal_entry large = {.party = "onprem", .path = text};

    (void)state;
    for (int i = 0; i < 5; i++)
        journal_add(journal, &request);
    const size_t each = journal_bytes(journal) / 5;
    assert_int_equal(each % 128, 0);
    journal_add(journal, &large);
    assert_int_equal(journal_evicted(journal), 0);
    for (int i = 0; i < 50; i++)
        journal_add(journal, &request);
    assert_true(journal_bytes(journal) > BOUND - 2 * each);
    CLEANUP(free_json) json_t *json = journal_to_json(journal, 0);
    assert_int_equal(number_in(json, "first"), journal_evicted(journal) + 1);
    assert_int_equal(number_in(json_array_get(json_object_get(json, "entries"), 0), "sequence"),
                     number_in(json, "first"));
}

static void *add_many(void *journal)
{
    for (size_t i = 0; i < MANY; i++)
        journal_add(journal, &request);
    return NULL;
}

/* A third thread reads what the two are just evicting. */
static void may_be_used_by_threads(void **state)
{
    CLEANUP(journal_free) struct journal *journal = journal_new(BOUND);
    pthread_t threads[2];

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, add_many, journal), 0);
    for (size_t i = 0; i < 100; i++) {
        CLEANUP(free_json) json_t *json = journal_to_json(journal, 0);

        assert_true(journal_bytes(journal) <= BOUND);
        assert_true(json_is_array(json_object_get(json, "entries")));
    }
    for (size_t i = 0; i < ARRAY_SIZE(threads); i++)
        pthread_join(threads[i], NULL);
    CLEANUP(free_json) json_t *json = journal_to_json(journal, 0);
    assert_int_equal(journal_evicted(journal) + json_array_size(json_object_get(json, "entries")), 2 * MANY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_was_added),
        cmocka_unit_test(is_empty_at_first),
        cmocka_unit_test(evicts_the_oldest_and_counts_them),
        cmocka_unit_test(pages),
        cmocka_unit_test(shortens_what_is_larger_than_all),
        cmocka_unit_test(counts_what_it_cannot_hold),
        cmocka_unit_test(forgets),
        cmocka_unit_test(survives_bytes_that_are_no_text),
        cmocka_unit_test(every_member_has_its_name),
        cmocka_unit_test(what_is_nothing_is_left_out),
        cmocka_unit_test(times_are_those_of_the_clock),
        cmocka_unit_test(what_is_shortened_is_shared_out),
        cmocka_unit_test(a_page_is_bounded),
        cmocka_unit_test(makes_just_enough_room),
        cmocka_unit_test(may_be_used_by_threads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
