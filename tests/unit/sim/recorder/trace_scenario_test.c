/* SPDX-License-Identifier: MIT */
/* The file of a trace, byte for byte; what stands in it and what beside it, to the byte; and what is said where there is none. */
#include "recorder/trace_scenario.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { LARGEST = 4 << 20 };

static int make_folder(void **state)
{
    char *const folder = text_copy("/tmp/trace_scenario_test.XXXXXX");

    assert_non_null(mkdtemp(folder));
    *state = folder;
    return 0;
}

static int remove_folder(void **state)
{
    char *const folder = *state;
    DIR *const stream = opendir(folder);

    for (const struct dirent *entry; (entry = readdir(stream));) {
        CLEANUP(cleanup_string) char *path = text_format("%s/%s", folder, entry->d_name);
        unlink(path);
    }
    closedir(stream);
    assert_int_equal(rmdir(folder), 0);
    free(folder);
    return 0;
}

static void add(struct trace *trace, const char *host, const char *head, const char *body, size_t length)
{
    struct recorded_answer recorded = {.host = text_copy(host),
                                       .method = text_copy("POST"),
                                       .path = text_copy("/a&b"),
                                       .operation = *host == 'm' ? text_copy("GetFolder") : NULL,
                                       .head = text_copy(head),
                                       .body = text_copy_part("", 0),
                                       .body_length = length};

    free(recorded.body);
    recorded.body = calloc(1, length + 1);
    memcpy(recorded.body, body, length);
    trace_add(trace, &recorded);
}

/* What was written, to be freed. */
static char *written(const char *folder, struct trace *trace)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/xTaken-it.xml", folder);
    const struct trace_scenario scenario = {
        .path = path, .source = "recorded <here>", .party = "onprem", .replace = true};
    struct error error = {""};

    if (!trace_scenario_write(trace, &scenario, &error))
        fail_msg("%s", error.text);
    return file_read(path, LARGEST, NULL, NULL);
}

static bool is_there(const char *folder, const char *name)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/%s", folder, name);

    return access(path, F_OK) == 0;
}

#define OK "HTTP/1.1 200 OK\r\n\r\n"
#define BEGINNING                                                                                                      \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- Written by fblab from a trace. Put the text your tool should "   \
    "print into <error>, and what you find out\n     into <cause> and <remedy>. -->\n<scenario id=\"xTaken\" "         \
    "xmlns=\"urn:fblab:scenario\">\n  <documented>\n    <title>recorded &lt;here&gt;</title>\n    "                    \
    "<direction>both</direction>\n    <error>HTTP/1.1 401 No &amp; no</error>\n    <event>As captured; see the "       \
    "replies.</event>\n    <cause id=\"unknown\">\n      <says>Not known.</says>\n      <remedy>Not known; the "       \
    "repair "                                                                                                          \
    "puts the captured answers away.</remedy>\n    </cause>\n  </documented>\n  <signs/>\n"
#define KNOWN                                                                                                          \
    "  <reply>\n    <party>mail.contoso.com</party>\n    <method>POST</method>\n    <path>/a&amp;b</path>\n    "       \
    "<operation>GetFolder</operation>\n"
#define UNKNOWN "  <reply>\n    <party>onprem</party>\n    <method>POST</method>\n    <path>/a&amp;b</path>\n"
#define LINE_OK "    <status-line>HTTP/1.1 200 OK</status-line>\n"
#define BASE64(text) "    <body-base64>\n" text "    </body-base64>\n"
#define END_REPLY "  </reply>\n"
#define ENDING                                                                                                         \
    "  <lookup><requester>ann@contoso.com</requester><target>joe@contoso.com</target></lookup>\n  "                    \
    "<expect>xTaken</expect>\n</scenario>\n"

