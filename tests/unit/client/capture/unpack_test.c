/* SPDX-License-Identifier: MIT */
/* Archives of every kind (the fuzzer's seeds), and their limits: budgets, passwords, damage. */
#include "capture/unpack.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <archive.h>
#include <archive_entry.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define SEEDS FBLAB_SOURCE "/tests/fuzz/seeds/archive/"
#define LARGEST (1 << 20)
#define PASSWORD "protected by a password; save it without one, or unpack it first"
#define DEFLATE64 "compressed as Deflate64, as Windows does with large files; unpack it there, or with 7-Zip, first"
#define METHOD "compressed in a way that cannot be read here; unpack it, or pack it again as zip, first"

static const struct row {
    const char *name, *given; /* "entry length" a line, "entry: why" of a refused one */
    const char *error;        /* NULL: none */
    bool alone;
} rows[] = {
    {"deflate64.zip", "a.log: " DEFLATE64 "\n", NULL, false},
    {"encrypted.zip", "a.log: " PASSWORD "\n", NULL, false},
    {"folder.zip", "", NULL, false},
    {"method.zip", "a.log: " METHOD "\n", NULL, false},
    {"logs.zip", "W3SVC1/u_ex.log 721\nHTTPERR/httperr1.log 345\n", NULL, false},
    {"logs.7z", "err.txt 104\nu_ex.log 324\n", NULL, false},
    {"logs.ar", "err.txt 104\nu_ex.log 324\n", NULL, false},
    {"logs.cab", "u_ex.log 324\nerr.txt 155\n", NULL, false},
    {"logs.cpio", "err.txt 104\nu_ex.log 324\n", NULL, false},
    {"logs.lzh", "u_ex.log 324\nerr.txt 155\n", NULL, false},
    {"logs.tar", "err.txt 104\nu_ex.log 324\n", NULL, false},
    {"logs.tar.lz4", "u_ex.log 324\nerr.txt 104\n", NULL, false},
    {"logs.tar.xz", "u_ex.log 324\nerr.txt 104\n", NULL, false},
    {"logs.tar.zst", "u_ex.log 324\nerr.txt 104\n", NULL, false},
    {"logs.xar", "err.txt 104\nu_ex.log 324\n", NULL, true},
    {"nested.zip", "a.7z 512\n", NULL, false},
    {"password.zip", "err.txt: " PASSWORD "\nu_ex.log: " PASSWORD "\n", NULL, false},
    {"rar4.rar", "u_ex.log 324\nerr.txt 155\n", NULL, false},
    {"rar5.rar", "u_ex.log 324\nerr.txt 155\n", NULL, false},
    {"rar5p.rar", "", PASSWORD, false},
    {"setup.exe", "u_ex.log 324\nerr.txt 155\n", NULL, false},
    {"u_ex.log.bz2", " 324\n", NULL, false},
    {"u_ex.log.gz", " 721\n", NULL, false},
};

/* What is gathered of an archive. */
struct gathered {
    FILE *output;
    size_t length, most; /* of an entry; most: as much as is wanted */
};

static bool take_piece(void *context, const char *name, const char *bytes, size_t length)
{
    struct gathered *const gathered = context;

    (void)bytes;
    gathered->length += length;
    if (length == 0) {
        fprintf(gathered->output, "%s %zu\n", name, gathered->length);
        gathered->length = 0;
    }
    return gathered->length < gathered->most;
}

static void take_refusal(void *context, const char *name, const char *why)
{
    struct gathered *const gathered = context;

    fprintf(gathered->output, "%s: %s\n", name, why);
}

/* The caller frees it. */
static char *read_each(const char *bytes, size_t length, unsigned long long *budget, size_t most, struct error *error)
{
    char *text = NULL;
    size_t size = 0;
    struct gathered gathered = {.output = open_memstream(&text, &size), .most = most};
    const struct archive_reader reader = {take_piece, &gathered, take_refusal, budget};
    const bool done = archive_each(bytes, length, &reader, error);

    fclose(gathered.output);
    assert_int_equal(done, *error->text == '\0');
    return text;
}

