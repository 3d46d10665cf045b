/* SPDX-License-Identifier: MIT */
/* One sentence on standard error, and the last check of standard output. */
#include "status.h"

#include "base/unicode.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MOST_BYTES = 16384 };

/* Names of files and entries, and what a server said, are in it. */
int complain(int status, const char *format, ...)
{
    char text[MOST_BYTES];
    va_list arguments;

    va_start(arguments, format);
    const bool cut = vsnprintf(text, sizeof text, format, arguments) >= MOST_BYTES;
    va_end(arguments);
    fprintf(stderr, "%s: ", program_invocation_short_name);
    unicode_put_line(stderr, text);
    fputs(cut ? "...\n" : "\n", stderr);
    return status;
}

void say_sentence(const char *sentence)
{
    unicode_put_line(stderr, sentence);
    fputc('\n', stderr);
}

void standard_streams_prepare(void)
{
    /* Opened the wrong way round, so that using it fails as it would have failed closed. */
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && errno == EBADF)
            open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

int standard_output_finish(int status)
{
    const bool failed_before = ferror(stdout);

    errno = 0;
    if (fflush(stdout) == 0 && !failed_before)
        return status;
    return errno ? complain(STATUS_UNUSABLE, "standard output cannot be written: %s", strerror(errno))
                 : complain(STATUS_UNUSABLE, "standard output cannot be written");
}
