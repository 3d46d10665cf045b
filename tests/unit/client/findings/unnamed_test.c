/* SPDX-License-Identifier: MIT */
/* Statuses that no documented failure explains: which items tell of one, and what is said of them. */
#include "base/cleanup.h"
#include "findings/unnamed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct words_row {
    int status;
    const char *begins;
} words[] = {
    {400, "bad request: the request was not understood, or a header was too long for what answered"},
    {405, "method not allowed: nothing takes a POST there"},
    {407, "a web proxy demands credentials"},
    {408, "the request did not arrive in time"},
    {411, "the length of the request is missing"},
    {413, "the request is larger than what answered allows"},
    {429, "too many requests"},
    {495, "nginx: the client's certificate is refused"},
    {496, "nginx: the client showed no certificate"},
    {499, "nginx: the asker hung up before there was an answer"},
    {502, "bad gateway: a device in front of Exchange got no connection to it, or no answer that it understood"},
    {505, "HTTP version not supported"},
    {599, ""},
    {600, "a number of the device that wrote the log"},
    {10054, "TMG: Exchange broke the connection off"},
    {10060, "TMG: Exchange did not answer in time"},
    {10061, "TMG: Exchange refused the connection"},
};

static void each_status_has_its_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        assert_string_equal(unnamed_says(words[i].status), words[i].begins);
}

/* A look-up of so many records, the first with that outcome. */
static struct lookup *look_up(size_t records, enum outcome outcome, int status)
{
    struct lookup *const lookup = lookup_new(NULL, NULL);

    for (size_t i = 0; i < records; i++) {
        struct evidence *const evidence = lookup_add(lookup, HOP_AVAILABILITY, HOP_AVAILABILITY);
        evidence->outcome = outcome;
        evidence->http_status = status;
    }
    return lookup;
}

static const struct row {
    const char *name;
    size_t records;
    enum outcome outcome;
    int status;
} rows[] = {
    {"no more than a status", 1, OUTCOME_HTTP_STATUS, 502},
    {"no record", 0, OUTCOME_HTTP_STATUS, 0},
    {"two records", 2, OUTCOME_HTTP_STATUS, 0},
    {"another outcome", 1, OUTCOME_SOAP_FAULT, 0},
};

static void knows_its_items(void **state)
{
    const struct row *const row = *state;
    CLEANUP(lookup_free) struct lookup *lookup = look_up(row->records, row->outcome, 502);
    struct unnamed unnamed = {.count = 0};

    assert_int_equal(unnamed_status_of(&(struct item){.lookup = lookup}), row->status);
    assert_int_equal(unnamed_status_of(&(struct item){.lookup = NULL}), 0);
    unnamed_add(&unnamed, "a.log", &(struct item){.lookup = lookup, .line = 1});
    assert_int_equal(unnamed.count, row->status != 0);
    unnamed_clear(&unnamed);
    assert_int_equal(unnamed.count, 0);
}

static void add(struct unnamed *unnamed, int status, size_t line)
{
    CLEANUP(lookup_free) struct lookup *lookup = look_up(1, OUTCOME_HTTP_STATUS, status);

    unnamed_add(unnamed, "a.log", &(struct item){.lookup = lookup, .line = line});
}

static void says_each_once(void **state)
{
    CLEANUP(unnamed_clear) struct unnamed unnamed = {.count = 0};
    static const char *const sentences[] = {
        "a.log:3: status 502 (bad gateway: a device in front of Exchange got no connection to it, or no answer that it "
        "understood), 2 times, last at a.log:9; this is no documented failure",
        "a.log:5: status 418; this is no documented failure"};

    (void)state;
    add(&unnamed, 502, 3);
    add(&unnamed, 418, 5);
    add(&unnamed, 502, 9);
    for (size_t i = 0; i < ARRAY_SIZE(sentences); i++) {
        CLEANUP(cleanup_string) char *sentence = unnamed_sentence(&unnamed, i);
        assert_string_equal(sentence, sentences[i]);
    }
    assert_null(unnamed_sentence(&unnamed, 2));
    json_t *const json = unnamed_to_json(&unnamed);
    CLEANUP(cleanup_string) char *text = json_dumps(json, JSON_COMPACT);
    assert_string_equal(
        text, "[{\"status\":502,\"count\":2,\"where\":\"a.log:3\",\"last\":\"a.log:9\",\"says\":\"bad gateway: a "
              "device in front of Exchange got no connection to it, or no answer that it understood\"},"
              "{\"status\":418,\"count\":1,\"where\":\"a.log:5\",\"last\":\"a.log:5\",\"says\":\"\"}]");
    json_decref(json);
}

static void statuses_are_bounded(void **state)
{
    CLEANUP(unnamed_clear) struct unnamed unnamed = {.count = 0};

    (void)state;
    for (int i = 0; i < UNNAMED_LIMIT + 5; i++)
        add(&unnamed, 1000 + i, 1);
    add(&unnamed, 1000, 2);
    assert_int_equal(unnamed.count, UNNAMED_LIMIT);
    assert_int_equal(unnamed.items[0].count, 2);
    assert_int_equal(unnamed.items[UNNAMED_LIMIT - 1].status, 1000 + UNNAMED_LIMIT - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_status_has_its_words), cmocka_unit_test(says_each_once),
                                       cmocka_unit_test(statuses_are_bounded)};
    struct CMUnitTest table[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        table[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = knows_its_items, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("items", table, NULL, NULL) +
           cmocka_run_group_tests_name("statuses", tests, NULL, NULL);
}
