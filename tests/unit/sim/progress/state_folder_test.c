/* SPDX-License-Identifier: MIT */
/* Where progress is kept, for whatever the environment says, and the sentence where it cannot be. */
#include "progress/state_folder.h"

#include "progress_folder.h"

#include <stdlib.h>

/* %s: the test's folder. */
static const struct place {
    const char *name, *wanted, *state, *home;
    const char *found, *sentence;
} places[] = {
    {"as it was said", "%s/own", "%s/state", "%s", "%s/own", NULL},
    {"of the state", NULL, "%s/state", "%s", "%s/state/fblab", NULL},
    {"of the home", NULL, NULL, "%s", "%s/.local/state/fblab", NULL},
    {"a state that is not absolute is none", NULL, "state", "%s", "%s/.local/state/fblab", NULL},
    {"an empty state is none", NULL, "", "%s", "%s/.local/state/fblab", NULL},
    {"a home that is not absolute is none", NULL, NULL, "home", NULL,
     "there is no place for progress: set XDG_STATE_HOME or HOME, or say --state DIR"},
    {"nothing at all", NULL, NULL, NULL, NULL,
     "there is no place for progress: set XDG_STATE_HOME or HOME, or say --state DIR"},
    {"nothing said", "", "%s", "%s", NULL,
     "there is no place for progress: set XDG_STATE_HOME or HOME, or say --state DIR"},
    {"several folders at once", "%s/a/b/c", NULL, NULL, "%s/a/b/c", NULL},
    {"a slash at the end", "%s/a/", NULL, NULL, "%s/a/", NULL},
    {"a file", "%s/file", NULL, NULL, NULL,
     "%s/file, where progress is kept, is no folder; move it away, or say --state DIR"},
    {"below a file", "%s/file/a", NULL, NULL, NULL,
     "%s/file/a, where progress is kept, cannot be made: Not a directory"},
    {"that others of the group write", "%s/group", NULL, NULL, NULL,
     "%s/group, where progress is kept, can be written to by others; say: chmod 700 %s/group"},
    {"that anybody writes", "%s/anybody", NULL, NULL, NULL,
     "%s/anybody, where progress is kept, can be written to by others; say: chmod 700 %s/anybody"},
    {"that others read", "%s/read", NULL, NULL, "%s/read", NULL},
};

/* NULL: of NULL. */
static char *here(const char *pattern)
{
    const char *const first = pattern ? strstr(pattern, "%s") : NULL;
    CLEANUP(cleanup_string) char *rest = first ? here(first + 2) : NULL;

    return first ? text_format("%.*s%s%s", (int)(first - pattern), pattern, folder, rest) : text_copy(pattern);
}

static void set(const char *variable, const char *pattern)
{
    CLEANUP(cleanup_string) char *value = here(pattern);

    assert_int_equal(value ? setenv(variable, value, 1) : unsetenv(variable), 0);
}

static void make(const char *name, mode_t mode)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/%s", folder, name);

    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(chmod(path, mode), 0);
}

static int set_up(void **state)
{
    CLEANUP(cleanup_string) char *path = NULL;

    if (make_folder(state) != 0)
        return -1;
    make("group", 0720);
    make("anybody", 0702);
    make("read", 0755);
    path = text_format("%s/file", folder);
    return file_write(path, "", 0, 0600, NULL) ? 0 : -1;
}

static int tear_down(void **state)
{
    CLEANUP(cleanup_string) char *command = text_format("rm -r '%s'", folder);

    (void)state;
    return system(command); /* NOLINT(cert-env33-c): a folder of the test's own */
}

static void is_found(void **state)
{
    const struct place *const row = *state;
    CLEANUP(cleanup_string) char *home = text_copy(getenv("HOME")), *wanted = here(row->wanted);
    CLEANUP(cleanup_string) char *expected = here(row->found), *sentence = here(row->sentence);
    struct error error = {""};
    struct stat found;

    set("XDG_STATE_HOME", row->state);
    set("HOME", row->home);
    CLEANUP(cleanup_string) char *path = state_folder_find(wanted, &error);
    set("XDG_STATE_HOME", NULL);
    set("HOME", home);
    assert_string_equal(error.text, sentence ? sentence : "");
    if (!expected) {
        assert_null(path);
        return;
    }
    assert_string_equal(path, expected);
    assert_int_equal(stat(path, &found), 0);
    assert_int_equal(found.st_mode & 0777, strcmp(row->found, "%s/read") == 0 ? 0755 : 0700);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(places)];

    for (size_t i = 0; i < ARRAY_SIZE(places); i++)
        tests[i] = (struct CMUnitTest){places[i].name, is_found, set_up, tear_down, (void *)&places[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
