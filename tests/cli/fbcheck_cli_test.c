/* SPDX-License-Identifier: MIT */
/* The command line of fbcheck, run as a program: help, errors, exit status, classify from files and standard input. */
#include "base/cleanup.h"
#include "base/text.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct result {
    char *output, *errors;
    int status;
};

static void result_clear(struct result *result)
{
    free(result->output);
    free(result->errors);
}

static char *read_all(const char *folder, const char *name)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/%s", folder, name);
    char *const text = file_read(path, 1 << 20, NULL, NULL);

    unlink(path);
    return text;
}

/* Through the shell, so that a row of a table is what one would type. */
static struct result run_in(const char *folder, const char *arguments)
{
    CLEANUP(cleanup_string)
    char *command = text_format("cd %s && '%s' %s >output 2>errors", folder, FBCHECK_PROGRAM, arguments);
    const int status = system(command); /* NOLINT(cert-env33-c): the test's own command */

    return (struct result){read_all(folder, "output"), read_all(folder, "errors"),
                           WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

static int make_folder(void **state)
{
    char *const folder = text_copy("/tmp/fbcheck_cli_test.XXXXXX");

    *state = mkdtemp(folder);
    return *state ? 0 : -1;
}

static void put_file(const char *folder, const char *name, const char *text)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/%s", folder, name);

    assert_true(file_write(path, text, strlen(text), 0600, NULL));
}

static int remove_folder(void **state)
{
    CLEANUP(cleanup_string) char *command = text_format("rm -r '%s'", (char *)*state);
    const int status = system(command); /* NOLINT(cert-env33-c): the test's own command */

    free(*state);
    return status;
}

static void fits_a_screen(const char *text)
{
    size_t lines = 0;

    while (*text) {
        const size_t length = strcspn(text, "\n");
        if (length > 80)
            fail_msg("wider than 80 columns: %.*s", (int)length, text);
        text += length + (text[length] == '\n');
        lines++;
    }
    assert_true(lines <= 24);
}

static void help_fits_a_screen(void **state)
{
    static const char *const commands[] = {"--help", "query --help", "classify --help", "explain --help"};

    for (size_t i = 0; i < ARRAY_SIZE(commands); i++) {
        struct result result = run_in(*state, commands[i]);
        assert_int_equal(result.status, 0);
        assert_string_equal(result.errors, "");
        assert_true(text_starts(result.output, "Usage: fbcheck "));
        fits_a_screen(result.output);
        result_clear(&result);
    }
}

static void version_is_one_line(void **state)
{
    struct result result = run_in(*state, "--version");

    assert_int_equal(result.status, 0);
    assert_string_equal(result.output, "fbcheck " FBLAB_VERSION "\n");
    result_clear(&result);
}

struct refusal {
    const char *name, *arguments;
    int status;
    const char *sentence;
};

static const struct refusal refusals[] = {
    {"no command", "", 2, "fbcheck: a command is missing; see fbcheck --help\n"},
    {"unknown command", "frob", 2, "fbcheck: there is no command \"frob\"; see fbcheck --help\n"},
    {"unknown option", "query --bogus", 2, "fbcheck: there is no option --bogus; see fbcheck query --help\n"},
    {"option without its value", "query --lab", 2, "fbcheck: --lab needs a value; see fbcheck query --help\n"},
    {"no target", "query", 2, "fbcheck: TARGET is missing; see fbcheck query --help\n"},
    {"two targets", "query a@b c@d --lab x", 2, "fbcheck: one TARGET at a time, and \"c@d\" is one more\n"},
    {"target that is no address", "query joe --lab x", 2, "fbcheck: TARGET must be an e-mail address, not \"joe\"\n"},
    {"neither lab nor organization", "query a@b", 2,
     "fbcheck: give --lab READY, --organization FILE or --ews URL; see fbcheck query --help\n"},
    {"two ways to ask", "query a@b --ews https://x --outlook", 2,
     "fbcheck: --ews and --outlook are two ways to ask; give one of them\n"},
    {"Outlook of nobody", "query a@b --outlook", 2, "fbcheck: --outlook needs --requester ADDRESS, or --lab READY\n"},
    {"Outlook of no address", "query a@b --outlook --requester joe", 2,
     "fbcheck: --requester must be an e-mail address, not \"joe\"\n"},
    {"time-out that is no number", "query a@b --lab x --timeout soon", 2,
     "fbcheck: --timeout must be a number of seconds from 0.001 to 3600, not \"soon\"\n"},
    {"no ready file", "query --lab missing.json", 3,
     "fbcheck: missing.json cannot be read: No such file or directory\n"},
    {"ready file that is no JSON", "query --lab broken.json", 3, "fbcheck: broken.json:1:"},
    {"ready file without hosts", "query --lab hostless.json", 3,
     "fbcheck: hostless.json is no ready file: \"hosts\" must be an object of names and addresses\n"},
    {"ready file without an organization", "query --lab empty.json", 3,
     "fbcheck: empty.json is no ready file: \"ca_file\" must be a string\n"},
    {"no organization file", "query a@b --organization missing.xml", 3,
     "fbcheck: missing.xml cannot be read: No such file or directory\n"},
    {"organization file that is no XML", "query a@b --organization broken.json", 3, "fbcheck: broken.json:1:"},
    {"no scenarios", "query a@b --organization x.xml --scenarios missing", 3,
     "fbcheck: the folder missing cannot be read: No such file or directory\n"},
    {"no text", "classify missing.txt", 3, "fbcheck: missing.txt: it cannot be read: No such file or directory\n"},
    {"no lines", "classify --jsonl missing.txt", 3, "fbcheck: missing.txt cannot be read: No such file or directory\n"},
    {"no id", "explain", 2, "fbcheck: give one ID; see fbcheck explain --help\n"},
    {"two ids", "explain 1 2", 2, "fbcheck: give one ID; see fbcheck explain --help\n"},
    {"unknown id", "explain 99", 2, "fbcheck: there is no scenario 99; close to it: 09, 19, 29\n"},
    {"EWS without a scheme", "query a@b --ews mail.contoso.com", 2,
     "fbcheck: --ews must be a URL that begins with https://HOST or http://HOST, not \"mail.contoso.com\"\n"},
    {"EWS without a host", "query a@b --ews https://", 2,
     "fbcheck: --ews must be a URL that begins with https://HOST or http://HOST, not \"https://\"\n"},
    {"two targets in one", "query a@b,c@d --lab x", 2, "fbcheck: TARGET must be an e-mail address, not \"a@b,c@d\"\n"},
    {"target without a name", "query @b --lab x", 2, "fbcheck: TARGET must be an e-mail address, not \"@b\"\n"},
    {"target without a domain", "query a@ --lab x", 2, "fbcheck: TARGET must be an e-mail address, not \"a@\"\n"},
    {"requester without a domain", "query a@b --requester x@ --lab y", 2,
     "fbcheck: --requester must be an e-mail address, not \"x@\"\n"},
    {"no target for EWS", "query --ews https://x", 2, "fbcheck: TARGET is missing; see fbcheck query --help\n"},
    {"no target for an organization", "query --organization x", 2,
     "fbcheck: TARGET is missing; see fbcheck query --help\n"},
    {"busy time that is none", "query a@b --expect-busy x --lab y", 2,
     "fbcheck: --expect-busy must be START/END in UTC, as 2026-01-05T09:00/2026-01-05T10:00, not \"x\"\n"},
    {"lines, summed up", "classify --jsonl --summary x", 2,
     "fbcheck: --jsonl goes with neither --summary nor --follow\n"},
    {"lines, followed", "classify --jsonl --follow x", 2,
     "fbcheck: --jsonl goes with neither --summary nor --follow\n"},
    {"followed, summed up", "classify --summary --follow x", 2,
     "fbcheck: --summary and --follow do not go together; give one of them\n"},
    {"nothing to follow", "classify --follow", 2, "fbcheck: --follow watches one FILE; see fbcheck classify --help\n"},
    {"two to follow", "classify --follow a b", 2, "fbcheck: --follow watches one FILE; see fbcheck classify --help\n"},
    {"merged, summed up", "classify --merge --summary a", 2,
     "fbcheck: --merge goes with none of --summary, --jsonl and --follow\n"},
    {"merged lines", "classify --merge --jsonl a", 2,
     "fbcheck: --merge goes with none of --summary, --jsonl and --follow\n"},
    {"merged, followed", "classify --merge --follow a", 2,
     "fbcheck: --merge goes with none of --summary, --jsonl and --follow\n"},
    {"standard input twice", "classify - -", 2,
     "fbcheck: \"-\" stands for standard input, which can be read once; give it once\n"},
    {"standard input, followed", "classify --follow -", 2,
     "fbcheck: --follow watches a FILE by its name, not standard input\n"},
    {"no file at a time", "classify --jobs 0 x", 2, "fbcheck: --jobs must be a number from 1 to 256, not \"0\"\n"},
    {"too many files at a time", "classify --jobs 257 x", 2,
     "fbcheck: --jobs must be a number from 1 to 256, not \"257\"\n"},
};

static void *folder;

static void refuses(void **state)
{
    const struct refusal *const refusal = *state;
    struct result result = run_in(folder, refusal->arguments);

    assert_int_equal(result.status, refusal->status);
    assert_string_equal(result.output, "");
    if (!text_starts(result.errors, refusal->sentence))
        assert_string_equal(result.errors, refusal->sentence);
    assert_ptr_equal(strchr(result.errors, '\n'), result.errors + strlen(result.errors) - 1);
    result_clear(&result);
}

static void names_a_failure_from_standard_input(void **state)
{
    struct result result = run_in(*state, "classify --json <moved.txt");
    json_t *const json = json_loads(result.output, 0, NULL);
    const json_t *const first = json_array_get(json_object_get(json, "diagnoses"), 0);

    assert_int_equal(result.status, 0);
    assert_string_equal(json_string_value(json_object_get(first, "id")), "31");
    assert_true(json_is_null(json_object_get(json, "file")));
    json_decref(json);
    result_clear(&result);
}

static void several_files_are_an_array(void **state)
{
    struct result result = run_in(*state, "classify --json moved.txt nothing.txt");
    json_t *const json = json_loads(result.output, 0, NULL);

    assert_int_equal(result.status, 0);
    assert_int_equal(json_array_size(json), 2);
    assert_int_equal(json_array_size(json_object_get(json_array_get(json, 1), "diagnoses")), 0);
    json_decref(json);
    result_clear(&result);
}

static void lines_keep_their_order(void **state)
{
    struct result result = run_in(*state, "classify --jsonl lines.jsonl");
    const char *at = result.output;

    assert_int_equal(result.status, 1);
    assert_true(text_starts(at, "{\"id\":1,\"diagnoses\":[{\"id\":\"31\","));
    at = strchr(at, '\n') + 1;
    assert_true(text_starts(at, "{\"error\":\"is no JSON"));
    at = strchr(at, '\n') + 1;
    assert_string_equal(at,
                        "{\"id\":\"b\",\"diagnoses\":[]}\n{\"id\":3,\"error\":\"must be an object with a text\"}\n");
    result_clear(&result);
}

static void explains_with_and_without_zero(void **state)
{
    struct result with = run_in(*state, "explain 06"), without = run_in(*state, "explain 6");
    struct result json = run_in(*state, "explain 6 --json");
    json_t *const object = json_loads(json.output, 0, NULL);

    assert_int_equal(with.status, 0);
    assert_string_equal(with.output, without.output);
    assert_true(text_starts(with.output, "06 "));
    assert_string_equal(json_string_value(json_object_get(object, "id")), "06");
    assert_true(json_array_size(json_object_get(object, "causes")) > 0);
    json_decref(object);
    result_clear(&with);
    result_clear(&without);
    result_clear(&json);
}

static int make_files(void **state)
{
    if (make_folder(state) != 0)
        return -1;
    put_file(*state, "broken.json", "{\"ca_file\": ");
    put_file(*state, "empty.json", "{}");
    put_file(*state, "hostless.json",
             "{\"ca_file\":\"a\",\"organization\":\"b\",\"requester\":\"c@d\",\"target\":\"e@f\"}");
    put_file(*state, "moved.txt", "<h1>Object\r\n Moved</h1>");
    put_file(*state, "nothing.txt", "Nothing to see.");
    put_file(*state, "lines.jsonl",
             "{\"id\":1,\"text\":\"Object moved\"}\nx\n{\"id\":\"b\",\"text\":\"?\"}\n{\"id\":3}");
    return 0;
}

int main(void)
{
    const struct CMUnitTest fixed[] = {
        cmocka_unit_test(help_fits_a_screen),
        cmocka_unit_test(version_is_one_line),
        cmocka_unit_test(names_a_failure_from_standard_input),
        cmocka_unit_test(several_files_are_an_array),
        cmocka_unit_test(lines_keep_their_order),
        cmocka_unit_test(explains_with_and_without_zero),
    };
    struct CMUnitTest table[ARRAY_SIZE(refusals)];
    int failed;

    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++)
        table[i] = (struct CMUnitTest){
            .name = refusals[i].name, .test_func = refuses, .initial_state = (void *)(uintptr_t)&refusals[i]};
    failed = cmocka_run_group_tests_name("fbcheck", fixed, make_files, remove_folder);
    make_files(&folder);
    failed += cmocka_run_group_tests_name("fbcheck refuses", table, NULL, NULL);
    remove_folder(&folder);
    return failed;
}
