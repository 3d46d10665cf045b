/* SPDX-License-Identifier: MIT */
/* Captured answers: given byte for byte to the requests they are for, in turn, until they are put away. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/own_scenario.h"
#include "support/raw_client.h"
#include "support/running_lab.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define LOOKUP                                                                                                         \
    "<lookup><requester>ann@contoso.com</requester><target>joe@contoso.com</target></lookup><expect>10</expect>"
#define FOR_EWS "<party>mail.contoso.com</party><method>POST</method><path>/EWS/*</path>"
#define POST_EWS "POST /EWS/Exchange.asmx HTTP/1.1\r\nHost: mail.contoso.com\r\nContent-Length: 0\r\n\r\n"

struct own_lab {
    struct own_scenario own;
    struct running_lab lab;
};

static void start(struct own_lab *lab, const char *play)
{
    struct error error = {""};

    own_scenario_make(&lab->own, play);
    own_scenario_add(&lab->own, "body.bin", "\xff\x01 file \r\n", 10);
    const struct lab_options options = {.scenarios = lab->own.folder};
    lab->lab.running = lab_start(&options, &error);
    if (!lab->lab.running)
        fail_msg("%s", error.text);
    running_lab_arm(&lab->lab, "xOwn");
}

static void stop(struct own_lab *lab)
{
    running_lab_stop(&lab->lab);
    own_scenario_remove(&lab->own);
}

static char *ask(struct own_lab *lab, const char *request, enum raw_ending ending)
{
    const unsigned port = lab_port(lab->lab.running, "mail.contoso.com");

    return raw_exchange(port, "mail.contoso.com", request, strlen(request), ending);
}

static const struct row {
    const char *name, *reply, *answer;
} rows[] = {
    {"no headers, no body, so the connection ends", "<status-line>HTTP/1.1 401 Unauthorized</status-line>",
     "HTTP/1.1 401 Unauthorized\r\n\r\n"},
    {"as it was written",
     "<status-line>HTTP/1.1 403 Forbidden ( The server denied it. )</status-line><header>X-Odd:no blank</header>"
     "<header>x-odd:  two </header><header>Server: Microsoft-IIS/10.0</header><header>Content-Length: 6</header>"
     "<body>\nb &lt;c</body>",
     "HTTP/1.1 403 Forbidden ( The server denied it. )\r\nX-Odd:no blank\r\nx-odd:  two \r\n"
     "Server: Microsoft-IIS/10.0\r\nContent-Length: 6\r\n\r\n\nb <c"},
    {"no reason phrase", "<status-line>HTTP/1.1 503</status-line><header>Content-Length: 0</header>",
     "HTTP/1.1 503\r\nContent-Length: 0\r\n\r\n"},
    {"Base64",
     "<status-line>HTTP/1.1 200 OK</status-line><header>Content-Length: 4</header>\n"
     "<body-base64>\n  /wEN\n  Cg==\n</body-base64>",
     "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\xff\x01\r\n"},
    {"a file beside",
     "<status-line>HTTP/1.1 200 OK</status-line><header>Content-Length: 10</header><body-file>body.bin</body-file>",
     "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n\xff\x01 file \r\n"},
    {"in chunks",
     "<status-line>HTTP/1.1 200 OK</status-line><header>Transfer-Encoding: chunked</header><body>sixteen "
     "letters!</body>",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nsixteen letters!\r\n0\r\n\r\n"},
    {"in chunks, and empty", "<status-line>HTTP/1.1 200 OK</status-line><header>Transfer-Encoding: chunked</header>",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {"cut off, as it was captured",
     "<status-line>HTTP/1.1 200 OK</status-line><header>Content-Length: 400</header><body>the beginning</body>",
     "HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\nthe beginning"},
    {"up to the end of the connection", "<status-line>HTTP/1.0 200 OK</status-line><body>all</body>",
     "HTTP/1.0 200 OK\r\n\r\nall"},
    {"without a body", "<status-line>HTTP/1.1 204 No Content</status-line>", "HTTP/1.1 204 No Content\r\n\r\n"},
};

static void answers_byte_for_byte(void **state)
{
    const struct row *row = *state;
    CLEANUP(cleanup_string) char *play = text_format("<reply>" FOR_EWS "%s</reply>" LOOKUP, row->reply);
    struct own_lab lab;

    start(&lab, play);
    CLEANUP(cleanup_string) char *answer = ask(&lab, POST_EWS, RAW_HALF_CLOSE);
    stop(&lab);
    assert_string_equal(answer, row->answer);
}

#define SHORT(text) "<status-line>HTTP/1.1 200 OK</status-line><header>Content-Length: 3</header><body>" text "</body>"
#define ANSWER(text) "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n" text

static void goes_on_with_the_connection(void **state)
{
    struct own_lab lab;

    (void)state;
    start(&lab, "<reply>" FOR_EWS SHORT("one") "</reply>" LOOKUP);
    CLEANUP(cleanup_string) char *answers = ask(&lab, POST_EWS POST_EWS POST_EWS, RAW_HALF_CLOSE);
    stop(&lab);
    assert_string_equal(answers, ANSWER("one") ANSWER("one") ANSWER("one"));
}

static void several_are_given_in_turn(void **state)
{
    struct own_lab lab;

    (void)state;
    start(&lab, "<reply>" FOR_EWS SHORT("one") "</reply><reply>" FOR_EWS SHORT("two") "</reply>" LOOKUP);
    CLEANUP(cleanup_string) char *kept = ask(&lab, POST_EWS POST_EWS POST_EWS, RAW_HALF_CLOSE);
    CLEANUP(cleanup_string) char *next = ask(&lab, POST_EWS, RAW_WAIT);
    CLEANUP(cleanup_string)
    char *other = ask(&lab, "POST /EWS/x HTTP/1.1\r\nHost: mail.contoso.com\r\nUser-Agent: other\r\n\r\n", RAW_WAIT);
    stop(&lab);
    assert_string_equal(kept, ANSWER("one") ANSWER("two") ANSWER("one"));
    assert_string_equal(next, ANSWER("two")); /* the same conversation, another connection */
    assert_string_equal(other, ANSWER("one"));
}

