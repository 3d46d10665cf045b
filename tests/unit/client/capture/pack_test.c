/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "capture/pack.h"
#include "capture/unpack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "pack-XXXXXX";

static char *read_all(const char *path, size_t *length)
{
    CLEANUP(cleanup_file) FILE *file = fopen(path, "rb");
    char *const bytes = calloc(1, 10000);

    assert_non_null(file);
    *length = fread(bytes, 1, 10000, file);
    return bytes;
}

static bool take_piece(void *context, const char *name, const char *bytes, size_t length)
{
    fprintf(context, "%s %.*s\n", name, (int)length, bytes);
    return true;
}

/* "a/one.txt one", and an empty piece that ends it. The caller frees it. */
static char *unpacked(const char *bytes, size_t length)
{
    char *text = NULL;
    size_t size = 0;
    FILE *const output = text_stream(&text, &size);
    const struct archive_reader reader = {.piece = take_piece, .context = output};

    assert_true(archive_each(bytes, length, &reader, NULL));
    text_stream_close(output);
    return text;
}

static void is_a_zip(void **state)
{
    CLEANUP(pack_free) struct pack *pack = pack_new();
    CLEANUP(cleanup_string) char *path = text_format("%s/p.zip", folder);
    CLEANUP(cleanup_string) char *bytes = NULL, *text = NULL;
    size_t length = 0;
    struct error error;

    (void)state;
    assert_true(pack_add(pack, "a/one.txt", "one", 3, &error));
    assert_true(pack_add(pack, "empty", "", 0, &error));
    assert_true(pack_write(pack, path, &error));
    bytes = read_all(path, &length);
    unlink(path);
    assert_memory_equal(bytes, "PK\3\4", 4);
    text = unpacked(bytes, length);
    assert_string_equal(text, "a/one.txt one\na/one.txt \nempty \n");
}

static void a_folder_that_is_missing(void **state)
{
    CLEANUP(pack_free) struct pack *pack = pack_new();
    CLEANUP(cleanup_string) char *path = text_format("%s/none/p.zip", folder);
    struct error error;

    (void)state;
    assert_true(pack_add(pack, "a", "1", 1, &error));
    assert_false(pack_write(pack, path, &error));
    assert_non_null(strstr(error.text, path));
}

static void what_is_not_written_leaves_nothing(void **state)
{
    struct pack *pack = pack_new();

    (void)state;
    assert_true(pack_add(pack, "a", "1", 1, NULL));
    pack_free(&pack);
    assert_null(pack);
    pack_free(&pack);
}

static const struct target {
    const char *name, *bytes; /* NULL: it is not there */
    bool replaced;
} targets[] = {
    {"nothing", NULL, true},           {"an empty file", "", true},
    {"an older pack", "PK\3\4", true}, {"a file of a letter", "P", false},
    {"another file", "SQLite", false}, {"nearly a pack", "Pk\3\4", false},
};

static void takes_the_place_of_packs_alone(void **state)
{
    const struct target *target = *state;
    CLEANUP(cleanup_string) char *path = text_format("%s/target", folder);
    CLEANUP(cleanup_string)
    char *refusal = text_format("%s is there already and is no pack of evidence; name another file", path);
    struct error error = {""};

    if (target->bytes)
        assert_true(file_write(path, target->bytes, strlen(target->bytes), 0600, &error));
    assert_int_equal(pack_may_replace(path, &error), target->replaced);
    assert_string_equal(error.text, target->replaced ? "" : refusal);
    unlink(path);
}

static void a_folder_is_left_to_the_writer(void **state)
{
    (void)state;
    assert_true(pack_may_replace(folder, NULL));
    assert_true(pack_may_replace("/dev/null", NULL));
}

int main(void)
{
    struct CMUnitTest target_tests[ARRAY_SIZE(targets)];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_is_left_to_the_writer),
        cmocka_unit_test(is_a_zip),
        cmocka_unit_test(a_folder_that_is_missing),
        cmocka_unit_test(what_is_not_written_leaves_nothing),
    };
    int failed;

    if (!mkdtemp(folder))
        return EXIT_FAILURE;
    for (size_t i = 0; i < ARRAY_SIZE(targets); i++)
        target_tests[i] = (struct CMUnitTest){.name = targets[i].name,
                                              .test_func = takes_the_place_of_packs_alone,
                                              .initial_state = (void *)(uintptr_t)&targets[i]};
    failed = cmocka_run_group_tests(tests, NULL, NULL) + cmocka_run_group_tests(target_tests, NULL, NULL);
    rmdir(folder);
    return failed;
}
