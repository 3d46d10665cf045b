/* SPDX-License-Identifier: MIT */
/* A program in the foreground: it has our terminal, and gets the signals that we get. */
#ifndef FBLAB_COMMANDS_FOREGROUND_H
#define FBLAB_COMMANDS_FOREGROUND_H

#include <signal.h>
#include <sys/types.h>

/* Before any thread starts: blocks what is passed on, so that foreground_wait() alone sees it. */
void foreground_block(sigset_t *signals);
/* Until the child has ended: what a shell would give as its exit status. */
int foreground_wait(pid_t child, const sigset_t *signals);

#endif
