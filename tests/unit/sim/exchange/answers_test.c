/* SPDX-License-Identifier: MIT */
/* Whole answers of the servers: tests/texts/answers.jsonl holds requests (the fuzzer's seeds, and some of its own) and what comes
 * back, head and body. Times, identifiers and signatures stand as "@". Where an answer is meant to change,
 * `answers_test write` writes down what comes back now; read the difference. */
#include "base/cleanup.h"
#include "base/text.h"
#include "origin/origin.h"
#include "support/lasting.h"
#include "support/servers.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ROWS FBLAB_SOURCE "/tests/texts/answers.jsonl"
#define SEEDS FBLAB_SOURCE "/tests/fuzz/seeds/exchange/"
#define LARGEST (1 << 20)
#define FEWEST_ROWS 60

/* One row of the table cmocka is given. */
struct case_row {
    const json_t *json;
};

static struct servers servers;

/* One line, without its end; *rest goes behind it. */
static char *next_line(char **rest)
{
    char *const line = *rest, *const end = strchrnul(line, '\n');

    *rest = *end ? end + 1 : end;
    *end = '\0';
    line[strcspn(line, "\r")] = '\0';
    return line;
}

static void add_headers(struct request *request, char **rest)
{
    for (char *line = next_line(rest); *line; line = next_line(rest)) {
        char *const colon = strchr(line, ':');
        *colon = '\0';
        headers_add(&request->headers, line, colon + 1 + strspn(colon + 1, " "));
    }
}

static json_t *answer_to_json(const struct answer *answer)
{
    json_t *const head = json_array();
    CLEANUP(cleanup_string) char *body = lasting_text(answer->body ? answer->body : "", answer->body_length);

    for (size_t i = 0; i < answer->headers.count; i++) {
        const struct header *const header = &answer->headers.items[i];
        CLEANUP(cleanup_string) char *line = text_format("%s: %s", header->name, header->value);
        CLEANUP(cleanup_string) char *same = lasting_text(line, strlen(line));
        json_array_append_new(head, json_string(same));
    }
    return json_pack("{s:i,s:s*,s:o,s:s,s:b}", "status", answer->status, "reason", answer->reason, "head", head, "body",
                     body, "whole head", answer->head != NULL);
}

/* "PARTY METHOD /path", headers, an empty line, a body. */
static json_t *ask(char *text)
{
    char *rest = text, *const line = next_line(&rest), *words = NULL, *const party = strtok_r(line, " ", &words);
    char *const method = strtok_r(NULL, " ", &words), *const path = strtok_r(NULL, " ", &words),
                *query = strchr(path, '?');
    const struct origin origin = {.party = party, .client = "127.0.0.1:50000", .tls = true, .connection = 1};
    struct answer answer = {0};
    json_t *json;

    if (query)
        *query++ = '\0';
    struct request request = {.origin = &origin, .method = method, .path = path, .query = query ? query : ""};
    add_headers(&request, &rest);
    request.body = rest;
    request.body_length = strlen(rest);
    exchange_answer(servers.exchange, servers.snapshot, &request, &answer);
    json = answer_to_json(&answer);
    answer_clear(&answer);
    headers_clear(&request.headers);
    return json;
}

static json_t *ask_row(const json_t *row)
{
    const char *const file = json_string_value(json_object_get(row, "file"));
    CLEANUP(cleanup_string) char *path = file ? text_format(SEEDS "%s", file) : NULL;
    CLEANUP(cleanup_string)
    char *text =
        file ? file_read(path, LARGEST, NULL, NULL) : text_copy(json_string_value(json_object_get(row, "request")));

    assert_non_null(text);
    return ask(text);
}

static void comes_back(void **state)
{
    const struct case_row *const row = *state;
    const json_t *const wanted = json_object_get(row->json, "answer");
    json_t *const got = ask_row(row->json);

    if (!json_equal(got, wanted)) {
        CLEANUP(cleanup_string) char *is = json_dumps(got, JSON_COMPACT);
        CLEANUP(cleanup_string) char *was = json_dumps(wanted, JSON_COMPACT);
        json_decref(got);
        fail_msg("%s instead of %s", is, was);
    }
    json_decref(got);
}

static json_t *read_rows(void)
{
    FILE *const file = fopen(ROWS, "r");
    json_t *const rows = json_array();
    json_error_t error;

    assert_non_null(file);
    for (json_t *row; (row = json_loadf(file, JSON_DISABLE_EOF_CHECK, &error));)
        json_array_append_new(rows, row);
    assert_true(feof(file) != 0);
    fclose(file);
    return rows;
}

static int run_all(const json_t *rows)
{
    const size_t count = json_array_size(rows);
    struct case_row *const cases = calloc(count, sizeof *cases);
    struct CMUnitTest *const tests = calloc(count, sizeof *tests);
    int failed = 1;

    for (size_t i = 0; i < count; i++) {
        cases[i] = (struct case_row){json_array_get(rows, i)};
        tests[i] = (struct CMUnitTest){.name = json_string_value(json_object_get(cases[i].json, "id")),
                                       .test_func = comes_back,
                                       .initial_state = &cases[i]};
    }
    if (count >= FEWEST_ROWS)
        failed = _cmocka_run_group_tests("answers", tests, count, NULL, NULL);
    free(cases);
    free(tests);
    if (failed)
        print_message("Is it meant? Then answers_test write writes it down.\n");
    return failed;
}

static int write_all(const json_t *rows)
{
    FILE *const file = fopen(ROWS, "w");
    size_t index;
    json_t *row;

    json_array_foreach(rows, index, row)
    {
        json_object_set_new(row, "answer", ask_row(row));
        if (file && json_dumpf(row, file, 0) == 0)
            fputc('\n', file);
    }
    return file && fclose(file) == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    json_t *const rows = read_rows();
    int failed;

    servers_start(&servers, NULL);
    failed = argc > 1 && strcmp(argv[1], "write") == 0 ? write_all(rows) : run_all(rows);
    servers_stop(&servers);
    json_decref(rows);
    return failed;
}
