/* SPDX-License-Identifier: MIT */
/* A thread waits for the signals, for the main one may wait for a look-up or for a line. */
#include "leaving.h"

#include "base/lock.h"
#include "base/text.h"
#include "passing_folder/passing_folder.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

enum { SIGNAL_STATUS = 128 };

static struct {
    pthread_mutex_t lock;
    sigset_t signals;
    struct termios terminal;
    bool typed; /* standard input is a terminal */
    char *folder, *file;
} leaving = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void *await(void *context)
{
    static const char says[] = "\nThe ticket stays open; `fblab train` goes on with it.\n";
    int received = 0;

    sigwait(&leaving.signals, &received);
    pthread_mutex_lock(&leaving.lock);
    if (leaving.file)
        (void)unlink(leaving.file);
    if (leaving.folder)
        passing_folder_remove(leaving.folder);
    if (leaving.typed) {
        tcsetattr(STDIN_FILENO, TCSANOW, &leaving.terminal);
        (void)!write(STDOUT_FILENO, says, sizeof says - 1);
    }
    _exit(SIGNAL_STATUS + received); /* other threads are still at work: nothing is put away */
    return context;
}

/* All other signals are the main thread's: libedit has handlers for some, and they know one editor. */
void leaving_begin(void)
{
    sigset_t all, before;
    pthread_t thread;

    leaving.typed = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &leaving.terminal) == 0;
    sigemptyset(&leaving.signals);
    sigaddset(&leaving.signals, SIGINT);
    sigaddset(&leaving.signals, SIGTERM);
    sigaddset(&leaving.signals, SIGHUP);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    if (pthread_create(&thread, NULL, await, NULL) == 0) {
        pthread_detach(thread);
        sigorset(&before, &before, &leaving.signals);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void leaving_forget(void)
{
    pthread_mutex_lock(&leaving.lock);
    free(leaving.folder);
    free(leaving.file);
    leaving.folder = leaving.file = NULL;
    pthread_mutex_unlock(&leaving.lock);
}

void leaving_remove(char *folder, const char *file)
{
    leaving_forget();
    pthread_mutex_lock(&leaving.lock);
    leaving.folder = folder;
    leaving.file = text_copy(file);
    pthread_mutex_unlock(&leaving.lock);
}
