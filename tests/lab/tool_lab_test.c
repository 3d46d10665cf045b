/* SPDX-License-Identifier: MIT */
/* Where a program that is tested finds its lab: files and variables, and what is left of them. */
#include "base/cleanup.h"
#include "base/text.h"
#include "harness/run/tool_lab.h"
#include "passing_folder/passing_folder.h"

#include <dirent.h>
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* Each variable, and where in the ready file its value stands. */
static const struct variable {
    const char *name, *outer, *member; /* outer NULL: the file itself; member NULL: the path of the file */
} variables[] = {
    {"FBLAB_READY_FILE", NULL, NULL},
    {"FBLAB_EWS_URL", "front_door", "ews_url"},
    {"FBLAB_AUTODISCOVER_URL", "front_door", "autodiscover_url"},
    {"FBLAB_USER", "front_door", "user"},
    {"FBLAB_PASSWORD", "front_door", "password"},
    {"FBLAB_REQUESTER", NULL, "requester"},
    {"FBLAB_MAILBOX", NULL, "target"},
    {"FBLAB_CLIENT", NULL, "client"},
    {"FBLAB_CA_FILE", NULL, "ca_file"},
    {"SSL_CERT_FILE", NULL, "ca_file"},
    {"REQUESTS_CA_BUNDLE", NULL, "ca_file"},
    {"CURL_CA_BUNDLE", NULL, "ca_file"},
    {"NODE_EXTRA_CA_CERTS", NULL, "ca_file"},
};

/* Of others, whose names only begin or end like ours. */
static const char *const others[] = {"FBLAB_READY_FILE_OLD", "FBLAB_USERS",  "FBLAB_READY", "FBLAB_USE",
                                     "SSL_CERT_FILES",       "MY_FBLAB_USER"};

static struct tool_lab *start(bool with_admin)
{
    const struct lab_options options = {0};
    struct error error = {""};
    struct tool_lab *tool_lab = tool_lab_start(&options, with_admin, &error);

    if (!tool_lab)
        fail_msg("%s", error.text);
    return tool_lab;
}

/* The value in an environment, and how often the name is there. */
static const char *value_in(char **environment, const char *name, size_t *count)
{
    const char *value = NULL;
    const size_t length = strlen(name);

    *count = 0;
    for (; *environment; environment++)
        if (strncmp(*environment, name, length) == 0 && (*environment)[length] == '=') {
            value = *environment + length + 1;
            ++*count;
        }
    return value;
}

static void expect(char **environment, const char *name, const char *expected)
{
    size_t count;
    const char *value = value_in(environment, name, &count);

    if (count != 1 || !expected || strcmp(value, expected) != 0)
        fail_msg("%s is %s, %zu times, not %s", name, value ? value : "not there", count,
                 expected ? expected : "there");
}

static void variables_say_where_it_is(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(variables); i++)
        setenv(variables[i].name, "of another lab", 1);
    for (size_t i = 0; i < ARRAY_SIZE(others); i++)
        setenv(others[i], "stays", 1);
    CLEANUP(tool_lab_stop) struct tool_lab *tool_lab = start(false);
    struct error error = {""};
    assert_true(lab_arm(tool_lab->lab, "30d", &error)); /* Outlook asks: a client of its own, another look-up */
    CLEANUP(tool_lab_environment_free) char **environment = tool_lab_environment(tool_lab, &error);
    json_t *file = json_load_file(tool_lab->ready_file, 0, NULL);
    assert_non_null(file);
    for (size_t i = 0; i < ARRAY_SIZE(variables); i++) {
        const json_t *from = variables[i].outer ? json_object_get(file, variables[i].outer) : file;
        expect(environment, variables[i].name,
               variables[i].member ? json_string_value(json_object_get(from, variables[i].member))
                                   : tool_lab->ready_file);
    }
    for (size_t i = 0; i < ARRAY_SIZE(others); i++)
        expect(environment, others[i], "stays");
    json_decref(file);
}

/* With the admin API or without; closed to others; gone afterwards. */
static void files_go_with_it(void **state)
{
    (void)state;
    for (int with_admin = 0; with_admin <= 1; with_admin++) {
        struct tool_lab *tool_lab = start(with_admin);
        CLEANUP(cleanup_string) char *folder = text_copy(passing_folder_path(tool_lab->folder));
        json_t *file = json_load_file(tool_lab->ready_file, 0, NULL);
        struct stat found;
        assert_int_equal(json_object_get(file, "admin_token") != NULL, with_admin);
        assert_int_equal(json_object_get(file, "shell") != NULL, !with_admin);
        assert_int_equal(stat(folder, &found), 0);
        assert_int_equal(found.st_mode & 0777, 0700);
        assert_int_equal(stat(tool_lab->ready_file, &found), 0);
        assert_int_equal(found.st_mode & 0777, 0600);
        json_decref(file);
        tool_lab_stop(&tool_lab);
        assert_null(tool_lab);
        assert_int_equal(access(folder, F_OK), -1);
    }
}

static int names_in(const char *folder)
{
    DIR *names = opendir(folder);
    int count = 0;

    while (readdir(names))
        count++;
    closedir(names);
    return count;
}

/* Not the folder for its file either. */
static void a_lab_that_does_not_start_leaves_nothing(void **state)
{
    static const char *const unknown[] = {"99", NULL};
    const struct lab_options options = {.armed = unknown};
    CLEANUP(cleanup_string) char *before = text_copy(getenv("TMPDIR"));
    char folder[] = "tool-lab-XXXXXX";
    struct error error = {""};

    (void)state;
    assert_non_null(mkdtemp(folder));
    setenv("TMPDIR", folder, 1);
    assert_null(tool_lab_start(&options, false, &error));
    assert_non_null(strstr(error.text, "there is no scenario 99"));
    assert_int_equal(names_in(folder), 2);
    setenv("TMPDIR", "/no/such/folder", 1);
    assert_null(tool_lab_start(&(struct lab_options){0}, false, &error));
    assert_non_null(strstr(error.text, "set TMPDIR to a folder that is writable"));
    if (before)
        setenv("TMPDIR", before, 1);
    else
        unsetenv("TMPDIR");
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(variables_say_where_it_is), cmocka_unit_test(files_go_with_it),
                                       cmocka_unit_test(a_lab_that_does_not_start_leaves_nothing)};

    return cmocka_run_group_tests_name("tool_lab", tests, NULL, NULL);
}
