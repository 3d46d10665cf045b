/* SPDX-License-Identifier: MIT */
/* Hands text to another program, whatever becomes of that. */
#include "pager.h"

#include "display.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>

/* Debian's bare system has more, but not less. */
static const char usual[] =
    "if command -v less >/dev/null; then exec less; elif command -v more >/dev/null; then exec more; "
    "else exec cat; fi";

enum { NOT_FOUND = 127 };

static bool fits(const char *text)
{
    struct winsize size = {0};
    size_t lines = 1;

    for (; (text = strchr(text, '\n')); text++)
        lines++;
    return ioctl(fileno(stdout), TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || lines <= size.ws_row;
}

/* NULL: none is wanted. */
static const char *wanted(const char *text)
{
    const struct display display = display_of(stdout);
    const char *const own = getenv("PAGER"), *const kind = getenv("TERM");

    if (!display.terminal || !kind || !*kind || strcmp(kind, "dumb") == 0 || fits(text))
        return NULL;
    return !own ? usual : *own ? own : NULL;
}

/* false: it could not be run. */
static bool show(const char *command, const char *text)
{
    FILE *pager;
    int status;

    fflush(stdout);
    setenv("LESS", "FRX", 0); /* colours, and no screen of its own: what was read stays */
    /* NOLINTNEXTLINE(cert-env33-c): PAGER is a command line, by old custom */
    if (!(pager = popen(command, "w")))
        return false;
    fputs(text, pager);
    status = pclose(pager);
    return !(WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND);
}

void pager_print(const char *text)
{
    const char *const command = wanted(text);
    void (*const interrupt)(int) = command ? signal(SIGINT, SIG_IGN) : SIG_DFL; /* it is the pager's */
    void (*const broken)(int) = command ? signal(SIGPIPE, SIG_IGN) : SIG_DFL; /* who leaves it early has read enough */

    if (!command || !show(command, text))
        fputs(text, stdout);
    if (command) {
        signal(SIGINT, interrupt);
        signal(SIGPIPE, broken);
    }
}