static void is_written_so(void **state)
{
    CLEANUP(trace_clear) struct trace trace = {0};
    char long_body[74];

    memset(long_body, 1, sizeof long_body);
    add(&trace, "mail.contoso.com", "HTTP/1.1 401 No & no\r\nA: b\r\nnothing\r\n: c\r\n d: e\r\nF: \x01\r\nG:h\r\n\r\n",
        "<x/>\t\r\n", 7);
    add(&trace, "elsewhere", OK, "", 0);
    add(&trace, "elsewhere", OK, "a\x1f", 2);
    add(&trace, "elsewhere", OK, "a\0b", 3);
    add(&trace, "elsewhere", OK, "a\xff", 2);
    add(&trace, "elsewhere", OK, "\xef\xbf\xbe", 3);
    add(&trace, "elsewhere", OK, "\xef\xbf\xbf", 3);
    add(&trace, "elsewhere", OK, long_body, sizeof long_body);
    CLEANUP(cleanup_string) char *text = written(*state, &trace);
    assert_string_equal(
        text, BEGINNING KNOWN
        "    <status-line>HTTP/1.1 401 No &amp; no</status-line>\n    <header>A: b</header>\n    "
        "<header>G:h</header>\n    <body>&lt;x/&gt;\t&#xD;\n</body>\n" END_REPLY UNKNOWN LINE_OK END_REPLY UNKNOWN
            LINE_OK BASE64("      YR8=\n") END_REPLY UNKNOWN LINE_OK BASE64("      YQBi\n")
                END_REPLY UNKNOWN LINE_OK BASE64("      Yf8=\n") END_REPLY UNKNOWN LINE_OK BASE64("      77++\n")
                    END_REPLY UNKNOWN LINE_OK BASE64("      77+/\n") END_REPLY UNKNOWN LINE_OK BASE64(
                        "      AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ"
                        "EBAQEBAQEBAQEBAQEBAQEB\n      AQE=\n") END_REPLY ENDING);
}

/* The last that is none of success, else the last of all. */
static void error_is_that_of_a_refusal(void **state)
{
    static const struct {
        const char *heads[3], *error;
    } cases[] = {
        {{OK, "HTTP/1.1 201 Made\r\n\r\n", NULL}, "<error>HTTP/1.1 201 Made</error>"},
        {{"HTTP/1.1 404 A\r\n\r\n", OK, NULL}, "<error>HTTP/1.1 404 A</error>"},
        {{"HTTP/1.1 404 A\r\n\r\n", "HTTP/1.1 300 B\r\n\r\n", OK}, "<error>HTTP/1.1 300 B</error>"},
        {{"HTTP/1.1 404 A\r\n\r\n", "HTTP/1.1 299 B\r\n\r\n", OK}, "<error>HTTP/1.1 404 A</error>"},
    };

    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        CLEANUP(trace_clear) struct trace trace = {0};
        for (size_t k = 0; k < 3 && cases[i].heads[k]; k++)
            add(&trace, "x", cases[i].heads[k], "", 0);
        CLEANUP(cleanup_string) char *text = written(*state, &trace);
        assert_non_null(strstr(text, cases[i].error));
    }
}

static char *letters(size_t length)
{
    char *const text = malloc(length + 1);

    memset(text, 'x', length);
    text[length] = '\0';
    return text;
}

static void large_bodies_stand_beside_it(void **state)
{
    CLEANUP(trace_clear) struct trace trace = {0};
    CLEANUP(cleanup_string) char *body = letters(32769);

    add(&trace, "x", OK, body, 32768);
    add(&trace, "x", OK, body, 32769);
    CLEANUP(cleanup_string) char *text = written(*state, &trace);
    assert_non_null(strstr(text, "<body-file>xTaken-2.body</body-file>"));
    assert_null(strstr(text, "xTaken-1.body"));
    assert_false(is_there(*state, "xTaken-1.body"));
    CLEANUP(cleanup_string) char *path = text_format("%s/xTaken-2.body", (const char *)*state);
    CLEANUP(cleanup_string) char *beside = file_read(path, LARGEST, NULL, NULL);
    assert_string_equal(beside, body);
}

/* Where the last reply begins is how much was written before it. */
static size_t written_before_last(const char *text)
{
    const char *last = text;

    for (const char *at = text; (at = strstr(at, "  <reply>\n")); at++)
        last = at;
    return (size_t)(last - text);
}

