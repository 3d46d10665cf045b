/* SPDX-License-Identifier: MIT */
/* What a program that is started finds: its group, streams, signals, variables. */
#include "harness/run/process.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static struct process_plan plan_of(const char *const *arguments)
{
    return (struct process_plan){
        .arguments = arguments, .input = STDIN_FILENO, .output = STDOUT_FILENO, .errors = STDERR_FILENO};
}

static int wait_for(pid_t child)
{
    int status = 0;

    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static pid_t start(const struct process_plan *plan)
{
    struct error error = {""};
    int status;
    const pid_t child = process_start(plan, &status, &error);

    if (child < 0)
        fail_msg("%s", error.text);
    return child;
}

/* As soon as the call is over, so that who kills the group misses nobody. */
static void leads_a_group_if_that_is_wanted(void **state)
{
    static const char *const arguments[] = {"sleep", "600", NULL};

    (void)state;
    for (int wanted = 0; wanted <= 1; wanted++) {
        struct process_plan plan = plan_of(arguments);
        plan.group = wanted;
        const pid_t child = start(&plan);
        assert_int_equal(getpgid(child), wanted ? child : getpgid(0));
        kill(child, SIGKILL);
        assert_int_equal(wait_for(child), 128 + SIGKILL);
    }
}

static void has_the_streams_that_were_given(void **state)
{
    static const char *const arguments[] = {"sh", "-c", "read word; echo \"out $word\"; echo \"err $word\" >&2", NULL};
    struct process_plan plan = plan_of(arguments);
    int in[2], out[2], err[2];
    char text[2][32] = {"", ""};

    (void)state;
    assert_int_equal(pipe2(in, O_CLOEXEC) + pipe2(out, O_CLOEXEC) + pipe2(err, O_CLOEXEC), 0);
    plan.input = in[0];
    plan.output = out[1];
    plan.errors = err[1];
    assert_int_equal(write(in[1], "word\n", 5), 5);
    const pid_t child = start(&plan);
    assert_int_equal(wait_for(child), 0);
    assert_int_equal(read(out[0], text[0], sizeof text[0]), 9);
    assert_int_equal(read(err[0], text[1], sizeof text[1]), 9);
    assert_string_equal(text[0], "out word\n");
    assert_string_equal(text[1], "err word\n");
    const int ends[] = {in[0], in[1], out[0], out[1], err[0], err[1]};
    for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
        close(ends[i]);
}

/* Blocked or ignored with us, each ends the program as it would end it at a prompt. */
static void has_every_signal(void **state)
{
    static const char *const names[] = {"PIPE", "XFSZ", "INT", "TERM", "HUP", "USR1"};
    static const int numbers[] = {SIGPIPE, SIGXFSZ, SIGINT, SIGTERM, SIGHUP, SIGUSR1};
    sigset_t all, before;

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(numbers); i++)
        signal(numbers[i], SIG_DFL); /* who starts the test in the background has some ignored */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        CLEANUP(cleanup_string) char *script = text_format("kill -%s $$; exit 7", names[i]);
        const char *const arguments[] = {"sh", "-c", script, NULL};
        const struct process_plan plan = plan_of(arguments);
        assert_int_equal(wait_for(start(&plan)), 128 + numbers[i]);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void has_the_variables_that_were_given(void **state)
{
    static const char *const arguments[] = {"/bin/sh", "-c", "[ \"$A\" = b ] && [ -z \"$ZZ_PROCESS_TEST\" ]", NULL};
    static const char *const ours[] = {"/bin/sh", "-c", "[ \"$ZZ_PROCESS_TEST\" = c ]", NULL};
    char *environment[] = {(char *)"A=b", NULL};
    struct process_plan plan = plan_of(arguments);

    (void)state;
    setenv("ZZ_PROCESS_TEST", "c", 1);
    plan.environment = environment;
    assert_int_equal(wait_for(start(&plan)), 0);
    plan = plan_of(ours);
    assert_int_equal(wait_for(start(&plan)), 0);
}

static const struct refusal {
    const char *name, *program;
    int status;
    const char *sentence;
} refusals[] = {
    {"nothing of that name", "no-such-program", 127, "no-such-program cannot be run: No such file or directory"},
    {"nothing there", "/no/such/program", 127, "/no/such/program cannot be run: No such file or directory"},
    {"no program", "/etc/passwd", 126, "/etc/passwd cannot be run: Permission denied"},
    {"below a file", "/etc/passwd/x", 126, "/etc/passwd/x cannot be run: Not a directory"},
};

static void says_why_not(void **state)
{
    const struct refusal *refusal = *state;
    const char *const arguments[] = {refusal->program, NULL};
    const struct process_plan plan = plan_of(arguments);
    struct error error = {""};
    int status = 0;

    assert_int_equal(process_start(&plan, &status, &error), -1);
    assert_int_equal(status, refusal->status);
    assert_string_equal(error.text, refusal->sentence);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* none is left */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leads_a_group_if_that_is_wanted), cmocka_unit_test(has_the_streams_that_were_given),
        cmocka_unit_test(has_every_signal), cmocka_unit_test(has_the_variables_that_were_given)};
    struct CMUnitTest refusal_tests[ARRAY_SIZE(refusals)];

    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++)
        refusal_tests[i] = (struct CMUnitTest){
            .name = refusals[i].name, .test_func = says_why_not, .initial_state = (void *)(uintptr_t)&refusals[i]};
    return cmocka_run_group_tests_name("process", tests, NULL, NULL) +
           cmocka_run_group_tests_name("refusals", refusal_tests, NULL, NULL);
}
