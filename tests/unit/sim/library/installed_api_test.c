/* SPDX-License-Identifier: MIT */
/* The structs that carry their size: callers that were compiled with an older, a newer or no version. */
#include "fblab/lab.h"
#include "library/sized.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void everything_has_a_default(void **state)
{
    const struct fblab_lab_options options = FBLAB_LAB_OPTIONS_INIT;
    struct lab_options read = {.port_base = 1};
    struct error error = {""};

    (void)state;
    assert_true(sized_options_read(&options, &read, &error));
    assert_int_equal(read.port_base, 0);
    read.port_base = 1;
    assert_true(sized_options_read(NULL, &read, &error));
    assert_int_equal(read.port_base, 0);
}

static void every_field_arrives(void **state)
{
    const char *const armed[] = {"06", NULL};
    struct fblab_lab_options options = FBLAB_LAB_OPTIONS_INIT;
    struct lab_options read;
    struct error error = {""};

    (void)state;
    options.scenarios = "own";
    options.state_directory = "state";
    options.listen_address = "127.0.0.2";
    options.port_base = 20000;
    options.published = true;
    options.seed = 7;
    options.journal_bytes = 4096;
    options.armed = armed;
    assert_true(sized_options_read(&options, &read, &error));
    assert_string_equal(read.scenarios, "own");
    assert_string_equal(read.state_directory, "state");
    assert_string_equal(read.listen_address, "127.0.0.2");
    assert_int_equal(read.port_base, 20000);
    assert_true(read.published);
    assert_int_equal(read.seed, 7);
    assert_int_equal(read.journal_bytes, 4096);
    assert_ptr_equal(read.armed, armed);
}

/* What lies behind the size is not the caller's to set, nor ours to read. */
static void an_older_caller_has_defaults(void **state)
{
    struct fblab_lab_options options = FBLAB_LAB_OPTIONS_INIT;
    struct lab_options read;
    struct error error = {""};

    (void)state;
    options.size = offsetof(struct fblab_lab_options, seed);
    options.port_base = 20000;
    options.seed = 7;
    options.journal_bytes = 4096;
    assert_true(sized_options_read(&options, &read, &error));
    assert_int_equal(read.port_base, 20000);
    assert_int_equal(read.seed, 0);
    assert_int_equal(read.journal_bytes, 0);
}

struct later {
    struct fblab_lab_options options;
    const char *of_a_later_version;
};

static void a_newer_caller_may_set_what_is_known(void **state)
{
    struct later later = {.options = FBLAB_LAB_OPTIONS_INIT};
    struct lab_options read;
    struct error error = {""};

    (void)state;
    later.options.size = sizeof later;
    later.options.port_base = 20000;
    assert_true(sized_options_read(&later.options, &read, &error));
    assert_int_equal(read.port_base, 20000);
    later.of_a_later_version = "set";
    assert_false(sized_options_read(&later.options, &read, &error));
    assert_non_null(strstr(error.text, "an option is set that fblab " FBLAB_VERSION " does not know"));
}

static void sizes_that_cannot_be_are_refused(void **state)
{
    const size_t sizes[] = {0, 1, 4, sizeof(struct fblab_lab_options) - 1, 1 << 20, SIZE_MAX};

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const struct fblab_lab_options options = {.size = sizes[i]};
        struct fblab_error error = FBLAB_ERROR_INIT;

        assert_null(fblab_lab_start(&options, &error));
        assert_non_null(strstr(error.text, "begin it with FBLAB_LAB_OPTIONS_INIT"));
    }
}

/* Byte for byte: nothing behind the size, and nothing at all where the size cannot be. */
static void an_error_stays_in_its_size(void **state)
{
    const size_t head = offsetof(struct fblab_error, text);
    struct fblab_error error = FBLAB_ERROR_INIT;

    (void)state;
    sized_error_write(&error, "the whole sentence");
    assert_string_equal(error.text, "the whole sentence");
    memset(&error, 'x', sizeof error);
    error.size = head + 10;
    sized_error_write(&error, "the whole sentence");
    assert_string_equal(error.text, "the whole");
    assert_int_equal(error.text[10], 'x');
    for (size_t i = 0; i < 3; i++) {
        error.size = (const size_t[]){0, head, SIZE_MAX}[i];
        sized_error_write(&error, "another");
        assert_string_equal(error.text, "the whole");
    }
    sized_error_write(NULL, "another");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_has_a_default),         cmocka_unit_test(every_field_arrives),
        cmocka_unit_test(an_older_caller_has_defaults),     cmocka_unit_test(a_newer_caller_may_set_what_is_known),
        cmocka_unit_test(sizes_that_cannot_be_are_refused), cmocka_unit_test(an_error_stays_in_its_size),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
