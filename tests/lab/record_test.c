/* SPDX-License-Identifier: MIT */
/* What a server answered is recorded, written as a scenario, and replayed: byte for byte, but for what was redacted. */
#include "base/cleanup.h"
#include "base/text.h"
#include "recorder/recorder.h"
#include "recorder/redaction.h"
#include "recorder/trace_scenario.h"
#include "support/canned_server.h"
#include "support/own_scenario.h"
#include "support/raw_client.h"
#include "support/running_lab.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <stdlib.h>

#define ASK(method, path, more, body) method " " path " HTTP/1.1\r\nHost: mail.contoso.com\r\n" more "\r\n" body
#define SOAP "Content-Type: text/xml; charset=utf-8\r\n"

/* What a client does with a real server: it is challenged, refused, answered, and answered in other ways. */
static const char *const questions[] = {
    ASK("POST", "/EWS/Exchange.asmx", SOAP "Content-Length: 0\r\nAuthorization: Bearer\r\n", ""),
    ASK("POST", "/EWS/Exchange.asmx", SOAP "Content-Length: 4\r\nAuthorization: Bearer x.y.z\r\n", "<a/>"),
    ASK("GET", "/EWS/Exchange.asmx", "", ""),
    ASK("GET", "/autodiscover/autodiscover.svc?singleWsdl", "", ""),
    ASK("POST", "/autodiscover/autodiscover.xml", SOAP "Content-Length: 0\r\n", ""),
    ASK("GET", "/metadata/json/1", "", ""),
    ASK("GET", "/no/such%20page", "", ""),
};

enum { QUESTIONS = ARRAY_SIZE(questions) };

/* A folder for what is written. */
static int make_folder(void **state)
{
    struct own_scenario *own = malloc(sizeof *own);

    own_scenario_make(own, "<lookup><requester>a@b</requester><target>a@b</target></lookup><expect>00</expect>");
    *state = own;
    return 0;
}

static int remove_folder(void **state)
{
    own_scenario_remove(*state);
    free(*state);
    return 0;
}

static struct recorder *record(const char *upstream, const char *connect, const char *ca_file)
{
    const struct recorder_options options = {.upstream = upstream, .connect = connect, .ca_file = ca_file};
    struct error error = {""};
    struct recorder *recorder = recorder_start(&options, &error);

    if (!recorder)
        fail_msg("%s", error.text);
    return recorder;
}

static unsigned port_of(const char *url)
{
    return (unsigned)strtol(strrchr(url, ':') + 1, NULL, 10);
}

static void ask_all(unsigned port, const char *const *all, size_t count, char **answers)
{
    for (size_t i = 0; i < count; i++)
        answers[i] = raw_exchange(port, "localhost", all[i], strlen(all[i]), RAW_HALF_CLOSE);
}

static void drop_all(char **answers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(answers[i]);
}

static void write_scenario(const struct own_scenario *own, struct trace *trace)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/xTaken.xml", own->folder);
    const struct trace_scenario scenario = {.path = path, .source = "Recorded", .party = "onprem"};
    struct error error = {""};

    if (!trace_scenario_write(trace, &scenario, &error))
        fail_msg("%s", error.text);
}

/* The same questions, in a lab that has nothing but the scenario. */
static void replay_all(const struct own_scenario *own, const char *const *all, size_t count, char **answers)
{
    const struct lab_options options = {.scenarios = own->folder};
    struct error error = {""};
    struct running_lab lab = {lab_start(&options, &error)};

    if (!lab.running)
        fail_msg("%s", error.text);
    running_lab_arm(&lab, "xTaken");
    ask_all(lab_port(lab.running, "mail.contoso.com"), all, count, answers);
    running_lab_stop(&lab);
}

