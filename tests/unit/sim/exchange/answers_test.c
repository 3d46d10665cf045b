/* SPDX-License-Identifier: MIT */
/* Whole answers of the servers: tests/texts/answers.jsonl holds requests (the fuzzer's seeds, and some of its own) and what comes
 * back, head and body; some with other settings than the shipped ones, or without one. Times, identifiers and signatures stand
 * as "@". Where an answer is meant to change, `answers_test write` writes down what comes back now; read the difference. */
#include "base/cleanup.h"
#include "base/text.h"
#include "origin/origin.h"
#include "support/lasting.h"
#include "support/row_file.h"
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

#define SEEDS FBLAB_SOURCE "/tests/fuzz/seeds/exchange/"
#define LARGEST (1 << 20)

enum { MOST_CHANGES = 64 };

static struct servers shipped; /* of all rows that change nothing */

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
static json_t *ask(const struct servers *servers, char *text)
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
    exchange_answer(servers->exchange, servers->snapshot, &request, &answer);
    json = answer_to_json(&answer);
    answer_clear(&answer);
    headers_clear(&request.headers);
    return json;
}

/* The organisation behind the front door. */
static const char *asking_of(const json_t *row)
{
    const char *const asking = json_string_value(json_object_get(row, "asking"));

    return asking ? asking : "exo";
}

/* With other settings than the shipped ones: pairs of texts of the document, what is found and what is put in its place. */
static json_t *ask_changed(const json_t *row, char *text)
{
    const json_t *const put = json_object_get(row, "put");
    const char *changes[2 * MOST_CHANGES + 1] = {NULL};
    struct servers servers;
    json_t *json;

    assert_true(json_array_size(put) <= MOST_CHANGES);
    for (size_t i = 0; i < 2 * json_array_size(put); i++)
        changes[i] = json_string_value(json_array_get(json_array_get(put, i / 2), i % 2));
    servers_start(&servers, changes);
    servers.asking = asking_of(row);
    json = ask(&servers, text);
    servers_stop(&servers);
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
    shipped.asking = asking_of(row);
    return json_object_get(row, "put") ? ask_changed(row, text) : ask(&shipped, text);
}

int main(int argc, char **argv)
{
    static const struct row_file file = {.name = "answers",
                                         .path = FBLAB_SOURCE "/tests/texts/answers.jsonl",
                                         .member = "answer",
                                         .fewest = 60,
                                         .make = ask_row};
    json_t *const rows = row_file_read(&file);
    int failed;

    servers_start(&shipped, NULL);
    failed = row_file_run(&file, rows, argc, argv);
    servers_stop(&shipped);
    json_decref(rows);
    return failed;
}