static char *ask_for(struct own_lab *lab, const char *element)
{
    CLEANUP(cleanup_string) char *body = text_format("<e><Body><m:%s/></Body></e>", element);
    CLEANUP(cleanup_string)
    char *request =
        text_format("POST /EWS/Exchange.asmx HTTP/1.1\r\nHost: mail.contoso.com\r\nContent-Length: %zu\r\n\r\n%s",
                    strlen(body), body);

    return ask(lab, request, RAW_WAIT);
}

/* Where no header does; as they are spelt there, or without "Request". */
static void elements_name_operations(void **state)
{
    struct own_lab lab;

    (void)state;
    start(&lab, "<reply>" FOR_EWS "<operation>GetUserAvailability</operation>" SHORT(
                    "one") "</reply>"
                           "<reply>" FOR_EWS "<operation>ResolveNames</operation>" SHORT("two") "</reply>" LOOKUP);
    CLEANUP(cleanup_string) char *one = ask_for(&lab, "GetUserAvailabilityRequest");
    CLEANUP(cleanup_string) char *two = ask_for(&lab, "ResolveNames");
    CLEANUP(cleanup_string) char *neither = ask_for(&lab, "GetUserAvailabilityRequests");
    stop(&lab);
    assert_string_equal(one, ANSWER("one"));
    assert_string_equal(two, ANSWER("two"));
    assert_non_null(strstr(neither, "HTTP/1.1 401"));
}

static const struct stranger {
    const char *name, *request;
} strangers[] = {
    {"another method", "GET /EWS/Exchange.asmx HTTP/1.1\r\nHost: mail.contoso.com\r\n\r\n"},
    {"another path", "POST /autodiscover/x HTTP/1.1\r\nHost: mail.contoso.com\r\nContent-Length: 0\r\n\r\n"},
    {"another operation",
     "POST /EWS/Exchange.asmx HTTP/1.1\r\nHost: mail.contoso.com\r\nSOAPAction: \"x/GetFolder\"\r\n"
     "Content-Length: 0\r\n\r\n"},
};