static void reads_seeds(void **state)
{
    const struct row *const row = *state;
    CLEANUP(cleanup_string) char *path = text_format(SEEDS "%s", row->name), *given = NULL;
    struct error error = {""};
    size_t length = 0;
    CLEANUP(cleanup_string) char *bytes = file_read(path, LARGEST, &length, NULL);

    assert_non_null(bytes);
    given = read_each(bytes, length, NULL, LARGEST, &error);
    assert_string_equal(given, row->given);
    assert_string_equal(error.text, row->error ? row->error : "");
    assert_true(archive_is(bytes, length));
    assert_true(archive_is_behind(bytes, length));
    assert_int_equal(archive_is_alone(bytes, length), row->alone);
}

/* ---- limits ---- */

enum { ENTRY_LENGTH = 1000 };

/* A tar of a folder, a file of ENTRY_LENGTH bytes, a link and another file; compressed by gzip or as it is. Its length. */
static size_t pack(char bytes[LARGEST], bool compressed)
{
    static const struct {
        const char *name;
        unsigned type;
        size_t size;
    } entries[] = {{"a/", AE_IFDIR, 0}, {"a/b", AE_IFREG, ENTRY_LENGTH}, {"a/c", AE_IFREG, ENTRY_LENGTH}};
    static const char zeros[ENTRY_LENGTH];
    struct archive *const archive = archive_write_new();
    size_t used = 0;

    archive_write_set_format_ustar(archive);
    if (compressed)
        archive_write_add_filter_gzip(archive);
    assert_int_equal(archive_write_open_memory(archive, bytes, LARGEST, &used), ARCHIVE_OK);
    for (size_t i = 0; i < ARRAY_SIZE(entries); i++) {
        struct archive_entry *const entry = archive_entry_new();
        archive_entry_set_pathname(entry, entries[i].name);
        archive_entry_set_filetype(entry, entries[i].type);
        archive_entry_set_size(entry, (la_int64_t)entries[i].size);
        assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
        assert_int_equal(archive_write_data(archive, zeros, entries[i].size), entries[i].size);
        archive_entry_free(entry);
    }
    archive_write_close(archive);
    archive_write_free(archive);
    return used;
}

#define BOMB "the archive unpacks to more than 200 times its size"

static const struct limit_row {
    const char *name;
    unsigned long long budget; /* 0: by the archive's size */
    size_t most, cut;          /* most: wanted of an entry; cut: bytes that are missing */
    const char *given, *error;
    unsigned long long left;
} limits[] = {
    {"folders are passed over", 0, LARGEST, 0, "a/b 1000\na/c 1000\n", NULL, 0},
    {"as much as the budget allows", 2 * ENTRY_LENGTH, LARGEST, 0, "a/b 1000\na/c 1000\n", NULL, 0},
    {"a byte more than the budget", 2 * ENTRY_LENGTH - 1, LARGEST, 0, "a/b 1000\n", BOMB, ENTRY_LENGTH - 1},
    {"less of the budget is used than there is", 3 * ENTRY_LENGTH, LARGEST, 0, "a/b 1000\na/c 1000\n", NULL,
     ENTRY_LENGTH},
    {"the rest of an entry that is not wanted", 0, 1, 0, "a/b 1000\na/c 1000\n", NULL, 0},
};

static void keeps_limits(void **state)
{
    const struct limit_row *const row = *state;
    unsigned long long budget = row->budget;
    CLEANUP(cleanup_string) char *bytes = memory_room(LARGEST), *given = NULL;
    struct error error = {""};
    const size_t length = pack(bytes, false) - row->cut;

    given = read_each(bytes, length, row->budget ? &budget : NULL, row->most, &error);
    assert_string_equal(given, row->given);
    assert_string_equal(error.text, row->error ? row->error : "");
    assert_int_equal(budget, row->left);
}

