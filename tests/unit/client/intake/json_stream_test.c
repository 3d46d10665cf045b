/* SPDX-License-Identifier: MIT */
/* JSON as it comes: which values are given, at which paths, in whatever pieces the bytes come. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "intake/formats/json_stream.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *name, *json;
    const char *given; /* a line each: number, path, name, value; "cut" before what was cut off */
    bool whole;
    size_t rest; /* bytes behind it that are no JSON */
};

static const struct row rows[] = {
    {"a member", "{\"a\": 1}", "0 a a 1\n", true, 0},
    {"members of members", "{\"a\": {\"b\": \"c\", \"d\": {}}}", "0 a.b b \"c\"\n", true, 0},
    {"elements of a list", "{\"v\": [1, \"x\"], \"w\": 2}", "list v\n1 v[0] v 1\n2 v[1] v \"x\"\n0 w w 2\n", true, 0},
    {"objects of a list", "{\"v\": [{\"a\": {\"b\": [1]}}, {}]}",
     "list v\n1 v[0] v {\"a\": {\"b\": [1]}}\n2 v[1] v {}\n", true, 0},
    {"a list is all there is", "[[1], 2]", "list \n1 [0] text [1]\n2 [1] text 2\n", true, 0},
    {"words and numbers", "[true, null, -2, 1.5, 9223372036854775808]",
     "list \n1 [0] text true\n2 [1] text null\n3 [2] text -2\n4 [3] text 1.5\n5 [4] text 9.2233720368547758e18\n", true,
     0},
    {"more than a number holds", "[1e999]", "list \n1 [0] text null\n", true, 0},
    {"escapes", "{\"a\\n\": \"\\u00e4\\u0000\"}", "0 a\n a\n \"\xC3\xA4\\u0000\"\n", true, 0},
    {"Windows-1252", "{\"a\": \"\xE4\"}", "0 a a \"\xC3\xA4\"\n", true, 0},
    {"one after the other", "{\"a\": 1}\n{\"b\": [2]}", "0 a a 1\nlist b\n1 b[0] b 2\n", true, 0},
    {"a member twice", "[{\"a\": 1, \"a\": 2}]", "list \n1 [0] text {\"a\": 2}\n", true, 0},
    {"cut in an element", "{\"v\": [{\"a\": 1}, {\"b\": [2", "list v\n1 v[0] v {\"a\": 1}\ncut 2 v[1] v {\"b\": []}\n",
     false, 0},
    {"cut between elements", "{\"v\": [{}, ", "list v\n1 v[0] v {}\n", false, 0},
    {"cut in a text", "{\"a\": \"b", "", false, 0},
    {"text behind it", "[{}] no", "list \n1 [0] text {}\n", false, 2},
    {"text in it", "[{}, no, {}]", "list \n1 [0] text {}\n", false, 7},
    {"nothing", "", "", true, 0},
};

static void write_list(void *context, const char *path)
{
    fprintf(context, "list %s\n", path);
}

static void write_value(void *context, const struct json_stream_value *value)
{
    CLEANUP(cleanup_string) char *json = json_dumps(value->json, JSON_ENCODE_ANY);

    fprintf(context, "%s%zu %s %s %s\n", value->cut ? "cut " : "", value->number, value->path, value->name, json);
}

static size_t push(struct json_stream *stream, const char *json, size_t piece)
{
    const size_t length = strlen(json);
    size_t used = 0;

    for (size_t at = 0; at < length; at += piece) {
        const size_t size = piece < length - at ? piece : length - at, own = json_stream_push(stream, json + at, size);
        used += own;
        if (own < size)
            break;
    }
    return used;
}

static void gives(void **state)
{
    const struct row *const row = *state;

    for (size_t piece = 1; piece <= strlen(row->json) + 1; piece++) {
        CLEANUP(cleanup_string) char *given = NULL;
        size_t length = 0;
        FILE *const output = text_stream(&given, &length);
        struct json_stream_sink sink = {write_list, write_value, output};
        CLEANUP(json_stream_free) struct json_stream *stream = json_stream_new(sink);
        const size_t used = push(stream, row->json, piece);
        const bool whole = json_stream_end(stream);
        text_stream_close(output);
        assert_string_equal(given, row->given);
        assert_int_equal(whole, row->whole);
        if (row->rest > 0)
            assert_in_range(strlen(row->json) - used, row->rest - 2, row->rest);
    }
}

/* A depth that would end a recursion is refused, in an element; where nothing is kept, it is not gone into. */
static void is_not_fooled_by_depth(void **state)
{
    enum { DEPTH = 100000 };
    char *const lists = memory_room(DEPTH);
    struct json_stream_sink sink = {write_list, write_value, NULL};

    (void)state;
    memset(lists, '[', DEPTH);
    sink.context = fopen("/dev/null", "w");
    for (int unended = 0; unended < 2; unended++) {
        CLEANUP(json_stream_free) struct json_stream *stream = json_stream_new(sink);
        assert_true(json_stream_push(stream, lists, DEPTH) < DEPTH);
        assert_int_equal(json_stream_push(stream, "1", 1), 0);
        if (!unended)
            assert_false(json_stream_end(stream));
    }
    fclose(sink.context);
    free(lists);
}

static void fits(void **state)
{
    static const struct {
        const char *text;
        bool fits;
    } texts[] = {{"{\"a\": [1, 2", true},
                 {"[{\"a\": \"b", true},
                 {"[12:00:01] a line of a log", false},
                 {"{not json", false},
                 {"{\"a\": 1} and then", false}};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        assert_int_equal(json_stream_fits(texts[i].text, strlen(texts[i].text)), texts[i].fits);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 2] = {cmocka_unit_test(is_not_fooled_by_depth), cmocka_unit_test(fits)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i + 2] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = gives, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("json_stream", tests, NULL, NULL);
}
