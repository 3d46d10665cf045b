/* SPDX-License-Identifier: MIT */
/* The files in which a lab says where it is: who may read them, what becomes of them, and what a full disk leaves. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/running_lab.h"

#include <jansson.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct place {
    char folder[256], ready[300], tool[300], link[300];
    struct running_lab lab;
};

static struct place place;

static int start(void **state)
{
    const char *parent = getenv("TMPDIR");

    (void)state;
    snprintf(place.folder, sizeof place.folder, "%s/published-XXXXXX", parent && *parent ? parent : "/tmp");
    assert_non_null(mkdtemp(place.folder));
    snprintf(place.ready, sizeof place.ready, "%s/ready.json", place.folder);
    snprintf(place.tool, sizeof place.tool, "%s/tool.json", place.folder);
    snprintf(place.link, sizeof place.link, "%s/link.json", place.folder);
    running_lab_start(&place.lab);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    if (place.lab.running)
        running_lab_stop(&place.lab);
    unlink(place.ready);
    unlink(place.tool);
    unlink(place.link);
    return rmdir(place.folder);
}

static void publish(void)
{
    struct error error = {""};

    if (!lab_write_ready_file(place.lab.running, place.ready, &error) ||
        !lab_write_tool_file(place.lab.running, place.tool, &error))
        fail_msg("%s", error.text);
}

static mode_t mode_of(const char *path)
{
    struct stat found;

    assert_int_equal(stat(path, &found), 0);
    return found.st_mode & 0777;
}

static char *member_of(const char *path, const char *member)
{
    json_t *const json = json_load_file(path, 0, NULL);
    char *const value = text_copy(json_string_value(json_object_get(json, member)));

    json_decref(json);
    return value;
}

static void are_for_their_owner_alone(void **state)
{
    (void)state;
    publish();
    CLEANUP(cleanup_string) char *organization = member_of(place.ready, "organization");
    CLEANUP(cleanup_string) char *authority = member_of(place.ready, "ca_file");
    CLEANUP(cleanup_string) char *open = text_format("%.*s", (int)(strrchr(authority, '/') - authority), authority);
    CLEANUP(cleanup_string) char *folder = text_format("%.*s", (int)(strrchr(open, '/') - open), open);
    assert_int_equal(mode_of(place.ready), 0600);
    assert_int_equal(mode_of(place.tool), 0600);
    assert_int_equal(mode_of(organization), 0600);
    assert_int_equal(mode_of(folder), 0700);
    assert_int_equal(mode_of(open), 0700);
    CLEANUP(cleanup_string) char *keys = text_format("%s/keys", folder);
    assert_int_equal(mode_of(keys), 0700);
}

static void go_with_the_lab(void **state)
{
    (void)state;
    publish();
    running_lab_stop(&place.lab);
    assert_int_equal(access(place.ready, F_OK), -1);
    assert_int_equal(access(place.tool, F_OK), -1);
}

static void stay_when_somebody_else_wrote_them(void **state)
{
    struct running_lab other;
    struct error error = {""};

    (void)state;
    publish();
    running_lab_start(&other);
    assert_true(lab_write_ready_file(other.running, place.ready, &error));
    assert_true(file_write(place.tool, "mine", 4, 0600, &error));
    running_lab_stop(&place.lab);
    CLEANUP(cleanup_string) char *ready = file_read(place.ready, 1 << 20, NULL, NULL);
    CLEANUP(cleanup_string) char *expected = lab_ready_json(other.running);
    assert_string_equal(ready, expected);
    CLEANUP(cleanup_string) char *tool = file_read(place.tool, 100, NULL, NULL);
    assert_string_equal(tool, "mine");
    running_lab_stop(&other);
    assert_int_equal(access(place.ready, F_OK), -1);
}

static void a_link_is_followed_and_stays(void **state)
{
    struct stat found;
    struct error error = {""};

    (void)state;
    assert_true(file_write(place.tool, "old", 3, 0600, &error));
    assert_int_equal(symlink(place.tool, place.link), 0);
    assert_true(lab_write_ready_file(place.lab.running, place.link, &error));
    running_lab_arm(&place.lab, "06");
    assert_true(lstat(place.link, &found) == 0 && S_ISLNK(found.st_mode));
    CLEANUP(cleanup_string) char *text = file_read(place.tool, 1 << 20, NULL, NULL);
    CLEANUP(cleanup_string) char *expected = lab_ready_json(place.lab.running);
    assert_string_equal(text, expected);
    running_lab_stop(&place.lab);
    assert_int_equal(access(place.tool, F_OK), -1);
    assert_true(lstat(place.link, &found) == 0);
}

static void a_device_stays_what_it_is(void **state)
{
    struct stat found;
    struct error error = {""};

    (void)state;
    assert_true(lab_write_ready_file(place.lab.running, "/dev/null", &error));
    running_lab_arm(&place.lab, "06");
    running_lab_stop(&place.lab);
    assert_true(stat("/dev/null", &found) == 0 && S_ISCHR(found.st_mode));
}

/* What cannot be written once is not tried again with every change. */
static void a_place_that_is_none_is_forgotten(void **state)
{
    struct error error = {""};

    (void)state;
    assert_false(lab_write_ready_file(place.lab.running, place.folder, &error));
    assert_non_null(strstr(error.text, "it is a folder; name a file"));
    running_lab_arm(&place.lab, "06");
}

