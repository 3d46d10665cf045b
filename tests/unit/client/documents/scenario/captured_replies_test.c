/* SPDX-License-Identifier: MIT */
/* Captured answers of each variant are read whole, in order. */
#include "base/cleanup.h"
#include "base/text.h"
#include "scenario/scenario.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define DOCUMENTED                                                                                                     \
    "<documented><title>t</title><direction>both</direction><error>e</error><event>v</event>"                          \
    "<cause id='c'><says>s</says><remedy>r</remedy></cause></documented><signs/>"
#define LOOKUP "<lookup><requester>a@b.c</requester><target>d@e.f</target></lookup><expect>xOwn</expect>"
#define REPLY(party, path, more)                                                                                       \
    "<reply><party>" party "</party><method>POST</method><path>" path                                                  \
    "</path><status-line>HTTP/1.1 401 No</status-line>"                                                                \
    "<header>A: b</header>" more "</reply>"
#define FILE_OF(play) "<scenario id='xOwn' xmlns='urn:fblab:scenario'>" DOCUMENTED play "</scenario>"

static struct scenario *load(const char *text)
{
    char folder[] = "/tmp/captured-replies-XXXXXX";
    CLEANUP(cleanup_string) char *path = text_format("%s/xOwn.xml", mkdtemp(folder));
    struct error error = {""};

    assert_true(file_write(path, text, strlen(text), 0600, NULL));
    struct scenario *const scenario = scenario_load(path, &error);
    unlink(path);
    rmdir(folder);
    if (!scenario)
        fail_msg("%s", error.text);
    return scenario;
}

static void each_variant_has_its_own(void **state)
{
    CLEANUP(scenario_free)
    struct scenario *scenario = load(FILE_OF("<variant id='a'><title>t</title>" REPLY("onprem", "/a", "") LOOKUP
                                             "</variant>"
                                             "<variant id='b'><title>u</title>" REPLY("exo", "/b", "<body>one</body>")
                                                 REPLY("exo", "/c", "") LOOKUP "</variant>"));

    (void)state;
    assert_int_equal(scenario->variant_count, 2);
    assert_int_equal(scenario->variants[0].reply_count, 1);
    assert_int_equal(scenario->variants[1].reply_count, 2);
    assert_string_equal(scenario->variants[0].replies[0].party, "onprem");
    assert_string_equal(scenario->variants[0].replies[0].path, "/a");
    assert_string_equal(scenario->variants[1].replies[0].party, "exo");
    assert_string_equal(scenario->variants[1].replies[0].method, "POST");
    assert_int_equal(scenario->variants[1].replies[0].body_length, 3);
    assert_memory_equal(scenario->variants[1].replies[0].body, "one", 3);
    assert_string_equal(scenario->variants[1].replies[0].head, "HTTP/1.1 401 No\r\nA: b\r\n\r\n");
    assert_string_equal(scenario->variants[1].replies[1].path, "/c");
    assert_int_equal(scenario->variants[1].replies[1].body_length, 0);
}

static void a_file_without_variants_has_them_too(void **state)
{
    CLEANUP(scenario_free) struct scenario *scenario = load(FILE_OF(REPLY("onprem", "/a", "") LOOKUP));

    (void)state;
    assert_int_equal(scenario->variant_count, 1);
    assert_int_equal(scenario->variants[0].reply_count, 1);
    assert_string_equal(scenario->variants[0].replies[0].path, "/a");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_variant_has_its_own),
        cmocka_unit_test(a_file_without_variants_has_them_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
