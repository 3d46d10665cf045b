/* SPDX-License-Identifier: MIT */
/* fblab/lab.h, function by function, on a lab that runs: what it says of itself is what its ready file says, and what it is told
 * to do is seen at its management shell. */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "fblab/lab.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define DISABLED "25b"
#define NAMELESS "29a"
#define SERVER "Get-AuthServer ACS | fl Enabled"
#define IS_DISABLED "Enabled : False"

static int start(void **state)
{
    struct fblab_error error = FBLAB_ERROR_INIT;
    struct fblab_lab_options options = FBLAB_LAB_OPTIONS_INIT;

    options.seed = 77;
    *state = fblab_lab_start(&options, &error);
    if (!*state)
        print_error("%s\n", error.text);
    return *state ? 0 : -1;
}

static int stop(void **state)
{
    struct fblab_lab *lab = *state;

    fblab_lab_stop(&lab);
    return lab ? -1 : 0;
}

/* The caller frees it. */
static char *typed(struct fblab_lab *lab, const char *command)
{
    char *text = NULL;
    size_t length;
    FILE *const output = text_stream(&text, &length);

    assert_true(fblab_lab_run(lab, "onprem", command, output, NULL));
    text_stream_close(output);
    return text;
}

static bool is_disabled(struct fblab_lab *lab)
{
    CLEANUP(cleanup_string) char *text = typed(lab, SERVER);

    return strstr(text, IS_DISABLED) != NULL;
}

static json_t *ready_of(struct fblab_lab *lab)
{
    CLEANUP(cleanup_string) char *text = fblab_lab_ready_json(lab, NULL);

    assert_non_null(text);
    return json_loads(text, 0, NULL);
}

static void is_member(const json_t *ready, const char *outer, const char *name, const char *value)
{
    const json_t *const object = outer ? json_object_get(ready, outer) : ready;

    assert_string_equal(json_string_value(json_object_get(object, name)), value);
}

static void says_where_it_is(void **state)
{
    CLEANUP(json_release) json_t *ready = ready_of(*state);
    const json_t *const hosts = json_object_get(ready, "hosts");
    CLEANUP(cleanup_string)
    char *end = text_format(":%u", fblab_lab_port(*state, "mail.contoso.com", NULL));
    struct fblab_error error = FBLAB_ERROR_INIT;

    is_member(ready, NULL, "admin", fblab_lab_admin_url(*state));
    is_member(ready, NULL, "admin_token", fblab_lab_admin_token(*state));
    is_member(ready, NULL, "ca_file", fblab_lab_ca_file(*state));
    is_member(ready, "front_door", "ews_url", fblab_lab_ews_url(*state));
    is_member(ready, "front_door", "autodiscover_url", fblab_lab_autodiscover_url(*state));
    is_member(ready, "front_door", "user", fblab_lab_user(*state));
    is_member(ready, "front_door", "password", fblab_lab_password(*state));
    assert_true(text_ends(json_string_value(json_object_get(hosts, "mail.contoso.com:443")), end));
    assert_int_equal(fblab_lab_port(*state, "nowhere.example", &error), 0);
    assert_non_null(strstr(error.text, "nowhere.example"));
    assert_int_equal(fblab_lab_seed(*state), 77);
}

static void writes_its_ready_file(void **state)
{
    char folder[] = "/tmp/calls_test.XXXXXX";
    CLEANUP(json_release) json_t *ready = ready_of(*state);
    CLEANUP(json_release) json_t *written = NULL;
    CLEANUP(cleanup_string) char *path = text_format("%s/ready.json", mkdtemp(folder));
    struct fblab_error error = FBLAB_ERROR_INIT;

    assert_true(fblab_lab_write_ready_file(*state, path, NULL));
    written = json_load_file(path, 0, NULL);
    assert_true(json_equal(written, ready));
    assert_false(fblab_lab_write_ready_file(*state, folder, &error));
    assert_non_null(strstr(error.text, folder));
    unlink(path);
    rmdir(folder);
}

