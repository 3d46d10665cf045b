/* SPDX-License-Identifier: MIT */
/* Limits come before what is read, and cannot be raised again. */
#include "confined_child.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { INPUT = 0, OUTPUT = 3, OPENED = 4 };
#define MOST_SECONDS(bytes) (2U + (unsigned)((bytes) >> 22)) /* of a processor: damaged files make some go in circles */
#define MEMORY (2UL << 30)                                   /* of addresses, beside those that the parent has */

static void limit(int resource, rlim_t most)
{
    const struct rlimit both = {most, most};

    setrlimit((__rlimit_resource_t)resource, &both);
}

/* In use, in bytes. Under a sanitizer that is more than any machine has, most of it never touched. 0: nobody knows. */
static rlim_t addresses(void)
{
    char pages[32] = "";
    const int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    const ssize_t length = file < 0 ? 0 : read(file, pages, sizeof pages - 1);

    if (file >= 0)
        close(file);
    return length > 0 ? strtoul(pages, NULL, 10) * (rlim_t)sysconf(_SC_PAGESIZE) : 0;
}

/* No files written, no core; so much time and memory. */
static void limit_work(size_t length)
{
    /* Both at once would be SIGKILL, which says nothing of the reason. */
    const struct rlimit seconds = {MOST_SECONDS(length), MOST_SECONDS(length) + 1};

    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    setrlimit(RLIMIT_CPU, &seconds);
    limit(RLIMIT_AS, addresses() + MEMORY);
    signal(SIGXFSZ, SIG_DFL);
    signal(SIGXCPU, SIG_DFL);
    signal(SIGALRM, SIG_DFL);
    alarm(20 * MOST_SECONDS(length)); /* the machine may be busy */
}

/* And no files but one more to read, no sockets, no processes. */
static void confine(size_t length)
{
    close_range(OPENED, ~0U, 0);
    limit(RLIMIT_NOFILE, OPENED + 1);
    limit(RLIMIT_NPROC, 0);
    limit_work(length);
}

/* `stream`: where what is found goes. */
static void take_places(int input, int output, int stream)
{
    const int nowhere = open("/dev/null", O_RDWR), in = fcntl(input, F_DUPFD, OPENED),
              out = fcntl(output, F_DUPFD, OPENED);

    if (nowhere < 0 || in < 0 || out < 0 || dup2(in, INPUT) < 0 || dup2(nowhere, STDOUT_FILENO) < 0 ||
        dup2(nowhere, STDERR_FILENO) < 0 || dup2(out, stream) < 0)
        _exit(1);
}

static _Noreturn void run_function(confined_function *function, size_t length)
{
    const struct confined_output to = {OUTPUT};
    struct error error = {""};

    confine(length);
    if (!function("/proc/self/fd/0", &to, &error))
        confined_failed(&to, error.text);
    _exit(0);
}

/* This program, afresh: see confined_program.h. */
static _Noreturn void run_again(const char *const arguments[])
{
    execv("/proc/self/exe", (char *const *)arguments);
    _exit(CONFINED_NOT_FOUND);
}

void confined_child_again(confined_function *function)
{
    struct stat bytes = {0};

    if (fstat(INPUT, &bytes) != 0)
        _exit(1);
    run_function(function, (size_t)bytes.st_size);
}

/* A program of others needs its libraries. */
static _Noreturn void run_program(const struct confined_work *work, int input, int output)
{
    take_places(input, output, STDOUT_FILENO);
    close_range(OUTPUT, ~0U, 0);
    limit_work(work->length);
    execvp(work->arguments[0], (char *const *)work->arguments);
    _exit(CONFINED_NOT_FOUND);
}

void confined_child_run(const struct confined_work *work, int input, int output)
{
    if (!work->function)
        run_program(work, input, output);
    take_places(input, output, OUTPUT);
    if (work->arguments)
        run_again(work->arguments);
    run_function(work->function, work->length);
}