static void record_lab(char **answers, struct trace *trace)
{
    struct running_lab lab;

    running_lab_start(&lab);
    running_lab_arm(&lab, "06");
    CLEANUP(cleanup_string)
    char *place = text_format("127.0.0.1:%u", lab_port(lab.running, "mail.contoso.com"));
    struct recorder *recorder = record("https://mail.contoso.com", place, lab_ca_file(lab.running));
    ask_all(port_of(recorder_url(recorder)), questions, QUESTIONS, answers);
    *trace = recorder_stop(&recorder);
    running_lab_stop(&lab);
}

/* A lab's people are nobody and its challenges no secrets, so redaction changes nothing here. */
static void a_replay_is_what_was_recorded(void **state)
{
    char *recorded[QUESTIONS], *replayed[QUESTIONS];
    struct trace trace;

    record_lab(recorded, &trace);
    assert_int_equal(trace.count, QUESTIONS);
    assert_int_equal(trace_redact(&trace, false).dropped, 0);
    write_scenario(*state, &trace);
    trace_clear(&trace);
    replay_all(*state, questions, QUESTIONS, replayed);
    for (size_t i = 0; i < QUESTIONS; i++) {
        assert_true(raw_status(recorded[i]) >= 200);
        assert_string_equal(replayed[i], recorded[i]);
    }
    drop_all(recorded, QUESTIONS);
    drop_all(replayed, QUESTIONS);
}

/* ---- a server that has secrets ---- */

#define JWT "eyJhbGciOiJSUzI1NiJ9.eyJ1cG4iOiJldmUifQ.c2lnbmF0dXJl"

static const char *const secrets[] = {
    "HTTP/1.1 200 Fine by me\r\nSet-Cookie: X-Session=5e55107; path=/; secure\r\nX-Odd:no blank\r\n"
    "Content-Type: text/xml\r\nContent-Length: 118\r\nConnection: close\r\n\r\n"
    "<r><Mailbox>eve.adams@corp.example-company.de</Mailbox><t>" JWT "</t></r>",
    "HTTP/1.1 302 Found\r\nLocation: https://mail.corp.example-company.de/x?to=eve.adams@corp.example-company.de\r\n"
    "Content-Length: 0\r\nConnection: close\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    "4\r\nline\r\n4\r\n two\r\n0\r\n\r\n",
};

static const char *const secret_questions[] = {
    ASK("POST", "/EWS/Exchange.asmx", "SOAPAction: \"http://x/GetFolder\"\r\nContent-Length: 2\r\n", "hi"),
    ASK("GET", "/people/eve.adams@corp.example-company.de/x", "Authorization: Bearer " JWT "\r\n", ""),
    ASK("GET", "/chunks", "Accept-Encoding: gzip\r\n", ""),
};

static const char *const redacted_answers[] = {
    "HTTP/1.1 200 Fine by me\r\nSet-Cookie: X-Session=REDACTED; path=/; secure\r\nX-Odd:no blank\r\n"
    "Content-Type: text/xml\r\nContent-Length: 64\r\nConnection: close\r\n\r\n"
    "<r><Mailbox>person1@domain1.example</Mailbox><t>REDACTED</t></r>",
    "HTTP/1.1 302 Found\r\nLocation: https://mail.domain1.example/x?to=person1@domain1.example\r\n"
    "Content-Length: 0\r\nConnection: close\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n8\r\nline two\r\n0\r\n\r\n",
};

enum { SECRETS = ARRAY_SIZE(secrets) };

static void record_secrets(char **answers, struct trace *trace)
{
    struct canned_server *server = canned_server_new(secrets, SECRETS);
    struct recorder *recorder = record(canned_server_url(server), NULL, NULL);

    ask_all(port_of(recorder_url(recorder)), secret_questions, SECRETS, answers);
    *trace = recorder_stop(&recorder);
    canned_server_join(server);
    assert_non_null(strstr(canned_server_request(server, 0), "SOAPAction: \"http://x/GetFolder\"\r\n"));
    assert_non_null(strstr(canned_server_request(server, 0), "\r\n\r\nhi"));
    assert_non_null(strstr(canned_server_request(server, 0), "Host: 127.0.0.1:"));
    assert_non_null(strstr(canned_server_request(server, 1), "Authorization: Bearer " JWT "\r\n"));
    assert_null(strstr(canned_server_request(server, 2), "gzip"));
    canned_server_free(&server);
}