static void arms_one_and_repairs_it(void **state)
{
    struct fblab_error error = FBLAB_ERROR_INIT;

    assert_true(fblab_lab_arm(*state, DISABLED, NULL));
    assert_true(is_disabled(*state));
    assert_true(fblab_lab_repair(*state, NULL));
    assert_false(is_disabled(*state));
    assert_false(fblab_lab_arm(*state, "99", &error));
    assert_non_null(strstr(error.text, "99"));
}

static void arms_two_and_undoes_one(void **state)
{
    static const char *const both[] = {NAMELESS, DISABLED};
    struct fblab_error error = FBLAB_ERROR_INIT;

    assert_true(fblab_lab_arm_all(*state, both, 2, false, NULL));
    assert_true(is_disabled(*state));
    assert_true(fblab_lab_disarm_one(*state, NAMELESS, NULL));
    assert_true(is_disabled(*state));
    assert_false(fblab_lab_disarm_one(*state, NAMELESS, &error));
    assert_non_null(strstr(error.text, NAMELESS));
    assert_true(fblab_lab_arm_all(*state, both, 1, true, NULL));
    assert_true(is_disabled(*state));
    assert_true(fblab_lab_repair_one(*state, NAMELESS, NULL));
    assert_true(is_disabled(*state));
    assert_true(fblab_lab_repair_one(*state, DISABLED, NULL));
    assert_false(is_disabled(*state));
}

static void is_healthy_again(void **state)
{
    assert_true(fblab_lab_arm(*state, DISABLED, NULL));
    assert_true(fblab_lab_disarm(*state, NULL));
    assert_false(is_disabled(*state));
    assert_true(fblab_lab_run(*state, "onprem", "Set-AuthServer ACS -Enabled $false", NULL, NULL));
    assert_true(is_disabled(*state));
    assert_true(fblab_lab_reset(*state, NULL));
    assert_false(is_disabled(*state));
}

/* Requests by its own hand. */
static size_t arrived(struct fblab_lab *lab)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length;
    FILE *const output = text_stream(&text, &length);
    CLEANUP(json_release) json_t *journal = NULL;

    assert_true(fblab_lab_write_journal(lab, output, NULL));
    text_stream_close(output);
    journal = json_loads(text, 0, NULL);
    assert_true(json_is_array(journal));
    return json_array_size(journal);
}

static void forgets_what_has_arrived(void **state)
{
    CLEANUP(cleanup_string)
    char *tested = typed(*state, "Test-OAuthConnectivity -Service EWS -TargetUri "
                                 "https://outlook.office365.com/EWS/Exchange.asmx -Mailbox joe");
    struct fblab_error error = FBLAB_ERROR_INIT;
    CLEANUP(cleanup_string)
    char *answer = fblab_lab_verify(
        *state, "{\"expectations\": [{\"exactly\": 7, \"operation\": \"GetUserAvailability\"}]}", &error);

    assert_non_null(strstr(answer, "\"holds\":false"));
    assert_true(arrived(*state) > 0);
    fblab_lab_clear_journal(*state);
    assert_int_equal(arrived(*state), 0);
    assert_null(fblab_lab_verify(*state, "[", &error));
    assert_true(*error.text);
}

static void nobody_needs_the_reasons(void **state)
{
    assert_false(fblab_lab_arm(*state, "99", NULL));
    assert_false(fblab_lab_disarm_one(*state, "99", NULL));
    assert_false(fblab_lab_run(*state, "nowhere", "Get-Mailbox", NULL, NULL));
    assert_null(fblab_lab_verify(*state, "[", NULL));
    assert_int_equal(fblab_lab_port(*state, "nowhere.example", NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_where_it_is),         cmocka_unit_test(writes_its_ready_file),
        cmocka_unit_test(arms_one_and_repairs_it),  cmocka_unit_test(arms_two_and_undoes_one),
        cmocka_unit_test(is_healthy_again),         cmocka_unit_test(forgets_what_has_arrived),
        cmocka_unit_test(nobody_needs_the_reasons),
    };

    return cmocka_run_group_tests_name("calls", tests, start, stop);
}
