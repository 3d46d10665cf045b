/* SPDX-License-Identifier: MIT */
/* fork() from a process with threads: the child does nothing that takes a lock before it becomes another program. */
#include "process.h"

#include "base/cleanup.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
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

/* Ours are blocked where somebody waits for them, and a reader that goes away is no signal to us. */
static void release_signals(void)
{
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
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

static pid_t start(const struct process_plan *plan, const int ends[2], int *status, struct error *error)
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
    *status = problem.view ? UNUSABLE : problem.number == ENOENT ? NOT_FOUND : NOT_RUN;
    error_set(error,
              problem.view ? "%s cannot see the machine in its own way, which --isolated takes: %s"
                           : "%s cannot be run: %s",
              plan->arguments[0], strerror(problem.number));
    return -1;
}

pid_t process_start(const struct process_plan *plan, int *status, struct error *error)
{
    int ends[2];
    pid_t child;

    *status = UNUSABLE;
    if (pipe2(ends, O_CLOEXEC) != 0) {
        error_set(error, "a pipe for %s cannot be made: %s", plan->arguments[0], strerror(errno));
        return -1;
    }
    child = start(plan, ends, status, error);
    close(ends[0]);
    return child;
}