/* ---- a full disk ---- */

static struct rlimit usual;

static void fill_disk(void)
{
    struct rlimit none;

    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &usual);
    none = (struct rlimit){0, usual.rlim_max};
    setrlimit(RLIMIT_FSIZE, &none);
}

static void free_disk(void)
{
    setrlimit(RLIMIT_FSIZE, &usual);
}

/* All that may be seen of the lab. */
struct sight {
    char *ready, *tool, *organization, *settings;
};

static char *read_all(const char *path)
{
    return file_read(path, 1 << 22, NULL, NULL);
}

static char *print(const char *at, const char *command)
{
    char *text = NULL;
    size_t length;
    FILE *memory = open_memstream(&text, &length);
    struct error error = {""};

    if (!lab_run(place.lab.running, at, command, memory, &error))
        fail_msg("%s", error.text);
    fclose(memory);
    return text;
}

static struct sight look(void)
{
    CLEANUP(cleanup_string) char *organization = member_of(place.ready, "organization");

    return (struct sight){read_all(place.ready), read_all(place.tool), read_all(organization),
                          print("exo", "Get-Mailbox | fl; Get-OrganizationRelationship | fl")};
}

static void compare(struct sight *before)
{
    struct sight after = look();

    assert_string_equal(after.ready, before->ready);
    assert_string_equal(after.tool, before->tool);
    assert_string_equal(after.organization, before->organization);
    assert_string_equal(after.settings, before->settings);
    char *const texts[] = {before->ready, before->tool, before->organization, before->settings,
                           after.ready,   after.tool,   after.organization,   after.settings};
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        free(texts[i]);
}

static const char *outcome_now(void)
{
    CLEANUP(lookup_free) struct lookup *lookup = running_lab_look_up(&place.lab, NULL);

    return lookup->ok ? "ok" : hop_name(lookup_failure(lookup)->hop);
}

/* Both change the asking organisation, and so what has to be written. */
#define FIRST "12c"
#define OTHER "31"

typedef bool act(struct error *error);

static bool arm_other(struct error *error)
{
    return lab_arm(place.lab.running, OTHER, error);
}

static bool arm_more(struct error *error)
{
    const char *const ids[] = {OTHER};

    return lab_arm_all(place.lab.running, ids, 1, true, error);
}

static bool disarm(struct error *error)
{
    return lab_disarm(place.lab.running, error);
}

static bool disarm_one(struct error *error)
{
    return lab_disarm_one(place.lab.running, FIRST, error);
}

static bool repair(struct error *error)
{
    return lab_repair(place.lab.running, error);
}

static bool reset(struct error *error)
{
    return lab_reset(place.lab.running, error);
}

static const struct act_row {
    const char *name;
    act *act;
} acts[] = {
    {"arming anew", arm_other},    {"arming more", arm_more}, {"disarming", disarm},
    {"disarming one", disarm_one}, {"repairing", repair},     {"a reset", reset},
};

static void a_full_disk_leaves_the_lab_as_it_was(void **state)
{
    const struct act_row *row = *state;
    struct error error = {""};
    bool done;

    publish();
    running_lab_arm(&place.lab, FIRST);
    const char *const outcome = outcome_now();
    struct sight before = look();
    CLEANUP(cleanup_string) char *ready = lab_ready_json(place.lab.running);
    fill_disk();
    done = row->act(&error);
    free_disk();
    CLEANUP(cleanup_string) char *still = lab_ready_json(place.lab.running);
    assert_string_equal(still, ready);
    compare(&before);
    assert_false(done);
    assert_non_null(strstr(error.text, "File too large"));
    assert_string_equal(outcome_now(), outcome);
    if (!row->act(&error)) /* there is room again */
        fail_msg("%s", error.text);
}

#define WITH_LAB(function) cmocka_unit_test_setup_teardown(function, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_LAB(are_for_their_owner_alone),          WITH_LAB(go_with_the_lab),
        WITH_LAB(stay_when_somebody_else_wrote_them), WITH_LAB(a_link_is_followed_and_stays),
        WITH_LAB(a_device_stays_what_it_is),          WITH_LAB(a_place_that_is_none_is_forgotten),
    };
    struct CMUnitTest act_tests[ARRAY_SIZE(acts)];
    int failures;

    for (size_t i = 0; i < ARRAY_SIZE(acts); i++)
        act_tests[i] = (struct CMUnitTest){acts[i].name, a_full_disk_leaves_the_lab_as_it_was, start, stop,
                                           (void *)(uintptr_t)&acts[i]};
    failures = cmocka_run_group_tests_name("published", tests, NULL, NULL);
    return failures + cmocka_run_group_tests_name("a full disk", act_tests, NULL, NULL);
}
