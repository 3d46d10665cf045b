/* SPDX-License-Identifier: MIT */
/* GET /logs: lines by file, page by page. */
#include "admin/admin.h"
#include "base/cleanup.h"
#include "journal/journal.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TOKEN "0123456789abcdef"

static const struct row {
    const char *name, *query;
    unsigned files, lines, entries, next;
} rows[] = {
    {"all", "", 1, 3, 3, 3},
    {"the first two", "limit=2", 1, 2, 2, 2},
    {"behind the first", "after=1", 1, 2, 2, 3},
    {"one behind the first", "after=1&limit=1", 1, 1, 1, 2},
    {"behind the last", "after=3", 0, 0, 0, 3},
};

static json_t *ask(struct journal *journal, const char *query)
{
    const struct admin_services services = {.journal = journal, .token = TOKEN};
    struct request request = {.method = "GET", .path = "/logs", .query = query, .body = ""};
    struct answer answer = {0};
    json_t *page;

    headers_add(&request.headers, "Authorization", "Bearer " TOKEN);
    admin_answer(&services, &request, &answer);
    assert_int_equal(answer.status, 200);
    page = json_loadb(answer.body, answer.body_length, 0, NULL);
    headers_clear(&request.headers);
    answer_clear(&answer);
    return page;
}

static void add_request(struct journal *journal)
{
    const struct journal_entry entry = {.party = "onprem",
                                        .kind = "request",
                                        .method = "POST",
                                        .host = "mail.contoso.com",
                                        .path = "/EWS/Exchange.asmx",
                                        .user_agent = "ASProxy",
                                        .client = "127.0.0.11:50000",
                                        .address = "127.0.0.1:443",
                                        .server = "EX01",
                                        .version = "Version 15.1 (Build 2507.6)",
                                        .answered_by = "IIS",
                                        .status = 404};

    journal_add(journal, &entry);
}

static void shows_lines(void **state)
{
    const struct row *const row = *state;
    CLEANUP(journal_free) struct journal *journal = journal_new(1 << 16);
    const json_t *file;
    json_t *page;

    for (size_t i = 0; i < 3; i++)
        add_request(journal);
    page = ask(journal, row->query);
    file = json_array_get(json_object_get(page, "files"), 0);
    assert_int_equal(json_array_size(json_object_get(page, "files")), row->files);
    assert_int_equal(json_array_size(json_object_get(file, "lines")), row->lines);
    assert_int_equal(json_integer_value(json_object_get(page, "entries")), row->entries);
    assert_int_equal(json_integer_value(json_object_get(page, "next")), row->next);
    assert_int_equal(json_integer_value(json_object_get(page, "evicted")), 0);
    if (row->files) {
        assert_string_equal(json_string_value(json_object_get(file, "party")), "onprem");
        assert_non_null(strstr(json_string_value(json_object_get(file, "head")), "#Fields: date time"));
        assert_non_null(
            strstr(json_string_value(json_array_get(json_object_get(file, "lines"), 0)), "/EWS/Exchange.asmx"));
    }
    json_decref(page);
}

/* However long the lines are, whoever goes on behind `next` gets all of them. */
static void long_lines_come_in_pages(void **state)
{
    CLEANUP(journal_free) struct journal *journal = journal_new(8 << 20);
    char query[1 << 16];
    json_int_t after = 0, entries = 0, pages = 0;

    (void)state;
    memset(query, 'x', sizeof query - 1);
    query[sizeof query - 1] = '\0';
    for (size_t i = 0; i < 60; i++)
        journal_add(journal,
                    &(struct journal_entry){.kind = "request", .query = query, .server = "EX01", .version = "15"});
    for (json_int_t count = 1; count > 0; pages++) {
        char asked[32];
        json_t *page;
        snprintf(asked, sizeof asked, "after=%d", (int)after);
        page = ask(journal, asked);
        count = json_integer_value(json_object_get(page, "entries"));
        after = json_integer_value(json_object_get(page, "next"));
        entries += count;
        json_decref(page);
    }
    assert_int_equal(entries, 60);
    assert_true(pages > 3 && pages < 30);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {cmocka_unit_test(long_lines_come_in_pages)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i + 1] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = shows_lines, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("logs", tests, NULL, NULL);
}
