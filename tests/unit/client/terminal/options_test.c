/* SPDX-License-Identifier: MIT */
/* Command lines as they are typed: what is read, and the sentence where one is wrong. */
#include "base/cleanup.h"
#include "base/text.h"
#include "terminal/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct values {
    bool json;
    const char *lab, *commands, *listen, *armed[OPTION_MOST_TEXTS + 1];
    struct option_number jobs;
    double timeout;
};

static const struct option_row options[] = {
    {"json", NULL, "as JSON", OPTION_INTO(struct values, json)},
    {"lab", "READY", "the ready file", OPTION_INTO(struct values, lab)},
    {"c", "COMMANDS", "run these", OPTION_INTO(struct values, commands)},
    {"armed", "ID...", "may be repeated", OPTION_INTO(struct values, armed)},
    {"listen", "IP", "listen here", OPTION_INTO(struct values, listen)},
    {"jobs", "N", "at a time", OPTION_INTO_RANGE(struct values, jobs, 1, 64)},
    {"timeout", "SECONDS", "wait so long", OPTION_INTO(struct values, timeout)},
};

/* Splits at blanks; the caller frees *text. */
static enum options_result read_line(const char *typed, char **text, struct values *values, int *operands,
                                     struct error *error)
{
    static char command[] = "fbcheck query";
    char *arguments[80] = {command};
    int count = 1, first = 0;
    enum options_result result;

    *text = text_copy(typed);
    for (char *rest = *text, *word; (word = strsep(&rest, " "));)
        if (*word)
            arguments[count++] = word;
    result = options_read(options, ARRAY_SIZE(options), count, arguments, values, &first, error);
    *operands = count - first;
    return result;
}

struct row {
    const char *name, *typed;
    enum options_result result;
    const char *sentence; /* of a wrong line */
};

static const struct row rows[] = {
    {"nothing", "", OPTIONS_READ, NULL},
    {"help", "--help", OPTIONS_HELP, NULL},
    {"help by its letter", "-h", OPTIONS_HELP, NULL},
    {"help behind an operand", "joe -h", OPTIONS_HELP, NULL},
    {"a beginning that can be one only", "--js", OPTIONS_READ, NULL},
    {"an unknown option", "--bogus", OPTIONS_WRONG, "there is no option --bogus; see fbcheck query --help"},
    {"an unknown letter", "-x", OPTIONS_WRONG, "there is no option -x; see fbcheck query --help"},
    {"a typing mistake", "--jsno", OPTIONS_WRONG, "there is no option --jsno; did you mean --json?"},
    {"a typing mistake with a value", "--timoeut=5", OPTIONS_WRONG,
     "there is no option --timoeut=5; did you mean --timeout?"},
    {"a value is missing", "--lab", OPTIONS_WRONG, "--lab needs a value; see fbcheck query --help"},
    {"an address of IPv4", "--listen 192.0.2.1", OPTIONS_READ, NULL},
    {"an address of IPv6", "--listen ::1", OPTIONS_READ, NULL},
    {"a name for an address", "--listen localhost", OPTIONS_WRONG, "--listen needs an IP address, not \"localhost\""},
    {"an address and a port", "--listen 192.0.2.1:80", OPTIONS_WRONG,
     "--listen needs an IP address, not \"192.0.2.1:80\""},
    {"no address", "--listen=", OPTIONS_WRONG, "--listen needs an IP address, not \"\""},
    {"a letter's value is missing", "-c", OPTIONS_WRONG, "-c needs a value; see fbcheck query --help"},
    {"a value for a flag", "--json=yes", OPTIONS_WRONG, "--json takes no value; see fbcheck query --help"},
    {"a value for help", "--help=yes", OPTIONS_WRONG, "--help takes no value; see fbcheck query --help"},
    {"no number", "--jobs many", OPTIONS_WRONG, "--jobs must be a number from 1 to 64, not \"many\""},
    {"a number and more", "--jobs 4x", OPTIONS_WRONG, "--jobs must be a number from 1 to 64, not \"4x\""},
    {"a negative number", "--jobs -1", OPTIONS_WRONG, "--jobs must be a number from 1 to 64, not \"-1\""},
    {"too small a number", "--jobs 0", OPTIONS_WRONG, "--jobs must be a number from 1 to 64, not \"0\""},
    {"too large a number", "--jobs 65", OPTIONS_WRONG, "--jobs must be a number from 1 to 64, not \"65\""},
    {"a number beyond all", "--jobs 99999999999999999999999", OPTIONS_WRONG,
     "--jobs must be a number from 1 to 64, not \"99999999999999999999999\""},
    {"no seconds", "--timeout soon", OPTIONS_WRONG,
     "--timeout must be a number of seconds from 0.001 to 3600, not \"soon\""},
    {"seconds that are no number", "--timeout nan", OPTIONS_WRONG,
     "--timeout must be a number of seconds from 0.001 to 3600, not \"nan\""},
};

static void reads_or_says_why_not(void **state)
{
    const struct row *const row = *state;
    struct values values = {0};
    struct error error = {""};
    CLEANUP(cleanup_string) char *text = NULL;
    int operands;

    assert_int_equal(read_line(row->typed, &text, &values, &operands, &error), row->result);
    assert_string_equal(error.text, row->sentence ? row->sentence : "");
}

static void fills_the_structure(void **state)
{
    struct values values = {0};
    struct error error = {""};
    CLEANUP(cleanup_string) char *text = NULL;
    int operands;

    (void)state;
    assert_int_equal(read_line("a --json --lab=r.json --armed 06 -cx --armed 32b b --jobs 64 --timeout 0.5 -- --json",
                               &text, &values, &operands, &error),
                     OPTIONS_READ);
    assert_true(values.json);
    assert_string_equal(values.lab, "r.json");
    assert_string_equal(values.commands, "x");
    assert_string_equal(values.armed[0], "06");
    assert_string_equal(values.armed[1], "32b");
    assert_null(values.armed[2]);
    assert_int_equal(option_number_or(values.jobs, 1), 64);
    assert_true(values.timeout == 0.5);
    assert_int_equal(operands, 3);
}

static void keeps_what_is_not_given(void **state)
{
    struct values values = {.lab = "before"};
    struct error error = {""};
    CLEANUP(cleanup_string) char *text = NULL;
    int operands;

    (void)state;
    assert_int_equal(read_line("joe", &text, &values, &operands, &error), OPTIONS_READ);
    assert_string_equal(values.lab, "before");
    assert_int_equal(option_number_or(values.jobs, 7), 7);
    assert_int_equal(operands, 1);
}

static void repeats_up_to_a_limit(void **state)
{
    CLEANUP(cleanup_string) char *typed = text_copy(""), *text = NULL;
    struct values values = {0};
    struct error error = {""};
    int operands;

    (void)state;
    for (int i = 0; i <= OPTION_MOST_TEXTS; i++) {
        CLEANUP(cleanup_string) char *before = typed;
        typed = text_format("%s --armed=6", before);
    }
    assert_int_equal(read_line(typed, &text, &values, &operands, &error), OPTIONS_WRONG);
    assert_string_equal(error.text, "--armed may be given 32 times at most");
}

int main(void)
{
    const struct CMUnitTest fixed[] = {
        cmocka_unit_test(fills_the_structure),
        cmocka_unit_test(keeps_what_is_not_given),
        cmocka_unit_test(repeats_up_to_a_limit),
    };
    struct CMUnitTest table[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        table[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = reads_or_says_why_not, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("options", fixed, NULL, NULL) +
           cmocka_run_group_tests_name("command lines", table, NULL, NULL);
}
