/* SPDX-License-Identifier: MIT */
#include "progress.h"

#include "base/text.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct progress progress_begin(char **names, size_t count)
{
    struct progress progress = {.files = count, .started = clock_ms(), .wanted = isatty(STDERR_FILENO)};
    struct stat status;

    for (size_t i = 0; progress.wanted && i < count; i++)
        if (names[i] && stat(names[i], &status) == 0 && S_ISREG(status.st_mode))
            progress.total += (unsigned long long)status.st_size;
    return progress;
}

void progress_show(struct progress *progress, size_t done, unsigned long long bytes)
{
    if (!progress->wanted || clock_ms() - progress->started < 1000)
        return;
    if (progress->total > 0)
        fprintf(stderr, "\r\033[Kfbcheck: %zu of %zu files, %llu of %llu MB (%llu %%)", done, progress->files,
                bytes >> 20, progress->total >> 20, bytes * 100 / progress->total);
    else
        fprintf(stderr, "\r\033[Kfbcheck: %llu MB", bytes >> 20);
    fflush(stderr);
    progress->shown = true;
}

void progress_hide(struct progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}
