/* SPDX-License-Identifier: MIT */
/* What classify --merge and --jsonl take: summaries one after the other or in a list, texts by the line; what they refuse;
 * and the ready file of a lab. */
#include "base/cleanup.h"
#include "base/text.h"
#include "fbcheck_commands/lines.h"
#include "fbcheck_commands/merge.h"
#include "fbcheck_commands/ready.h"
#include "findings/anchors.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define NONE "{\"count\": 0, \"rows\": [], \"hosts\": [], \"hours\": []}"
#define TWO "{\"count\": 2, \"rows\": [], \"hosts\": [{\"host\": \"a\", \"count\": 2}], \"hours\": []}"
#define WRONG "this is not what `fbcheck classify --summary --json` prints: "

static const struct merge_row {
    const char *name, *text;
    size_t count;
    const char *unread; /* NULL: all was read */
} merge_rows[] = {
    {"one", TWO, 2, NULL},
    {"one and blanks", " \n" TWO "\r\n\t ", 2, NULL},
    {"two, one after the other", TWO TWO, 4, NULL},
    {"two, with lines between", TWO "\n\n" NONE "\n" TWO, 4, NULL},
    {"a list", "[" TWO ", " TWO ", " NONE "]", 4, NULL},
    {"an empty list", "[]", 0, NULL},
    {"nothing", "", 0, WRONG "it is empty"},
    {"blanks", " \n ", 0, WRONG "it is empty"},
    {"no JSON", "x", 0, WRONG "it is no JSON: '[' or '{' expected near 'x'"},
    {"no JSON behind one", TWO "x", 2, WRONG "it is no JSON: '[' or '{' expected near 'x'"},
    {"JSON of something else", "{}", 0, WRONG "\"count\" must be a number from 0 on"},
    {"a number", "7", 0, WRONG "it is no JSON: '[' or '{' expected near '7'"},
    {"a list in a list", "[[" TWO "]]", 0, WRONG "a list of it has something else in it"},
    {"a list with something else", "[" TWO ", 7]", 2, WRONG "a list of it has something else in it"},
    {"a list with a wrong one", "[" TWO ", {}, " TWO "]", 2, WRONG "\"count\" must be a number from 0 on"},
};

/* The path of a new file with that text; the caller frees and removes it. */
static char *written(const char *text)
{
    char *const path = text_copy("/tmp/merged-summaries-XXXXXX");
    const int file = mkstemp(path);

    assert_int_equal(write(file, text, strlen(text)), strlen(text));
    close(file);
    return path;
}

static void merges(void **state)
{
    const struct merge_row *const row = *state;
    CLEANUP(summary_free) struct summary *total = summary_new();
    CLEANUP(cleanup_string) char *path = written(row->text), *wanted = text_format("%s: %s", path, row->unread);
    struct error sentence = {""};

    merge_file(total, path);
    unlink(path);
    assert_int_equal(summary_count(total), row->count);
    assert_int_equal(summary_say_unread(total, 0, &sentence), row->unread != NULL);
    assert_string_equal(sentence.text, row->unread ? wanted : "");
}

static void files_that_cannot_be_read(void **state)
{
    CLEANUP(summary_free) struct summary *total = summary_new();
    struct error sentence = {""};

    (void)state;
    merge_file(total, "/no/such/file");
    assert_true(summary_say_unread(total, 0, &sentence));
    assert_string_equal(sentence.text, "/no/such/file: it cannot be read: No such file or directory");
    merge_file(total, "/tmp");
    assert_true(summary_say_unread(total, 1, &sentence));
    assert_string_equal(sentence.text, "/tmp: it cannot be read: Is a directory");
}

/* More than one reading takes in. */
static void long_files_are_read_whole(void **state)
{
    enum { MANY = 3000 };
    CLEANUP(summary_free) struct summary *total = summary_new();
    char *text = NULL;
    size_t length = 0;
    FILE *const stream = open_memstream(&text, &length);

    (void)state;
    for (int i = 0; i < MANY; i++)
        fputs(TWO "\n", stream);
    fclose(stream);
    CLEANUP(cleanup_string) char *path = written(text);
    free(text);
    merge_file(total, path);
    unlink(path);
    assert_false(summary_has_unread(total));
    assert_int_equal(summary_count(total), 2 * MANY);
}

