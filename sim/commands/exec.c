/* SPDX-License-Identifier: MIT */
#include "subcommand.h"

#include "base/cleanup.h"
#include "harness/run/process.h"
#include "harness/run/tool_lab.h"
#include "isolation/namespaces.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* Passed on to the command. Blocked before any thread starts, so that only sigwaitinfo() below sees them. */
static const int forwarded[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM};

static void block_signals(sigset_t *signals)
{
    signal(SIGCHLD, SIG_DFL); /* who started us may have ignored it */
    sigemptyset(signals);
    sigaddset(signals, SIGCHLD);
    for (size_t i = 0; i < ARRAY_SIZE(forwarded); i++)
        sigaddset(signals, forwarded[i]);
    pthread_sigmask(SIG_BLOCK, signals, NULL);
}

/* As a shell would put it. */
static int exit_status(int status)
{
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* What the terminal sends, it sends to the command as well. */
static int wait_for(pid_t child, const sigset_t *signals)
{
    siginfo_t received;
    int status = 0;

    while (waitpid(child, &status, WNOHANG) == 0)
        if (sigwaitinfo(signals, &received) > 0 && received.si_signo != SIGCHLD && received.si_code != SI_KERNEL)
            kill(child, received.si_signo);
    return exit_status(status);
}

static int run(const struct tool_lab *tool_lab, char **arguments, const sigset_t *signals)
{
    struct error error = {""};
    CLEANUP(tool_lab_environment_free) char **environment = tool_lab_environment(tool_lab, &error);
    const struct process_plan plan = {.arguments = (const char *const *)arguments,
                                      .environment = environment,
                                      .input = STDIN_FILENO,
                                      .output = STDOUT_FILENO,
                                      .errors = STDERR_FILENO,
                                      .isolation = tool_lab->isolation};
    int status = EXIT_UNUSABLE;
    const pid_t child = environment ? process_start(&plan, &status, &error) : -1;

    return child > 0 ? wait_for(child, signals) : command_fail(status, "%s", error.text);
}

int command_exec(int count, char **arguments)
{
    const char *armed[MOST_REPEATED + 1] = {NULL}, *isolated = NULL, *folder = NULL, *seed = NULL;
    const struct option_row rows[] = {
        {"scenario", "ID...", "break the lab this way (06, 32b); may be repeated", armed},
        {"isolated", NULL, "the real names at the real ports, and nothing else", &isolated},
        {"scenarios", "DIR", "add the scenarios of a folder of yours", &folder},
        {"seed", "N", "repeat what is drawn at random", &seed},
        {0},
    };
    unsigned long seed_number = 0;
    struct error error = {""};
    sigset_t signals;
    int first;
    const int status = options_parse("exec", "-- CMD...", rows, count, arguments, &first);

    if (status >= 0)
        return status;
    if (first == count)
        return command_fail(EXIT_USAGE, "exec needs a command to run: fblab exec -- CMD");
    if (!option_number("seed", seed, ~0ul, &seed_number))
        return EXIT_USAGE;
    if (isolated && !namespaces_enter(&error))
        return command_fail(EXIT_UNUSABLE, "%s", error.text);
    block_signals(&signals);
    const struct lab_options options = {
        .scenarios = folder, .seed = seed_number, .armed = armed, .published = isolated};
    CLEANUP(tool_lab_stop) struct tool_lab *tool_lab = tool_lab_start(&options, &error);
    if (!tool_lab)
        return command_fail(EXIT_UNUSABLE, "%s", error.text);
    return run(tool_lab, arguments + first, &signals);
}
