/* SPDX-License-Identifier: MIT */
/* An answer is given again to the very same question alone: each row changes one thing that it depends on. */
#include "exchange/ews/known_answers.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "origin/origin.h"
#include "support/servers.h"
#include "vocabulary/exchange_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TWO_SERVERS                                                                                                    \
    "<lab>", "<lab><LabLoadBalancer><Party>onprem</Party><Servers>EX01</Servers><Servers>EX02</Servers>"               \
             "</LabLoadBalancer>"
#define LONG (64 << 10)

struct question {
    struct servers servers, others;
    struct origin origin;
    struct header header; /* Content-Type */
    struct request request;
    struct exchange_call call;
    struct caller caller;
    struct answer answer;
};

static void change_nothing(struct question *question)
{
    (void)question;
}

static void ask_other_bytes(struct question *question)
{
    question->request.body = "<What/>";
}

static void ask_more_bytes(struct question *question)
{
    question->request.body_length--;
}

static void be_somebody_else(struct question *question)
{
    snprintf(question->caller.address, sizeof question->caller.address, "bob@contoso.com");
}

static void be_of_another_kind(struct question *question)
{
    question->caller.kind = CALLER_ORGANIZATION;
}

static void come_with_another_application(struct question *question)
{
    snprintf(question->caller.application, sizeof question->caller.application, "another");
}

static void ask_another_organization(struct question *question)
{
    question->call.scope = "exo";
}

static void ask_at_the_front_door(struct question *question)
{
    question->call.front_door = true;
}

static void ask_another_server(struct question *question)
{
    question->origin.turn++;
}

static void send_another_type(struct question *question)
{
    question->header.value = (char *)"text/xml; charset=utf-16";
}

static void change_settings(struct question *question)
{
    question->call.snapshot = question->others.snapshot;
}

static void answer_with_a_fault(struct question *question)
{
    question->answer.status = 500;
}

static void postpone(struct question *question)
{
    question->answer.postponed = true;
}

static void wait_for_others(struct question *question)
{
    question->request.must_not_wait = false;
}

static void come_with_a_message_of_dauth(struct question *question)
{
    question->caller.kind = CALLER_DELEGATION;
}

static void say_much(struct question *question)
{
    free(question->answer.body);
    question->answer.body = memory_new(LONG);
    question->answer.body_length = LONG;
}

static const struct row {
    const char *name;
    void (*before)(struct question *question); /* it is answered */
    void (*after)(struct question *question);  /* and asked again */
    bool known;
} rows[] = {
    {"the very same", change_nothing, change_nothing, true},
    {"the same of another kind of caller", be_of_another_kind, change_nothing, true},
    {"other bytes", change_nothing, ask_other_bytes, false},
    {"fewer bytes", change_nothing, ask_more_bytes, false},
    {"another caller", change_nothing, be_somebody_else, false},
    {"another kind of caller", change_nothing, be_of_another_kind, false},
    {"another application", change_nothing, come_with_another_application, false},
    {"another organisation", change_nothing, ask_another_organization, false},
    {"at the front door", change_nothing, ask_at_the_front_door, false},
    {"another server behind the balancer", change_nothing, ask_another_server, false},
    {"another type of content", change_nothing, send_another_type, false},
    {"other settings", change_nothing, change_settings, false},
    {"a fault", answer_with_a_fault, change_nothing, false},
    {"no answer yet", postpone, change_nothing, false},
    {"what others may have been asked for", wait_for_others, change_nothing, false},
    {"a message of DAUTH", come_with_a_message_of_dauth, change_nothing, false},
    {"a long answer", say_much, change_nothing, false},
};

static void prepare(struct question *question)
{
    static const char *const changes[] = {TWO_SERVERS, NULL};

    *question = (struct question){.origin = {.party = "onprem", .client = "127.0.0.1:50000", .tls = true},
                                  .header = {(char *)"Content-Type", (char *)"text/xml"},
                                  .caller = {.kind = CALLER_USER, .address = "ann@contoso.com"}};
    servers_start(&question->servers, changes);
    servers_start(&question->others, changes);
    question->request = (struct request){.origin = &question->origin,
                                         .headers = {&question->header, 1},
                                         .body = "<Which/>",
                                         .body_length = strlen("<Which/>"),
                                         .must_not_wait = true};
    question->call = (struct exchange_call){.exchange = question->servers.exchange,
                                            .setup = &question->servers.setup,
                                            .snapshot = question->servers.snapshot,
                                            .scope = "onprem",
                                            .request = &question->request};
    answer_set(&question->answer, 200, CONTENT_TYPE_XML, "<Known/>");
}

static void clear(struct question *question)
{
    answer_clear(&question->answer);
    servers_stop(&question->servers);
    servers_stop(&question->others);
}

static bool is_known(const struct question *question)
{
    CLEANUP(answer_clear) struct answer answer = {0};

    if (!known_answers_give(&question->call, &question->caller, &answer))
        return false;
    assert_int_equal(answer.status, 200);
    assert_string_equal(answer.body, "<Known/>");
    assert_string_equal(headers_get(&answer.headers, "Content-Type"), CONTENT_TYPE_XML);
    return true;
}

static void gives(void **state)
{
    const struct row *row = *state;
    struct question question;

    prepare(&question);
    row->before(&question);
    assert_false(is_known(&question));
    known_answers_keep(&question.call, &question.caller, &question.answer);
    row->after(&question);
    assert_int_equal(is_known(&question), row->known);
    clear(&question);
}

static void ask_number(struct question *question, char body[32], unsigned number)
{
    question->request.body_length = (size_t)snprintf(body, 32, "<Which>%u</Which>", number);
    question->request.body = body;
}

static void forgets_the_oldest(void **state)
{
    enum { LAST = 16 }; /* one more than is kept */
    struct question question;
    char body[32];

    (void)state;
    prepare(&question);
    for (unsigned i = 0; i <= LAST; i++) {
        ask_number(&question, body, i);
        known_answers_keep(&question.call, &question.caller, &question.answer);
    }
    for (unsigned i = 0; i <= LAST; i++) {
        ask_number(&question, body, i);
        assert_int_equal(is_known(&question), i > 0);
    }
    clear(&question);
}

/* What was known under the old settings is not known when they come back as others with the same content. */
static void forgets_with_the_settings(void **state)
{
    struct question question;

    (void)state;
    prepare(&question);
    known_answers_keep(&question.call, &question.caller, &question.answer);
    question.call.snapshot = question.others.snapshot;
    known_answers_keep(&question.call, &question.caller, &question.answer);
    assert_true(is_known(&question));
    question.call.snapshot = question.servers.snapshot;
    assert_false(is_known(&question));
    clear(&question);
}

int main(void)
{
    static const struct CMUnitTest first[] = {cmocka_unit_test(forgets_the_oldest),
                                              cmocka_unit_test(forgets_with_the_settings)};
    struct CMUnitTest tests[ARRAY_SIZE(first) + ARRAY_SIZE(rows)];

    memcpy(tests, first, sizeof first);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[ARRAY_SIZE(first) + i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = gives, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