#define READY(more) "{\"ca_file\": \"c\", \"organization\": \"o\", \"requester\": \"r\", \"target\": \"t\"" more "}"
#define HOSTS ", \"hosts\": {\"a.b:443\": \"127.0.0.1:5\", \"c.d:80\": \"127.0.0.1:6\"}"
#define DOOR ", \"front_door\": {\"ews_url\": \"u\", \"user\": \"v\", \"password\": \"w\"}, \"client\": \"outlook\""

static const struct ready_row {
    const char *name, *text;
    const char *sentence; /* behind the path; NULL: it is one */
} ready_rows[] = {
    {"ready: all of it", READY(HOSTS DOOR), NULL},
    {"ready: no front door", READY(HOSTS), NULL},
    {"ready: no hosts at all", READY(", \"hosts\": {}"), NULL},
    {"ready: no JSON", "{\n x", ":2:2: is no JSON: string or '}' expected near 'x'"},
    {"ready: no hosts", READY(""), " is no ready file: \"hosts\" must be an object of names and addresses"},
    {"ready: hosts as list", READY(", \"hosts\": []"),
     " is no ready file: \"hosts\" must be an object of names and addresses"},
    {"ready: an address that is none", READY(", \"hosts\": {\"a\": 1}"),
     " is no ready file: the address of \"a\" must be a string"},
    {"ready: no target", "{\"ca_file\": \"c\", \"organization\": \"o\", \"requester\": \"r\"}",
     " is no ready file: \"target\" must be a string"},
    {"ready: no requester", "{\"ca_file\": \"c\", \"organization\": \"o\"}",
     " is no ready file: \"requester\" must be a string"},
    {"ready: no organization", "{\"ca_file\": \"c\"}", " is no ready file: \"organization\" must be a string"},
    {"ready: a CA that is none", "{\"ca_file\": 1}", " is no ready file: \"ca_file\" must be a string"},
    {"ready: a client that is none", READY(HOSTS ", \"client\": 1"), " is no ready file: \"client\" must be a string"},
    {"ready: a door that is none", READY(HOSTS ", \"front_door\": {\"ews_url\": 1}"),
     " is no ready file: \"ews_url\" must be a string"},
    {"ready: a user that is none", READY(HOSTS ", \"front_door\": {\"user\": 1}"),
     " is no ready file: \"user\" must be a string"},
    {"ready: a password that is none", READY(HOSTS ", \"front_door\": {\"password\": 1}"),
     " is no ready file: \"password\" must be a string"},
};

static void reads_a_ready_file(void **state)
{
    const struct ready_row *const row = *state;
    CLEANUP(cleanup_string) char *path = written(row->text);
    CLEANUP(cleanup_string) char *wanted = text_format("%s%s", path, row->sentence ? row->sentence : "");
    struct error error = {""};
    CLEANUP(ready_free) struct ready *ready = ready_load(path, &error);

    unlink(path);
    assert_int_equal(ready != NULL, row->sentence == NULL);
    assert_string_equal(error.text, row->sentence ? wanted : "");
    if (!ready)
        return;
    assert_string_equal(ready->ca_file, "c");
    assert_string_equal(ready->organization, "o");
    assert_string_equal(ready->requester, "r");
    assert_string_equal(ready->target, "t");
    assert_string_equal(ready->path, path);
    assert_int_equal(ready->host_count, strstr(row->text, "a.b") ? 2 : 0);
    if (ready->host_count) {
        assert_string_equal(ready->hosts[0].name, "a.b:443");
        assert_string_equal(ready->hosts[0].address, "127.0.0.1:5");
    }
    if (!strstr(row->text, "outlook"))
        return;
    assert_string_equal(ready->client, "outlook");
    assert_string_equal(ready->front_door, "u");
    assert_string_equal(ready->user, "v");
    assert_string_equal(ready->password, "w");
}

