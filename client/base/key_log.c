/* SPDX-License-Identifier: MIT */
/* Each line is one write to the end of the file, so that threads and processes may share it. */
#include "key_log.h"

#include "cleanup.h"
#include "file_open.h"
#include "text.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* NULL: none. A program with more rights than its user takes no word from him. */
static const char *file_name(void)
{
    const char *const name = secure_getenv("SSLKEYLOGFILE");

    return name && *name ? name : NULL;
}

bool key_log_prepare(void)
{
    const char *const name = file_name();
    struct stat found;
    int file;

    if (!name || stat(name, &found) != 0 || !S_ISFIFO(found.st_mode))
        return true;
    file = file_open_to_write(name, O_APPEND, 0600);
    if (file < 0)
        unsetenv("SSLKEYLOGFILE");
    else
        close(file);
    return file >= 0;
}

bool key_log_wanted(void)
{
    return file_name();
}

void key_log_write(const char *line)
{
    const char *const name = file_name();
    const int file = name ? file_open_to_write(name, O_APPEND, 0600) : -1;
    CLEANUP(cleanup_string) char *whole = NULL;

    if (file < 0)
        return;
    whole = text_format("%s\n", line);
    (void)!write(file, whole, strlen(whole));
    close(file);
}
