/* SPDX-License-Identifier: MIT */
/* Which signals are passed on, and what an end means. */
#include "foreground.h"

#include "base/cleanup.h"

#include <pthread.h>
#include <sys/wait.h>

/* Blocked before any thread starts, so that only sigwaitinfo() below sees them. */
static const int forwarded[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM};

void foreground_block(sigset_t *signals)
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
int foreground_wait(pid_t child, const sigset_t *signals)
{
    siginfo_t received;
    int status = 0;

    while (waitpid(child, &status, WNOHANG) == 0)
        if (sigwaitinfo(signals, &received) > 0 && received.si_signo != SIGCHLD && received.si_code != SI_KERNEL)
            kill(child, received.si_signo);
    return exit_status(status);
}