static void so_much_stands_inside(void **state)
{
    enum { MOST = 512 * 1024, MANY = 15 };
    CLEANUP(cleanup_string) char *body = letters(32768);
    size_t before = MOST - 100;

    for (size_t more = 0; more < 3; more++) {
        CLEANUP(trace_clear) struct trace trace = {0};
        for (size_t i = 0; i < MANY; i++)
            add(&trace, "x", OK, body, 32768);
        add(&trace, "x", OK, body, more == 0 ? 100 : MOST - before + more - 1);
        CLEANUP(cleanup_string) char *text = written(*state, &trace);
        before = written_before_last(text);
        assert_in_range(before, MOST - 32768, MOST);
        assert_int_equal(strstr(text, "xTaken-16.body") != NULL, more == 2);
    }
}

static void so_much_has_a_scenario(void **state)
{
    enum { MOST = 1000 * 1000, HEAD = 900 * 1000, FIRST = 50000 };
    CLEANUP(cleanup_string) char *value = letters(HEAD);
    CLEANUP(cleanup_string) char *large = text_format("HTTP/1.1 200 OK\r\nX: %s\r\n\r\n", value);
    size_t length = FIRST;

    for (size_t more = 0; more < 3; more++) {
        CLEANUP(trace_clear) struct trace trace = {0};
        CLEANUP(cleanup_string) char *head = text_format("HTTP/1.1 200 OK\r\nX: %.*s\r\n\r\n", (int)length, value);
        add(&trace, "x", large, "", 0);
        add(&trace, "x", head, "", 0);
        CLEANUP(cleanup_string) char *text = written(*state, &trace);
        assert_int_equal(trace.without_room, more == 2);
        if (more == 2)
            assert_string_equal(trace.why, "the heads of all answers are more than a scenario can hold");
        const size_t ends = (size_t)(strstr(text, "  <lookup>") - text);
        assert_int_equal(more == 1 ? ends : MOST, MOST);
        length += more == 0 ? MOST - ends : 1;
    }
}

static const struct refusal {
    const char *path, *party, *sentence;
} refusals[] = {
    {"/no/1x.xml", "onprem",
     "/no/1x.xml cannot be the name of a scenario: it begins with an id of at most 13 letters and digits, the first a "
     "letter, and ends with .xml (xCustomer.xml)"},
    {"/no/x_y.xml", "onprem", "/no/x_y.xml cannot be the name of a scenario: \"x_y\" is no id"},
    {"/no/x.xml", "nobody", "\"nobody\" is no party of the lab: name a host of it, or onprem, exo, front-door ..."},
    {"/no/x.xml", "", "\"\" is no party of the lab: name a host of it, or onprem, exo, front-door ..."},
    {"/no/x.xml", "onprem", "there is no answer to write"},
    {"/no/x.xml", "front-door", "there is no answer to write"},
    {"/no/x.xml", "Mail.Contoso.com", "there is no answer to write"},
};

static void what_cannot_be_written_is_said(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++) {
        const struct trace_scenario scenario = {.path = refusals[i].path, .source = "x", .party = refusals[i].party};
        struct trace nothing = {0};
        struct error error = {""};
        assert_false(trace_scenario_write(&nothing, &scenario, &error));
        assert_string_equal(error.text, refusals[i].sentence);
    }
    CLEANUP(trace_clear) struct trace skipped = {0};
    const struct trace_scenario scenario = {.path = "/no/x.xml", .source = "x", .party = "onprem"};
    struct error error = {""};
    trace_skip(&skipped, "the %s", "reason");
    trace_skip(&skipped, "another");
    assert_false(trace_scenario_write(&skipped, &scenario, &error));
    assert_string_equal(error.text, "there is no answer to write: the reason");
    assert_int_equal(skipped.skipped, 2);
}

#define IN_FOLDER(function) cmocka_unit_test_setup_teardown(function, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(is_written_so),
        IN_FOLDER(error_is_that_of_a_refusal),
        IN_FOLDER(large_bodies_stand_beside_it),
        IN_FOLDER(so_much_stands_inside),
        IN_FOLDER(so_much_has_a_scenario),
        cmocka_unit_test(what_cannot_be_written_is_said),
    };

    return cmocka_run_group_tests_name("trace_scenario", tests, NULL, NULL);
}
