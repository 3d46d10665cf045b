/* SPDX-License-Identifier: MIT */
/* A small program of two commands: what it runs, what it prints as help, what it refuses. */
#include "base/cleanup.h"
#include "base/text.h"
#include "terminal/program.h"
#include "terminal/status.h"

#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct values {
    const char *lab;
    bool deep;
};

static const struct option_row options[] = {
    {"lab", "READY", "the ready file", OPTION_INTO(struct values, lab)},
    {"deep", NULL, "look twice", OPTION_INTO(struct values, deep)},
};

static int run_look(void *values, int count, char **operands)
{
    const struct values *const given = values;

    printf("look %s%s%s, %d operands\n", given->lab ? given->lab : "nowhere", given->deep ? " twice at " : " ",
           count > 0 ? operands[0] : "nothing", count);
    return STATUS_DIFFERENT;
}

static int run_tell(void *values, int count, char **operands)
{
    (void)values;
    (void)count;
    (void)operands;
    return complain(STATUS_UNUSABLE, "nobody listens");
}

static bool print_topic(const char *topic)
{
    return strcmp(topic, "Get-Mailbox") == 0 && puts("Get-Mailbox lists mailboxes.") > 0;
}

static char *near_topic(const char *topic)
{
    return strcmp(topic, "Get-MailBoks") == 0 ? strdup("Get-Mailbox") : NULL;
}

static const struct subcommand look = {"look",
                                       "[WHAT]",
                                       "look closely",
                                       "Looks closely at WHAT.\nTwice is better.",
                                       options,
                                       ARRAY_SIZE(options),
                                       sizeof(struct values),
                                       run_look,
                                       NULL};
static const struct subcommand tell = {"tell", "", "tell somebody", NULL, NULL, 0, 0, run_tell, NULL};
static const struct subcommand *const commands[] = {&look, &tell};
static const struct terminal_program program = {.name = "prog",
                                                .version = "1.2",
                                                .purpose = "Looks and tells.",
                                                .commands = commands,
                                                .command_count = ARRAY_SIZE(commands),
                                                .notes = "Example: prog look",
                                                .print_topic = print_topic,
                                                .near_topic = near_topic};

#define LOOK_HELP                                                                                                      \
    "Usage: prog look [OPTION...] [WHAT]\n\nLooks closely at WHAT.\nTwice is better.\n\n"                              \
    "  --lab READY  the ready file\n  --deep       look twice\n  -h, --help   print this\n"

struct row {
    const char *name, *typed;
    enum status status;
    const char *output, *errors; /* their beginnings; errors behind "NAME: " */
};

static const struct row rows[] = {
    {"runs a command", "look --lab r.json a b", STATUS_DIFFERENT, "look r.json a, 2 operands\n", ""},
    {"a command says why not", "tell", STATUS_UNUSABLE, "", "nobody listens\n"},
    {"help of a command", "look --help", STATUS_DONE, LOOK_HELP, ""},
    {"help of a command by its letter", "look -h", STATUS_DONE, LOOK_HELP, ""},
    {"help on a command", "help look", STATUS_DONE, LOOK_HELP, ""},
    {"help of a command without options", "help tell", STATUS_DONE,
     "Usage: prog tell [OPTION...]\n\ntell somebody\n\n  -h, --help  print this\n", ""},
    {"help", "--help", STATUS_DONE,
     "Usage: prog COMMAND [OPTION...] [ARGUMENT...]\n\nLooks and tells.\n\n  look  [WHAT]  look closely\n"
     "  tell          tell somebody\n",
     ""},
    {"help by its letter", "-h", STATUS_DONE, "Usage: prog COMMAND", ""},
    {"help as a command", "help", STATUS_DONE, "Usage: prog COMMAND", ""},
    {"help of help", "help --help", STATUS_DONE, "Usage: prog COMMAND", ""},
    {"help on another topic", "help Get-Mailbox", STATUS_DONE, "Get-Mailbox lists", ""},
    {"version", "--version", STATUS_DONE, "prog 1.2\n", ""},
    {"no command", "", STATUS_USAGE, "", "a command is missing; see prog --help\n"},
    {"an unknown command", "frob", STATUS_USAGE, "", "there is no command \"frob\"; see prog --help\n"},
    {"a typing mistake", "lok", STATUS_USAGE, "", "there is no command \"lok\"; did you mean look?\n"},
    {"an unknown option", "--frob", STATUS_USAGE, "", "there is no option \"--frob\"; see prog --help\n"},
    {"an unknown option of a command", "look --frob", STATUS_USAGE, "",
     "there is no option --frob; see prog look --help\n"},
    {"help on what is not there", "help frob", STATUS_USAGE, "", "there is no command \"frob\"; see prog --help\n"},
    {"help on a mistyped topic", "help Get-MailBoks", STATUS_USAGE, "",
     "there is no help on \"Get-MailBoks\"; did you mean Get-Mailbox?\n"},
    {"help on two things", "help look tell", STATUS_USAGE, "", "help takes one command, and \"tell\" is one more\n"},
};

struct result {
    char output[2048], errors[512];
    int status;
};

static void drain(int descriptor, char *text, size_t size)
{
    size_t length = 0;

    for (ssize_t got; (got = read(descriptor, text + length, size - 1 - length)) > 0;)
        length += (size_t)got;
    text[length] = '\0';
    close(descriptor);
}

/* In a process of its own: a program owns its standard streams. */
static void become(const char *typed, const int output[2], const int errors[2])
{
    CLEANUP(cleanup_string) char *text = text_copy(typed);
    static char name[] = "prog";
    char *arguments[16] = {name};
    int count = 1, status;

    for (char *rest = text, *word; (word = strsep(&rest, " "));)
        if (*word)
            arguments[count++] = word;
    dup2(output[1], STDOUT_FILENO);
    dup2(errors[1], STDERR_FILENO);
    status = terminal_program_run(&program, count, arguments);
    fflush(NULL);
    _exit(status);
}

static void run(const char *typed, struct result *result)
{
    int output[2] = {-1, -1}, errors[2] = {-1, -1}, status = 0;
    pid_t child;

    assert_true(pipe(output) == 0 && pipe(errors) == 0);
    child = fork();
    if (child == 0)
        become(typed, output, errors);
    close(output[1]);
    close(errors[1]);
    drain(output[0], result->output, sizeof result->output);
    drain(errors[0], result->errors, sizeof result->errors);
    assert_int_equal(waitpid(child, &status, 0), child);
    result->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void behaves(void **state)
{
    const struct row *const row = *state;
    struct result result;
    const char *sentence;

    unsetenv("COLUMNS");
    run(row->typed, &result);
    sentence = strstr(result.errors, ": ");
    assert_int_equal(result.status, row->status);
    if (strncmp(result.output, row->output, strlen(row->output)) != 0 || !*row->output)
        assert_string_equal(result.output, row->output);
    assert_string_equal(sentence ? sentence + 2 : result.errors, row->errors);
}

int main(void)
{
    struct CMUnitTest table[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        table[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = behaves, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("programs", table, NULL, NULL);
}
