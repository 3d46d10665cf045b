/* SPDX-License-Identifier: MIT */
/* Bytes become UTF-8, however they are cut into pieces. */
#include "base/cleanup.h"
#include "intake/common/encoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BYTES(text) text, sizeof(text) - 1

struct row {
    const char *name;
    const char *bytes;
    size_t length;
    enum encoding encoding;
    const char *text;
};

static const struct row rows[] = {
    {"ASCII", BYTES("abc"), ENCODING_BYTES, "abc"},
    {"UTF-8 with mark", BYTES("\xEF\xBB\xBF\xC3\xBC"), ENCODING_UTF8, "\xC3\xBC"},
    {"UTF-16LE with mark",
     BYTES("\xFF\xFE"
           "a\0\xFC\0"),
     ENCODING_UTF16LE, "a\xC3\xBC"},
    {"UTF-16BE with mark", BYTES("\xFE\xFF\0a\0\xFC"), ENCODING_UTF16BE, "a\xC3\xBC"},
    {"UTF-16LE", BYTES("a\0b\0c\0\xFC\0"), ENCODING_UTF16LE, "abc\xC3\xBC"},
    {"UTF-16BE", BYTES("\0a\0b\0c\0\xFC"), ENCODING_UTF16BE, "abc\xC3\xBC"},
    {"beyond the first plane", BYTES("\xFF\xFE\x3D\xD8\x00\xDE"), ENCODING_UTF16LE, "\xF0\x9F\x98\x80"},
    {"half of a pair",
     BYTES("\xFF\xFE"
           "a\0\x00\xDE"
           "b\0"),
     ENCODING_UTF16LE,
     "a\xEF\xBF\xBD"
     "b"},
    {"zero bytes", BYTES("\0\0\0\0\0\0"), ENCODING_BYTES, ""},
    {"nothing", BYTES(""), ENCODING_BYTES, ""},
};

static void decodes(void **state)
{
    const struct row *const row = *state;

    assert_int_equal(encoding_of(row->bytes, row->length), row->encoding);
    for (size_t piece = 1; piece <= row->length; piece++) {
        CLEANUP(decoder_free) struct decoder *decoder = decoder_new(row->encoding);
        struct input_buffer output = {0};
        for (size_t at = 0; at < row->length; at += piece)
            decoder_push(decoder, row->bytes + at, piece < row->length - at ? piece : row->length - at, &output);
        assert_string_equal(output.bytes ? output.bytes : "", row->text);
        input_buffer_clear(&output);
    }
}

struct repair {
    const char *name, *bytes, *text; /* text NULL: it is UTF-8 as it is */
};

static const struct repair repairs[] = {
    {"ASCII", "abc", NULL},
    {"UTF-8", "\xC3\xBC\xE2\x80\x9C", NULL},
    {"UTF-8, cut at its end", "abc\xE2\x80", NULL},
    {"Windows-1252",
     "\x93"
     "f\xFCr\x94",
     "\xE2\x80\x9C"
     "f\xC3\xBCr\xE2\x80\x9D"},
    {"a byte Windows-1252 has not", "\xFC\x81", "\xC3\xBC\xEF\xBF\xBD"},
    {"one byte", "\xFC", "\xC3\xBC"},
};

static void repairs_text(void **state)
{
    const struct repair *const row = *state;
    size_t length = 0;
    CLEANUP(cleanup_string) char *repaired = encoding_repair(row->bytes, strlen(row->bytes), &length);

    if (!row->text) {
        assert_null(repaired);
        return;
    }
    assert_non_null(repaired);
    assert_string_equal(repaired, row->text);
    assert_int_equal(length, strlen(row->text));
}

int main(void)
{
    struct CMUnitTest table[ARRAY_SIZE(rows)], others[ARRAY_SIZE(repairs)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        table[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = decodes, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(repairs); i++)
        others[i] = (struct CMUnitTest){
            .name = repairs[i].name, .test_func = repairs_text, .initial_state = (void *)(uintptr_t)&repairs[i]};
    return cmocka_run_group_tests_name("decoding", table, NULL, NULL) +
           cmocka_run_group_tests_name("repairing", others, NULL, NULL);
}
