/* SPDX-License-Identifier: MIT */
/* Signing keys that are minted while their owner does something else. */
#include "lab/keyring.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "kept_keys/kept_keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const names[] = {"onprem-auth",    "exo-auth",      "onprem-federation",
                                    "exo-federation", "token-service", "federation-gateway"};

/* Shared by the tests: keys are made once. */
static struct kept_keys *kept;

static int make_folder(void **state)
{
    *state = text_copy("/tmp/keyring-test-XXXXXX");
    return mkdtemp(*state) ? 0 : -1;
}

static int remove_folder(void **state)
{
    CLEANUP(cleanup_string) char *folder = *state;

    keyring_remove_files(folder);
    return rmdir(folder); /* nothing else has been left */
}

static void is_for_its_owner(const char *path)
{
    struct stat status;

    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

static void every_key_is_there_after_waiting(void **state)
{
    struct error error;
    CLEANUP(keyring_free) struct keyring *keyring = keyring_new(*state, kept);

    assert_true(keyring_wait(keyring, &error));
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        assert_int_equal(strlen(keyring_value(keyring, names[i], "thumbprint")), 40);
        assert_int_equal(access(keyring_value(keyring, names[i], "certificate-file"), R_OK), 0);
        assert_int_equal(access(keyring_value(keyring, names[i], "key-file"), R_OK), 0);
        is_for_its_owner(keyring_value(keyring, names[i], "key-file"));
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(keyring_value(keyring, names[i], "thumbprint"),
                                    keyring_value(keyring, names[j], "thumbprint"));
    }
}

static void waiting_twice_changes_nothing(void **state)
{
    struct error error;
    CLEANUP(keyring_free) struct keyring *keyring = keyring_new(*state, kept);
    CLEANUP(cleanup_string) char *before = NULL;

    assert_true(keyring_wait(keyring, &error));
    before = text_copy(keyring_value(keyring, "exo-auth", "thumbprint"));
    assert_true(keyring_wait(keyring, &error));
    assert_string_equal(keyring_value(keyring, "exo-auth", "thumbprint"), before);
}

static void nobody_has_to_wait(void **state)
{
    for (int i = 0; i < 20; i++) {
        struct keyring *keyring = keyring_new(*state, kept);
        keyring_free(&keyring);
        assert_null(keyring);
    }
}

static void a_folder_that_is_not_there_is_named(void **state)
{
    struct error error;
    CLEANUP(keyring_free) struct keyring *keyring = keyring_new("/nonexistent/fblab", kept);

    (void)state;
    assert_false(keyring_wait(keyring, &error));
    assert_string_equal(error.text,
                        "the key \"onprem-auth\" could not be made: the folder /nonexistent/fblab/onprem-auth "
                        "cannot be made: No such file or directory");
}

static void keys_are_the_same_again_but_certificates_are_not(void **state)
{
    struct error error;
    CLEANUP(keyring_free) struct keyring *first = keyring_new(*state, kept), *second = keyring_new(*state, kept);

    assert_true(keyring_wait(first, &error));
    assert_true(keyring_wait(second, &error));
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        assert_string_equal(keyring_private_key(first, names[i]), keyring_private_key(second, names[i]));
        assert_string_not_equal(keyring_value(first, names[i], "thumbprint"),
                                keyring_value(second, names[i], "thumbprint"));
    }
}

static void what_is_minted_later_is_new(void **state)
{
    struct error error;
    CLEANUP(keyring_free) struct keyring *keyring = keyring_new(*state, kept);
    const char *name;

    assert_true(keyring_wait(keyring, &error));
    name = keyring_mint(keyring, "Microsoft Exchange Server Auth Certificate", 0, &error);
    assert_non_null(name);
    assert_string_not_equal(keyring_private_key(keyring, name), keyring_private_key(keyring, "onprem-auth"));
}

static void what_is_minted_later_can_be_removed(void **state)
{
    struct error error;
    CLEANUP(keyring_free) struct keyring *keyring = keyring_new(*state, kept);
    const char *name;

    assert_true(keyring_wait(keyring, &error));
    name = keyring_mint(keyring, "Federation", 0, &error);
    assert_int_equal(access(keyring_value(keyring, name, "key-file"), R_OK), 0);
    const char *const next = keyring_mint(keyring, "Federation", 0, &error);
    const char *const last = keyring_mint(keyring, "Federation", 0, &error);
    assert_int_equal(keyring_later_count(keyring), 3);
    keyring_remove_later(keyring, 1, 2);
    assert_int_equal(access(keyring_value(keyring, name, "key-file"), F_OK), 0);
    assert_int_equal(access(keyring_value(keyring, next, "key-file"), F_OK), -1);
    assert_int_equal(access(keyring_value(keyring, last, "key-file"), F_OK), 0);
    keyring_remove_later(keyring, 0, 1);
    assert_int_equal(access(keyring_value(keyring, name, "key-file"), F_OK), -1);
    assert_int_equal(access(keyring_value(keyring, last, "key-file"), F_OK), 0);
    assert_int_equal(access(keyring_value(keyring, "onprem-auth", "key-file"), R_OK), 0);
    assert_non_null(keyring_private_key(keyring, name)); /* for whoever still uses it */
}

/* What takes OpenSSL long is done once: but no two that are in use have the same key, however many there are. */
static void keys_of_those_that_are_removed_are_given_away(void **state)
{
    struct error error;
    CLEANUP(keyring_free) struct keyring *keyring = keyring_new(*state, kept);
    const char *minted[10];

    assert_true(keyring_wait(keyring, &error));
    for (size_t i = 0; i < ARRAY_SIZE(minted); i++) {
        assert_non_null(minted[i] = keyring_mint(keyring, "Federation", 0, &error));
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(keyring_private_key(keyring, minted[i]), keyring_private_key(keyring, minted[k]));
    }
    keyring_remove_later(keyring, 2, 3);
    const char *const again = keyring_mint(keyring, "Federation", 0, &error);
    assert_string_equal(keyring_private_key(keyring, again), keyring_private_key(keyring, minted[2]));
    assert_string_not_equal(keyring_value(keyring, again, "thumbprint"),
                            keyring_value(keyring, minted[2], "thumbprint"));
    keyring_remove_later(keyring, 0, 2);
    keyring_remove_later(keyring, 3, 11);
}

static int open_kept(void **state)
{
    (void)state;
    return (kept = kept_keys_open(NULL)) ? 0 : -1;
}

static int close_kept(void **state)
{
    (void)state;
    kept_keys_free(&kept);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_key_is_there_after_waiting, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(waiting_twice_changes_nothing, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(nobody_has_to_wait, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(keys_are_the_same_again_but_certificates_are_not, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(what_is_minted_later_is_new, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(what_is_minted_later_can_be_removed, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(keys_of_those_that_are_removed_are_given_away, make_folder, remove_folder),
        cmocka_unit_test(a_folder_that_is_not_there_is_named),
    };

    return cmocka_run_group_tests(tests, open_kept, close_kept);
}
