/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "base/text.h"
#include "verification/expectation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define FILE_OF(requests) "<expectations xmlns=\"urn:fblab:expectations\">\n" requests "</expectations>\n"

static json_t *read_text(const char *text, struct error *error)
{
    char path[] = "/tmp/fblab-expectations-XXXXXX";
    const int descriptor = mkstemp(path);
    json_t *list;

    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, text, strlen(text)), strlen(text));
    close(descriptor);
    list = expectations_file_read(path, error);
    unlink(path);
    if (text_starts(error->text, path))
        memmove(error->text, error->text + strlen(path), strlen(error->text) - strlen(path) + 1);
    return list;
}

static void reads_every_element(void **state)
{
    static const char text[] =
        FILE_OF("  <request id=\"token\">\n    <exactly>2</exactly>\n    <party>mail.contoso.com</party>\n"
                "    <path-matches>/EWS/.*</path-matches>\n    <operation>GetUserAvailability</operation>\n"
                "    <user-agent-matches>ASProxy/.*</user-agent-matches>\n    <header>A: b</header>\n    <header>C: "
                "d</header>\n"
                "    <header-matches>Authorization: Bearer .*</header-matches>\n    <no-header>Cookie</no-header>\n"
                "    <status>401</status>\n    <before>other</before>\n  </request>\n  <request id=\"other\"/>\n");
    static const char wanted[] =
        "[{\"id\":\"token\",\"exactly\":2,\"party\":\"mail.contoso.com\",\"path_matches\":\"/EWS/.*\","
        "\"operation\":\"GetUserAvailability\",\"user_agent_matches\":\"ASProxy/.*\",\"header\":[\"A: b\",\"C: d\"],"
        "\"header_matches\":[\"Authorization: Bearer "
        ".*\"],\"no_header\":[\"Cookie\"],\"status\":\"401\",\"before\":[\"other\"]},"
        "{\"id\":\"other\"}]";
    struct error error = {""};
    json_t *list = read_text(text, &error);
    CLEANUP(cleanup_string) char *got = list ? json_dumps(list, JSON_COMPACT) : NULL;

    (void)state;
    json_decref(list);
    if (!got)
        fail_msg("%s", error.text);
    assert_string_equal(got, wanted);
}

static const struct refusal {
    const char *name, *text, *sentence;
} refusals[] = {
    {"no XML", "coffee", ":1:1: Start tag expected, '<' not found"},
    {"another root", "<scenario xmlns=\"urn:fblab:expectations\"/>",
     ":1:1: the root element is <scenario>; expected: <expectations>"},
    {"another namespace", "<expectations/>",
     ":1:1: <expectations> is not in the namespace of this format; write xmlns=\"urn:fblab:expectations\""},
    {"nothing expected", FILE_OF(""), ":1:1: <expectations> is not complete; expected before its end: <request>"},
    {"an unknown element", FILE_OF("  <request>\n    <pary>x</pary>\n  </request>\n"),
     ":3:5: <pary> cannot stand here; expected: <exactly>, <at-least>, <at-most>, <party>, <party-matches>, <method>, "
     "<path>, <path-matches>, <query>, <query-matches>, <operation>, <operation-matches>, <user-agent>, "
     "<user-agent-matches>, <header>, <header-matches>, <no-header>, <status>, <before>"},
    {"the wrong order", FILE_OF("  <request>\n    <path>x</path>\n    <party>x</party>\n  </request>\n"),
     ":4:5: <party> cannot stand here; expected: <path-matches>, <query>, <query-matches>, <operation>, "
     "<operation-matches>, <user-agent>, <user-agent-matches>, <header>, <header-matches>, <no-header>, <status>, "
     "<before>"},
    {"a count in words", FILE_OF("  <request>\n    <exactly>two</exactly>\n  </request>\n"),
     ":3:5: <exactly> cannot be \"two\"; it must be a number from 0 to 1000000"},
    {"an empty value", FILE_OF("  <request>\n    <party> </party>\n  </request>\n"),
     ":3:5: <party> cannot be \"\"; it must be some text"},
    {"no expression", FILE_OF("  <request/>\n  <request>\n    <path-matches>[</path-matches>\n  </request>\n"),
     ":3:3: \"path_matches\": \"[\" is no regular expression: missing terminating ] for character class at character "
     "2"},
    {"two counts", FILE_OF("  <request><exactly>1</exactly><at-least>1</at-least></request>\n"),
     ":2:3: \"exactly\" leaves no room for \"at_least\" or \"at_most\""},
    {"before nobody", FILE_OF("  <request><before>x</before></request>\n"),
     ":2:3: \"before\" names \"x\", and there is no other expectation of that id"},
    {"a document type", "<!DOCTYPE x><expectations/>", ":1:12: a document type declaration is not allowed"},
};

static void refuses(void **state)
{
    const struct refusal *refusal = *state;
    struct error error = {""};
    json_t *list = read_text(refusal->text, &error);

    assert_null(list);
    assert_string_equal(error.text, refusal->sentence);
}

static void names_a_file_that_is_not_there(void **state)
{
    struct error error = {""};

    (void)state;
    assert_null(expectations_file_read("/no/such/file.xml", &error));
    assert_non_null(strstr(error.text, "/no/such/file.xml"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_every_element),
                                       cmocka_unit_test(names_a_file_that_is_not_there)};
    struct CMUnitTest refusal_tests[ARRAY_SIZE(refusals)];
    int failures;

    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++)
        refusal_tests[i] = (struct CMUnitTest){
            .name = refusals[i].name, .test_func = refuses, .initial_state = (void *)(uintptr_t)&refusals[i]};
    failures = cmocka_run_group_tests_name("refusals", refusal_tests, NULL, NULL);
    return failures + cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
