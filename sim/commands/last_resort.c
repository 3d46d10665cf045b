/* SPDX-License-Identifier: MIT */
/* A thread that waits for a second signal, or for the time to be over. */
#include "last_resort.h"

#include "passing_folder/passing_folder.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

struct last_resort {
    sigset_t signals;
    char *folder;
    int status;
};

static void *await(void *context)
{
    const struct last_resort *resort = context;
    const struct timespec wait = {.tv_sec = LAST_RESORT_MS / 1000, .tv_nsec = LAST_RESORT_MS % 1000 * 1000000L};
    const int second = sigtimedwait(&resort->signals, NULL, &wait);

    if (resort->folder)
        passing_folder_remove(resort->folder);
    _exit(second > 0 ? 128 + second : resort->status); /* other threads are still at work: nothing is put away */
}

/* Without the thread, the end comes when it comes. */
void last_resort_begin(const struct interruption *interruption, char *folder, int status)
{
    static struct last_resort resort; /* lives as long as the program */
    pthread_t thread;

    resort = (struct last_resort){interruption->signals, folder, status};
    if (pthread_create(&thread, NULL, await, &resort) == 0)
        pthread_detach(thread);
}