static void secrets_are_redacted(void **state)
{
    static const struct {
        enum redacted what;
        size_t count;
    } wanted[] = {{REDACTED_COOKIES, 1}, {REDACTED_TOKENS, 1}, {REDACTED_ADDRESSES, 3}, {REDACTED_PASSWORDS, 0}};
    char *recorded[SECRETS], *replayed[SECRETS];
    struct redaction_summary summary;
    struct trace trace;

    record_secrets(recorded, &trace);
    assert_non_null(strstr(recorded[0], JWT)); /* the client gets what is his */
    summary = trace_redact(&trace, false);
    for (size_t i = 0; i < ARRAY_SIZE(wanted); i++)
        assert_true(summary.counts[wanted[i].what] >= wanted[i].count);
    write_scenario(*state, &trace);
    trace_clear(&trace);
    replay_all(*state, secret_questions, SECRETS, replayed);
    for (size_t i = 0; i < SECRETS; i++)
        assert_string_equal(replayed[i], redacted_answers[i]);
    drop_all(recorded, SECRETS);
    drop_all(replayed, SECRETS);
}

static void secrets_stay_where_that_is_wanted(void **state)
{
    char *recorded[SECRETS], *replayed[SECRETS];
    struct trace trace;

    record_secrets(recorded, &trace);
    write_scenario(*state, &trace);
    trace_clear(&trace);
    replay_all(*state, secret_questions, SECRETS, replayed);
    for (size_t i = 0; i < SECRETS; i++)
        assert_string_equal(replayed[i], recorded[i]);
    drop_all(recorded, SECRETS);
    drop_all(replayed, SECRETS);
}

/* ---- servers that do not answer ---- */

static const struct silence {
    const char *name, *answer, *sentence;
} silences[] = {
    {"no HTTP", "SSH-2.0-OpenSSH_9.2\r\n", "gave no whole answer"},
    {"a cut answer", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "gave no whole answer"},
    {"nothing", "", "gave no whole answer"},
    {"only an interim answer", "HTTP/1.1 100 Continue\r\n\r\n", "gave no whole answer"},
};

static void record_one(const char *upstream_answer, char **answer, struct trace *trace)
{
    struct canned_server *server = canned_server_new(&upstream_answer, 1);
    struct recorder *recorder = record(canned_server_url(server), NULL, NULL);

    ask_all(port_of(recorder_url(recorder)), questions, 1, answer);
    *trace = recorder_stop(&recorder);
    canned_server_join(server);
    canned_server_free(&server);
}

static void is_not_recorded(const char *upstream_answer, const char *sentence)
{
    char *answer;
    struct trace trace;

    record_one(upstream_answer, &answer, &trace);
    assert_int_equal(raw_status(answer), 502);
    assert_non_null(strstr(answer, sentence));
    assert_non_null(strstr(answer, "\r\nContent-Type: text/plain\r\n"));
    assert_int_equal(trace.count, 0);
    assert_int_equal(trace.skipped, 1);
    assert_non_null(strstr(trace.why, sentence));
    trace_clear(&trace);
    free(answer);
}

static void what_is_no_answer_is_not_recorded(void **state)
{
    const struct silence *silence = *state;

    is_not_recorded(silence->answer, silence->sentence);
}

/* Of so many kilobytes, with the end of a line each, and some bytes more. */
static char *answer_with_head(int kilobytes)
{
    char *answer = NULL;
    size_t size;
    FILE *const output = open_memstream(&answer, &size);

    fputs("HTTP/1.1 200 OK\r\n", output);
    for (int i = 0; i < kilobytes; i++)
        fprintf(output, "X-Long: %01014d\r\n", i);
    fputs("Content-Length: 2\r\nConnection: close\r\n\r\nok", output);
    fclose(output);
    return answer;
}

