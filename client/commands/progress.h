/* SPDX-License-Identifier: MIT */
/* One line on the terminal (standard error) while files are read, from the second second on. */
#ifndef FBLAB_COMMANDS_PROGRESS_H
#define FBLAB_COMMANDS_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress {
    size_t files;
    unsigned long long total; /* bytes of all files, as far as known */
    double started;           /* milliseconds */
    bool wanted, shown;
};

struct progress progress_begin(char **names, size_t count);
void progress_show(struct progress *progress, size_t done, unsigned long long bytes);
/* Before something else is printed. */
void progress_hide(struct progress *progress);

#endif
