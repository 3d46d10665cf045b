/* SPDX-License-Identifier: MIT */
/* posix_spawn(), which copies no page of ours; where the program is to see the machine in its own way, or is a script that
 * does not say what reads it, fork(): the child does nothing that takes a lock before it becomes another program. */
#include "process.h"

#include "base/cleanup.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOT_FOUND = 127, NOT_RUN = 126, UNUSABLE = 3 };

extern char **environ;

static bool place_streams(const struct process_plan *plan)
{
    const int streams[] = {plan->input, plan->output, plan->errors};

    for (int i = 0; i < (int)ARRAY_SIZE(streams); i++)
        if (streams[i] != i && dup2(streams[i], i) < 0)
            return false;
    return true;
}

/* A reader that goes away, and a file that grows too large, is an error to us; a program expects the signal. */
static const int ignored_by_us[] = {SIGPIPE, SIGXFSZ};

/* Ours are blocked where somebody waits for them. */
static void release_signals(void)
{
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (size_t i = 0; i < ARRAY_SIZE(ignored_by_us); i++)
        signal(ignored_by_us[i], SIG_DFL);
}

/* What the child could not do. It goes up a pipe, which closes by itself where the program runs. */
struct problem {
    int number; /* errno; 0: it runs */
    bool view;  /* of the machine; else the program */
};

static struct problem attempt(const struct process_plan *plan)
{
    if (plan->group)
        setpgid(0, 0);
    if (plan->isolation && !isolation_enter(plan->isolation))
        return (struct problem){errno, true};
    if (place_streams(plan)) {
        release_signals();
        execvpe(plan->arguments[0], (char *const *)plan->arguments, plan->environment ? plan->environment : environ);
    }
    return (struct problem){errno, false};
}

/* Does not return. */
static void become(const struct process_plan *plan, int report)
{
    const struct problem problem = attempt(plan);

    _exit(write(report, &problem, sizeof problem) < 0 ? UNUSABLE : NOT_RUN);
}

static struct problem problem_of(int report)
{
    struct problem problem = {0};

    while (read(report, &problem, sizeof problem) < 0 && errno == EINTR)
        continue;
    return problem;
}

static int refuse(const struct process_plan *plan, struct problem problem, struct error *error)
{
    error_set(error,
              problem.view ? "%s cannot see the machine in its own way, which --isolated takes: %s"
                           : "%s cannot be run: %s",
              plan->arguments[0], strerror(problem.number));
    return problem.view ? UNUSABLE : problem.number == ENOENT ? NOT_FOUND : NOT_RUN;
}

static pid_t fork_it(const struct process_plan *plan, const int ends[2], int *status, struct error *error)
{
    const pid_t child = fork();
    struct problem problem;

    if (child == 0)
        become(plan, ends[1]);
    close(ends[1]);
    if (child < 0) {
        error_set(error, "a process for %s cannot be made: %s", plan->arguments[0], strerror(errno));
        return -1;
    }
    if (plan->group)
        setpgid(child, child); /* also here: whoever is first */
    problem = problem_of(ends[0]);
    if (!problem.number)
        return child;
    waitpid(child, NULL, 0);
    *status = refuse(plan, problem, error);
    return -1;
}

static pid_t start_forked(const struct process_plan *plan, int *status, struct error *error)
{
    int ends[2];
    pid_t child;

    if (pipe2(ends, O_CLOEXEC) != 0) {
        error_set(error, "a pipe for %s cannot be made: %s", plan->arguments[0], strerror(errno));
        return -1;
    }
    child = fork_it(plan, ends, status, error);
    close(ends[0]);
    return child;
}

static void set_attributes(const struct process_plan *plan, posix_spawnattr_t *attributes)
{
    const short group = plan->group ? POSIX_SPAWN_SETPGROUP : 0;
    sigset_t none, ignored;

    sigemptyset(&none);
    sigemptyset(&ignored);
    for (size_t i = 0; i < ARRAY_SIZE(ignored_by_us); i++)
        sigaddset(&ignored, ignored_by_us[i]);
    posix_spawnattr_init(attributes);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &ignored);
    posix_spawnattr_setflags(attributes, (short)(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | group));
}

static void set_streams(const struct process_plan *plan, posix_spawn_file_actions_t *actions)
{
    posix_spawn_file_actions_init(actions);
    posix_spawn_file_actions_adddup2(actions, plan->input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(actions, plan->output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(actions, plan->errors, STDERR_FILENO);
}

static pid_t spawn(const struct process_plan *plan, int *status, struct error *error)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    pid_t child;
    int number;

    set_attributes(plan, &attributes);
    set_streams(plan, &actions);
    number = posix_spawnp(&child, plan->arguments[0], &actions, &attributes, (char *const *)plan->arguments,
                          plan->environment ? plan->environment : environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (number == 0)
        return child;
    if (number == EAGAIN || number == ENOMEM)
        error_set(error, "a process for %s cannot be made: %s", plan->arguments[0], strerror(number));
    else
        *status = refuse(plan, (struct problem){number, false}, error);
    return number == ENOEXEC ? start_forked(plan, status, error) : -1;
}

pid_t process_start(const struct process_plan *plan, int *status, struct error *error)
{
    *status = UNUSABLE;
    return plan->isolation ? start_forked(plan, status, error) : spawn(plan, status, error);
}
