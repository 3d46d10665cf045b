/* SPDX-License-Identifier: MIT */
/* Signals that ask for the end, as a descriptor. */
#include "interruption.h"

#include <sys/signalfd.h>
#include <unistd.h>

void interruption_begin(struct interruption *interruption)
{
    sigemptyset(&interruption->signals);
    sigaddset(&interruption->signals, SIGINT);
    sigaddset(&interruption->signals, SIGTERM);
    sigaddset(&interruption->signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &interruption->signals, NULL);
    interruption->descriptor = signalfd(-1, &interruption->signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

void interruption_end(struct interruption *interruption)
{
    pthread_sigmask(SIG_UNBLOCK, &interruption->signals, NULL);
    close(interruption->descriptor);
}

void interruption_await(const struct interruption *interruption)
{
    int received;

    sigwait(&interruption->signals, &received);
    close(interruption->descriptor);
}
