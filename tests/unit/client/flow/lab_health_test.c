/* SPDX-License-Identifier: MIT */
/* A lab that answers, one that does not, another in its place; and what files of older labs say. */
#include "flow/transport/lab_health.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "support/canned_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define OK "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
#define WANTED "one"

static const struct row {
    const char *name, *answer;
    const char *says; /* NULL: it runs */
} rows[] = {
    {"the same lab", OK "18\r\n\r\n{\"instance\":\"one\"}", NULL},
    {"another lab", OK "18\r\n\r\n{\"instance\":\"two\"}", "another lab answers at http://127.0.0.1:"},
    {"JSON of something else", OK "2\r\n\r\n{}", "another lab answers at"},
    {"no JSON", OK "5\r\n\r\nhello", "gives no answer of a lab"},
    {"nothing at all", "", "gives no answer of a lab"},
};

static void asks(void **state)
{
    const struct row *row = *state;
    CLEANUP(canned_server_free) struct canned_server *server = canned_server_new(&row->answer, 1);
    json_t *ready = json_pack("{s:s, s:s, s:{s:s, s:s}}", "health", canned_server_url(server), "instance", WANTED,
                              "hosts", "a.b:443", "127.0.0.1:5", "_x.a.b:srv", "a.b:443");
    struct error error = {""};
    const bool runs = flow_lab_runs("r.json", ready, &error);

    canned_server_join(server);
    json_decref(ready);
    assert_int_equal(runs, !row->says);
    if (row->says && !(text_starts(error.text, "the lab of r.json is gone: ") && strstr(error.text, row->says)))
        fail_msg("%s", error.text);
}

static void nobody_listens(void **state)
{
    json_t *ready = json_pack("{s:s, s:s}", "health", "http://127.0.0.1:1/health", "instance", WANTED);
    struct error error = {""};

    (void)state;
    assert_false(flow_lab_runs("r.json", ready, &error));
    assert_non_null(strstr(error.text, "the lab of r.json is gone: http://127.0.0.1:1/health gives no answer"));
    json_decref(ready);
}

/* Its health is open to its own machine alone. */
static void is_on_another_machine(void **state)
{
    json_t *ready = json_pack("{s:s, s:{s:s}}", "health", "http://127.0.0.1:1/", "hosts", "a.b:443", "192.0.2.7:443");

    (void)state;
    assert_true(flow_lab_runs("r.json", ready, NULL));
    json_decref(ready);
}

static void files_of_older_labs(void **state)
{
    const pid_t ended = fork();
    json_t *mine = json_pack("{s:i}", "pid", (int)getpid()), *theirs = json_pack("{s:i}", "pid", (int)ended),
           *none = json_object();
    struct error error = {""};

    (void)state;
    if (ended == 0)
        _exit(0);
    waitpid(ended, NULL, 0);
    assert_true(flow_lab_runs("r.json", mine, &error) && flow_lab_runs("r.json", none, &error));
    assert_false(flow_lab_runs("r.json", theirs, &error));
    assert_true(text_starts(error.text, "the lab of r.json is gone: its process "));
    json_decref(mine);
    json_decref(theirs);
    json_decref(none);
}

int main(void)
{
    struct CMUnitTest asked[ARRAY_SIZE(rows)];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_listens),
        cmocka_unit_test(is_on_another_machine),
        cmocka_unit_test(files_of_older_labs),
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        asked[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = asks, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("health", asked, NULL, NULL) +
           cmocka_run_group_tests_name("without an answer", tests, NULL, NULL);
}