static void tells_what_is_damaged(void **state)
{
    CLEANUP(cleanup_string) char *bytes = memory_room(LARGEST);
    const size_t length = pack(bytes, true);
    struct error program = {""}, cut = {""};

    (void)state;
    free(read_each("MZ, and no more", 15, NULL, LARGEST, &program));
    assert_string_equal(program.text, "this is a program, with no archive in it");
    free(read_each(bytes, length - 12, NULL, LARGEST, &cut));
    assert_true(text_starts(cut.text, "the archive is damaged"));
}

/* An entry of a zip that is packed in a way of the eighties. */
static void tells_what_it_cannot_unpack(void **state)
{
    static const char bytes[] = "PK\x03\x04\x14\0\0\0\x06\0\0\0\0\0\1\2\3\4\2\0\0\0\2\0\0\0\1\0\0\0axy";
    struct error error = {""};
    CLEANUP(cleanup_string) char *given = read_each(bytes, sizeof bytes - 1, NULL, LARGEST, &error);

    (void)state;
    assert_string_equal(given, "a: " METHOD "\n");
}

enum { MOST_ENTRIES = 100000, AR_HEAD = 60 };

/* Of an archive of that many empty entries: heads, one behind the other. */
static void read_empty_ones(size_t count, struct error *error)
{
    char *text = NULL;
    size_t length = 0;
    FILE *const output = text_stream(&text, &length);

    fputs("!<arch>\n", output);
    for (size_t i = 0; i < count; i++)
        fprintf(output, "%-16s%-12d%-6d%-6d%-8d%-10d`\n", "a/", 0, 0, 0, 100644, 0);
    text_stream_close(output);
    assert_int_equal(length, strlen("!<arch>\n") + count * AR_HEAD);
    free(read_each(text, length, NULL, LARGEST, error));
    free(text);
}

static void ends_after_so_many_entries(void **state)
{
    struct error error = {""};

    (void)state;
    read_empty_ones(MOST_ENTRIES, &error);
    assert_string_equal(error.text, "");
    read_empty_ones(MOST_ENTRIES + 1, &error);
    assert_string_equal(error.text, "the archive has more than 100000 entries");
}

static void unpacks_one_stream(void **state)
{
    static const struct {
        size_t limit, length;
    } wanted[] = {{LARGEST, 721}, {721, 721}, {100, 100}, {1, 1}};
    size_t length = 0, unpacked = 0;
    CLEANUP(cleanup_string) char *bytes = file_read(SEEDS "u_ex.log.gz", LARGEST, &length, NULL);

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(wanted); i++) {
        CLEANUP(cleanup_string) char *text = archive_unpack(bytes, length, wanted[i].limit, &unpacked);
        assert_int_equal(unpacked, wanted[i].length);
        assert_true(text_starts(text, "#"));
    }
    assert_null(archive_unpack("no stream", 9, LARGEST, &unpacked));
    assert_int_equal(unpacked, 0);
}

static void knows_its_budget(void **state)
{
    (void)state;
    assert_int_equal(archive_budget(0), UNPACK_FREE);
    assert_int_equal(archive_budget(1000), UNPACK_FREE + 200000);
    assert_int_equal(UNPACK_FREE, 67108864);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(limits) + 5] = {
        cmocka_unit_test(tells_what_is_damaged), cmocka_unit_test(unpacks_one_stream),
        cmocka_unit_test(knows_its_budget), cmocka_unit_test(tells_what_it_cannot_unpack),
        cmocka_unit_test(ends_after_so_many_entries)};
    size_t count = 5;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[count++] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = reads_seeds, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(limits); i++)
        tests[count++] = (struct CMUnitTest){
            .name = limits[i].name, .test_func = keeps_limits, .initial_state = (void *)(uintptr_t)&limits[i]};
    return cmocka_run_group_tests_name("unpack", tests, NULL, NULL);
}