/* The limit is 256 KB. */
static void a_head_without_end_is_no_answer(void **state)
{
    CLEANUP(cleanup_string) char *longest = answer_with_head(255);
    CLEANUP(cleanup_string) char *longer = answer_with_head(256);
    char *answer;
    struct trace trace;

    (void)state;
    is_not_recorded(longer, "answered with more than can be passed on");
    record_one(longest, &answer, &trace);
    assert_int_equal(raw_status(answer), 200);
    assert_int_equal(trace.count, 1);
    trace_clear(&trace);
    free(answer);
}

/* ---- whom a request goes to ---- */

static const struct detour {
    const char *name, *target;
} detours[] = {
    {"a user name that is ours", "@other.example:1/x"},
    {"a port", ":1/x"},
    {"the end of a name", ".other.example/x"},
    {"an address of its own", "http://other.example/x"},
    {"all there is", "*"},
    {"no slash", "x"},
};

static void nobody_else_is_asked(void **state)
{
    const struct detour *detour = *state;
    static const char *const answers[] = {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"};
    struct canned_server *server = canned_server_new(answers, 1);
    struct recorder *recorder = record(canned_server_url(server), NULL, NULL);
    CLEANUP(cleanup_string)
    char *request = text_format("GET %s HTTP/1.1\r\nHost: mail.contoso.com\r\nAuthorization: Bearer secret\r\n\r\n",
                                detour->target);
    const char *const all[] = {request};
    char *answer;

    ask_all(port_of(recorder_url(recorder)), all, 1, &answer);
    struct trace trace = recorder_stop(&recorder);
    canned_server_join(server);
    assert_null(canned_server_request(server, 0));
    assert_int_equal(raw_status(answer), 400);
    assert_int_equal(trace.count, 0);
    trace_clear(&trace);
    canned_server_free(&server);
    free(answer);
}

/* ---- what is too large ---- */

/* A body of so many bytes, which nothing shortens. */
static char *answer_of(size_t length)
{
    char *answer = NULL;
    size_t size;
    FILE *memory = open_memstream(&answer, &size);

    fprintf(memory, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n", length);
    for (size_t i = 0; i < length; i++)
        fputc("<&>"[i % 3], memory);
    fclose(memory);
    return answer;
}

/* The client has it, the recording has the others. */
static void a_large_answer_spoils_nothing(void **state)
{
    CLEANUP(cleanup_string) char *large = answer_of((4 << 20) + 1);
    CLEANUP(cleanup_string) char *largest = answer_of(4 << 20);
    const char *const answers[] = {secrets[1], large, largest};
    static const char *const asked[] = {ASK("GET", "/a", "", ""), ASK("GET", "/b", "", ""), ASK("GET", "/c", "", "")};
    struct canned_server *server = canned_server_new(answers, ARRAY_SIZE(answers));
    struct recorder *recorder = record(canned_server_url(server), NULL, NULL);
    char *got[ARRAY_SIZE(answers)];

    ask_all(port_of(recorder_url(recorder)), asked, ARRAY_SIZE(asked), got);
    struct trace trace = recorder_stop(&recorder);
    canned_server_join(server);
    canned_server_free(&server);
    assert_string_equal(strstr(got[1], "\r\n\r\n"), strstr(large, "\r\n\r\n"));
    assert_int_equal(trace.count, 2);
    assert_int_equal(trace.skipped, 1);
    assert_string_equal(trace.why, "the answer to GET /b has more than 4 megabytes");
    write_scenario(*state, &trace);
    trace_clear(&trace);
    drop_all(got, ARRAY_SIZE(got));
}

static void a_server_must_be_trusted(void **state)
{
    struct running_lab lab;
    char *answer;

    (void)state;
    running_lab_start(&lab);
    CLEANUP(cleanup_string)
    char *place = text_format("127.0.0.1:%u", lab_port(lab.running, "mail.contoso.com"));
    struct recorder *recorder = record("https://mail.contoso.com", place, NULL);
    ask_all(port_of(recorder_url(recorder)), questions, 1, &answer);
    struct trace trace = recorder_stop(&recorder);
    running_lab_stop(&lab);
    assert_int_equal(raw_status(answer), 502);
    assert_int_equal(trace.count, 0);
    trace_clear(&trace);
    free(answer);
}

static const struct refusal {
    const char *name;
    struct recorder_options options;
    const char *sentence;
} refusals[] = {
    {"no URL", {.upstream = "mail"}, "\"mail\" is no URL of a server"},
    {"a path", {.upstream = "https://mail.contoso.com/EWS"}, "without a path"},
    {"a query", {.upstream = "https://mail.contoso.com?a"}, "without a path"},
    {"an empty query", {.upstream = "https://mail.contoso.com/?"}, "without a path"},
    {"a fragment", {.upstream = "https://mail.contoso.com#a"}, "without a path"},
    {"an empty fragment", {.upstream = "https://mail.contoso.com/#"}, "without a path"},
    {"another scheme", {.upstream = "ftp://mail.contoso.com"}, "is no URL of a server"},
    {"a place without a port", {.upstream = "https://x.example", .connect = "127.0.0.1"}, "is no place to connect to"},
    {"a place at port 0", {.upstream = "https://x.example", .connect = "127.0.0.1:0"}, "is no place to connect to"},
    {"a place beyond all ports",
     {.upstream = "https://x.example", .connect = "127.0.0.1:65536"},
     "is no place to connect to"},
    {"a place with much of a port",
     {.upstream = "https://x.example", .connect = "127.0.0.1:4294967297"},
     "is no place to connect to"},
    {"a place without an address", {.upstream = "https://x.example", .connect = ":1"}, "is no place to connect to"},
    {"an address that is not ours", {.upstream = "https://x.example", .listen_address = "192.0.2.1"}, "192.0.2.1"},
};

static void refuses(void **state)
{
    const struct refusal *refusal = *state;
    struct error error = {""};

    assert_null(recorder_start(&refusal->options, &error));
    if (!strstr(error.text, refusal->sentence))
        fail_msg("%s", error.text);
}

#define IN_FOLDER(function) cmocka_unit_test_setup_teardown(function, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_replay_is_what_was_recorded),     IN_FOLDER(secrets_are_redacted),
        IN_FOLDER(secrets_stay_where_that_is_wanted), cmocka_unit_test(a_head_without_end_is_no_answer),
        cmocka_unit_test(a_server_must_be_trusted),   IN_FOLDER(a_large_answer_spoils_nothing)};
    struct CMUnitTest silence_tests[ARRAY_SIZE(silences)], refusal_tests[ARRAY_SIZE(refusals)];
    struct CMUnitTest detour_tests[ARRAY_SIZE(detours)];
    int failures;

    for (size_t i = 0; i < ARRAY_SIZE(silences); i++)
        silence_tests[i] = (struct CMUnitTest){.name = silences[i].name,
                                               .test_func = what_is_no_answer_is_not_recorded,
                                               .initial_state = (void *)(uintptr_t)&silences[i]};
    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++)
        refusal_tests[i] = (struct CMUnitTest){
            .name = refusals[i].name, .test_func = refuses, .initial_state = (void *)(uintptr_t)&refusals[i]};
    for (size_t i = 0; i < ARRAY_SIZE(detours); i++)
        detour_tests[i] = (struct CMUnitTest){.name = detours[i].name,
                                              .test_func = nobody_else_is_asked,
                                              .initial_state = (void *)(uintptr_t)&detours[i]};
    failures = cmocka_run_group_tests_name("detours", detour_tests, NULL, NULL);
    failures += cmocka_run_group_tests_name("record", tests, NULL, NULL);
    failures += cmocka_run_group_tests_name("silence", silence_tests, NULL, NULL);
    return failures + cmocka_run_group_tests_name("refusals", refusal_tests, NULL, NULL);
}