static const struct line_row {
    const char *name, *lines, *answers;
    bool fine;
} line_rows[] = {
    {"lines: nothing", "", "", true},
    {"lines: one", "{\"id\": 7, \"text\": \"nothing\"}\n", "{\"id\":7,\"diagnoses\":[]}\n", true},
    {"lines: the last without an end", "{\"id\": [1], \"text\": \"\"}", "{\"id\":[1],\"diagnoses\":[]}\n", true},
    {"lines: no id", "{\"text\": \"nothing\"}\n", "{\"id\":null,\"diagnoses\":[]}\n", true},
    {"lines: no text", "{\"id\": 8}\n", "{\"id\":8,\"error\":\"must be an object with a text\"}\n", false},
    {"lines: a text that is none", "{\"id\": 8, \"text\": 1}\n",
     "{\"id\":8,\"error\":\"must be an object with a text\"}\n", false},
    {"lines: a list", "[]\n", "{\"id\":null,\"error\":\"must be an object with a text\"}\n", false},
    {"lines: no JSON", "x\n{\"id\": 9, \"text\": \"\"}\n",
     "{\"error\":\"is no JSON: '[' or '{' expected near 'x'\"}\n{\"id\":9,\"diagnoses\":[]}\n", false},
    {"lines: an empty line", "\n", "{\"error\":\"is no JSON: '[' or '{' expected near end of file\"}\n", false},
};

static struct library *library;
static struct reader reader;

static void answers_lines(void **state)
{
    const struct line_row *const row = *state;
    FILE *const input = fmemopen((void *)(uintptr_t)row->lines, strlen(row->lines) + !*row->lines, "r");
    char *printed = NULL;
    size_t length = 0;
    FILE *const output = open_memstream(&printed, &length);

    if (!*row->lines)
        (void)getc(input);
    assert_int_equal(classify_lines(&reader, input, output), row->fine);
    fclose(input);
    fclose(output);
    CLEANUP(cleanup_string) char *text = printed;
    assert_string_equal(text, row->answers);
}

static void a_line_may_be_long_but_not_too_long(void **state)
{
    static const size_t lengths[] = {(16UL << 20) - 20, 16UL << 20};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(lengths); i++) {
        CLEANUP(cleanup_string)
        char *line = text_format("{\"text\": \"%*s\"}\n{\"id\": 1, \"text\": \"\"}\n", (int)lengths[i], "");
        FILE *const input = fmemopen(line, strlen(line), "r");
        char *printed = NULL;
        size_t length = 0;
        FILE *const output = open_memstream(&printed, &length);
        assert_int_equal(classify_lines(&reader, input, output), i == 0);
        fclose(input);
        fclose(output);
        CLEANUP(cleanup_string) char *text = printed;
        assert_string_equal(text,
                            i == 0 ? "{\"id\":null,\"diagnoses\":[]}\n{\"id\":1,\"diagnoses\":[]}\n"
                                   : "{\"error\":\"is no JSON: the line is too long\"}\n{\"id\":1,\"diagnoses\":[]}\n");
    }
}

static int load(void **state)
{
    (void)state;
    library = library_load(FBLAB_SOURCE "/scenarios", NULL);
    reader.classifier = library ? classifier_new(library, NULL) : NULL;
    reader.literals = reader.classifier ? anchors_literals(reader.classifier, NULL) : NULL;
    return reader.literals ? 0 : -1;
}

static int unload(void **state)
{
    struct classifier *classifier = (struct classifier *)(uintptr_t)reader.classifier;

    (void)state;
    literals_free(&reader.literals);
    classifier_free(&classifier);
    library_free(&library);
    return 0;
}

#define TABLE(rows, function)                                                                                          \
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)                                                                      \
        tests[count++] = (struct CMUnitTest)                                                                           \
        {                                                                                                              \
            .name = (rows)[i].name, .test_func = (function), .initial_state = (void *)(uintptr_t) & (rows)[i]          \
        }

int main(void)
{
    struct CMUnitTest tests[3 + ARRAY_SIZE(merge_rows) + ARRAY_SIZE(ready_rows) + ARRAY_SIZE(line_rows)] = {
        cmocka_unit_test(files_that_cannot_be_read), cmocka_unit_test(long_files_are_read_whole),
        cmocka_unit_test(a_line_may_be_long_but_not_too_long)};
    size_t count = 3;

    TABLE(merge_rows, merges);
    TABLE(ready_rows, reads_a_ready_file);
    TABLE(line_rows, answers_lines);
    return cmocka_run_group_tests(tests, load, unload);
}
