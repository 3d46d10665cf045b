/* SPDX-License-Identifier: MIT */
/* Libraries of a program that find no memory: the call is given up as any other, wherever in them that was. */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* What a library had begun when its call was given up stays behind; LeakSanitizer asks here. */
/* NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): LeakSanitizer names it */
const char *__lsan_default_options(void);

const char *__lsan_default_options(void)
{
    return "detect_leaks=0";
}

static void parse(void *context)
{
    static const char text[] = "<a xmlns='urn:x'><b c='d'>words</b><b/></a>";

    *(xmlDoc **)context = xml_parse(text, sizeof text - 1, "text", NULL);
}

static void make_json(void *context)
{
    json_t *const object = json_object();

    json_object_set_new(object, "name", json_text("value\xFF"));
    *(json_t **)context = object;
}

/* How often each request for memory in turn fails until one goes through. */
static unsigned long give_up_everywhere(void (*call)(void *context), void *made)
{
    unsigned long nth = 1;

    for (; nth < 10000; nth++) {
        memory_fail_at(nth);
        if (memory_guarded(call, made) && memory_fail_left() > 0)
            break;
    }
    memory_fail_at(0);
    return nth - 1;
}

static void xml_is_given_up(void **state)
{
    CLEANUP(xml_free) xmlDoc *document = NULL;

    (void)state;
    assert_true(give_up_everywhere(parse, &document) > 5);
    assert_non_null(document);
}

static void json_is_given_up(void **state)
{
    json_t *json = NULL;

    (void)state;
    assert_true(give_up_everywhere(make_json, &json) > 3);
    assert_string_equal(json_string_value(json_object_get(json, "name")), "value\xEF\xBF\xBD");
    json_decref(json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(xml_is_given_up), cmocka_unit_test(json_is_given_up)};

    json_use_memory();
    xml_use_memory();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
