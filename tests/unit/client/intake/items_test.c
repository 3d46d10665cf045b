/* SPDX-License-Identifier: MIT */
/* What each input becomes, item by item: tests/texts/items.jsonl names the fuzzer's seeds, and holds lines of logs of its own.
 * "times", "before" and "behind" make large ones. Each row is read at once and in pieces of some bytes. Where a reader was
 * meant to change, `items_test write` writes down what it gives now; read the difference. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "intake/intake.h"
#include "support/row_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SEEDS FBLAB_SOURCE "/tests/fuzz/seeds/"
#define LARGEST (4 << 20)
#define SHOWN 60 /* letters of a text that stand in the row */

static const char *const interesting[] = {"proxy web request", "http status", "asproxy/", "autodiscover failed",
                                          "wssecurity",        "2000005",     "aadsts",   "unable to connect",
                                          "ambiguous",         "forbidden"};

static struct literals *literals;

/* A text's first letters, its length, and a sum that tells it from others of that length (FNV-1a). The caller frees it. */
static char *shown(const char *text, size_t length)
{
    uint32_t sum = 2166136261U;
    size_t letters = length < SHOWN ? length : SHOWN;

    for (size_t i = 0; i < length; i++)
        sum = (sum ^ (unsigned char)text[i]) * 16777619U;
    while (letters > 0 && letters < length && ((unsigned char)text[letters] & 0xC0) == 0x80)
        letters--;
    return text_format("%.*s|%zu|%08x", (int)letters, text, length, sum);
}

static json_t *marks_of(const struct item *item)
{
    json_t *const marks = item->mark_count ? json_array() : NULL;

    for (size_t i = 0; i < item->mark_count; i++)
        json_array_append_new(marks, json_pack("[I,s]", (json_int_t)item->marks[i].offset, item->marks[i].label));
    return marks;
}

/* Letters for what is so: (a)gain, (p)asted, (r)est, (t)old. */
static const char *flags_of(const struct item *item, char flags[5])
{
    char *at = flags;

    if (item->again)
        *at++ = 'a';
    if (item->pasted)
        *at++ = 'p';
    if (item->rest)
        *at++ = 'r';
    if (item->told)
        *at++ = 't';
    *at = '\0';
    return flags;
}

static void take_item(void *context, const struct item *item)
{
    CLEANUP(cleanup_string) char *text = item->text ? shown(item->text, item->length) : NULL;
    char flags[5];

    json_array_append_new(
        context, json_pack("{s:s,s:s*,s:I,s:s*,s:s*,s:s*,s:s,s:s*,s:o*,s:o*}", "kind", item_kind_name(item->kind),
                           "text", text, "line", (json_int_t)item->line, "entry", item->entry, "host", item->host,
                           "time", item->time, "flags", flags_of(item, flags), "unread", item->unread, "lookup",
                           item->lookup ? lookup_to_json(item->lookup) : NULL, "marks", marks_of(item)));
}

static void take_word(void *context, const char *name, const char *why)
{
    json_array_append_new(context, json_pack("{s:s?,s:s?}", "told", name, "why", why));
}

static json_t *given_of(const char *name, const char *bytes, size_t length, size_t piece)
{
    json_t *const given = json_array();
    CLEANUP(intake_free) struct intake *intake = intake_new(literals, take_item, given);
    struct error error = {""};
    bool fine = true;

    intake_tell(intake, take_word);
    if (name)
        intake_called(intake, name);
    for (size_t at = 0; fine && at < length; at += piece)
        fine = intake_push(intake, bytes + at, piece < length - at ? piece : length - at, &error);
    if (fine)
        intake_end(intake, &error);
    if (*error.text)
        json_array_append_new(given, json_pack("{s:s}", "error", error.text));
    return given;
}

static void put(FILE *output, const json_t *text)
{
    fwrite(json_string_value(text), 1, json_string_length(text), output);
}

/* What stands before it, the text, which may come many times, and what stands behind. The caller frees it. */
static char *text_of(const json_t *row, size_t *length)
{
    const json_t *const times = json_object_get(row, "times");
    char *text = NULL;
    FILE *const output = text_stream(&text, length);

    put(output, json_object_get(row, "before"));
    for (json_int_t i = 0; i < (times ? json_integer_value(times) : 1); i++)
        put(output, json_object_get(row, "text"));
    put(output, json_object_get(row, "behind"));
    text_stream_close(output);
    return text;
}

static json_t *read_row(const json_t *row, size_t piece)
{
    const char *const file = json_string_value(json_object_get(row, "file"));
    CLEANUP(cleanup_string) char *path = file ? text_format(SEEDS "%s", file) : NULL, *bytes = NULL;
    size_t length = 0;

    if (!file) {
        bytes = text_of(row, &length);
        return given_of(NULL, bytes, length, piece);
    }
    bytes = file_read(path, LARGEST, &length, NULL);
    if (!bytes)
        fail_msg("%s cannot be read", path);
    return given_of(strrchr(file, '/') + 1, bytes, length, piece);
}

static void compare(const json_t *got, const json_t *wanted)
{
    for (size_t i = 0; i < json_array_size(got) || i < json_array_size(wanted); i++)
        if (!json_equal(json_array_get(got, i), json_array_get(wanted, i))) {
            CLEANUP(cleanup_string) char *is = json_dumps(json_array_get(got, i), JSON_COMPACT);
            CLEANUP(cleanup_string) char *was = json_dumps(json_array_get(wanted, i), JSON_COMPACT);
            fail_msg("item %zu: %s instead of %s", i + 1, is ? is : "nothing", was ? was : "nothing");
        }
}

static void gives_what_the_row_says(const json_t *row)
{
    const size_t pieces[] = {LARGEST, json_object_get(row, "times") ? 4099 : 7};

    for (size_t i = 0; i < ARRAY_SIZE(pieces); i++) {
        json_t *const got = read_row(row, pieces[i]);
        compare(got, json_object_get(row, "given"));
        json_decref(got);
    }
}

static json_t *read_at_once(const json_t *row)
{
    return read_row(row, LARGEST);
}

int main(int argc, char **argv)
{
    static const struct row_file file = {.name = "items",
                                         .path = FBLAB_SOURCE "/tests/texts/items.jsonl",
                                         .member = "given",
                                         .fewest = 100,
                                         .make = read_at_once,
                                         .check = gives_what_the_row_says};
    struct error error = {""};
    json_t *const rows = row_file_read(&file);
    int failed = 1;

    literals = intake_literals_new(interesting, ARRAY_SIZE(interesting), &error);
    if (!literals)
        print_error("%s\n", error.text);
    else
        failed = row_file_run(&file, rows, argc, argv);
    literals_free(&literals);
    json_decref(rows);
    return failed;
}