static void others_get_the_servers_answer(void **state)
{
    const struct stranger *stranger = *state;
    struct own_lab lab;

    start(&lab, "<reply>" FOR_EWS "<operation>GetUserAvailability</operation>" SHORT("one") "</reply>" LOOKUP);
    CLEANUP(cleanup_string) char *answer = ask(&lab, stranger->request, RAW_WAIT);
    CLEANUP(cleanup_string)
    char *fitting = ask(&lab,
                        "POST /ews/exchange.asmx HTTP/1.1\r\nHost: mail.contoso.com:443\r\n"
                        "SOAPAction: http://x/GetUserAvailability\r\nContent-Length: 0\r\n\r\n",
                        RAW_WAIT);
    stop(&lab);
    assert_null(strstr(answer, "one"));
    assert_string_equal(fitting, ANSWER("one"));
}

static void waits_as_long_as_it_says(void **state)
{
    struct own_lab lab;
    double began;

    (void)state;
    start(&lab, "<reply>" FOR_EWS "<delay>150</delay>" SHORT("one") "</reply>" LOOKUP);
    began = clock_ms();
    CLEANUP(cleanup_string) char *answer = ask(&lab, POST_EWS, RAW_WAIT);
    assert_true(clock_ms() - began >= 150);
    stop(&lab);
    assert_string_equal(answer, ANSWER("one"));
}

/* Nobody knows the cause, so the only repair is to put the answer away; and arming brings it back. */
static void a_look_up_fails_until_the_answer_is_put_away(void **state)
{
    struct own_lab lab;
    struct error error = {""};

    (void)state;
    start(&lab, "<reply>" FOR_EWS "<status-line>HTTP/1.1 401 Unauthorized</status-line>"
                "<header>Content-Length: 0</header></reply>" LOOKUP);
    CLEANUP(lookup_free) struct lookup *broken = running_lab_look_up(&lab.lab, NULL);
    assert_true(lab_repair(lab.lab.running, &error));
    CLEANUP(lookup_free) struct lookup *repaired = running_lab_look_up(&lab.lab, NULL);
    running_lab_arm(&lab.lab, "xOwn");
    CLEANUP(lookup_free) struct lookup *again = running_lab_look_up(&lab.lab, NULL);
    assert_true(lab_disarm(lab.lab.running, &error));
    CLEANUP(lookup_free) struct lookup *disarmed = running_lab_look_up(&lab.lab, NULL);
    stop(&lab);
    assert_false(broken->ok);
    assert_int_equal(lookup_failure(broken)->http_status, 401);
    assert_true(repaired->ok);
    assert_false(again->ok);
    assert_true(disarmed->ok);
}

static void none_comes_with_the_program(void **state)
{
    struct library *library = library_load(NULL, NULL);

    (void)state;
    assert_non_null(library);
    for (size_t i = 0; i < library_count(library); i++)
        for (size_t k = 0; k < library_at(library, i)->variant_count; k++)
            assert_int_equal(library_at(library, i)->variants[k].reply_count, 0);
    library_free(&library);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goes_on_with_the_connection), cmocka_unit_test(several_are_given_in_turn),
        cmocka_unit_test(waits_as_long_as_it_says),    cmocka_unit_test(a_look_up_fails_until_the_answer_is_put_away),
        cmocka_unit_test(none_comes_with_the_program), cmocka_unit_test(elements_name_operations),
    };
    struct CMUnitTest row_tests[ARRAY_SIZE(rows)], stranger_tests[ARRAY_SIZE(strangers)];
    int failures;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        row_tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = answers_byte_for_byte, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(strangers); i++)
        stranger_tests[i] = (struct CMUnitTest){.name = strangers[i].name,
                                                .test_func = others_get_the_servers_answer,
                                                .initial_state = (void *)(uintptr_t)&strangers[i]};
    failures = cmocka_run_group_tests_name("bytes", row_tests, NULL, NULL);
    failures += cmocka_run_group_tests_name("strangers", stranger_tests, NULL, NULL);
    return failures + cmocka_run_group_tests_name("replies", tests, NULL, NULL);
}
