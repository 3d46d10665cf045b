/* SPDX-License-Identifier: MIT */
#include "child.h"

#include "cleanup.h"
#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_OUTPUT = 4 << 20 };

extern char **environ;

static bool spawn(const char *const arguments[], int output, pid_t *child, struct error *error)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    int failure;

    sigemptyset(&none);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK); /* we may have blocked some */
    posix_spawnattr_setsigmask(&attributes, &none);
    failure = posix_spawn(child, arguments[0], &actions, &attributes, (char *const *)(uintptr_t)arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return !failure || error_set(error, "%s cannot be run: %s", arguments[0], strerror(failure));
}

/* Reads to the end of the pipe. false: the deadline came first. */
static bool collect(int input, double deadline, FILE *memory)
{
    char block[16384];
    size_t kept = 0;

    for (;;) {
        struct pollfd ready = {.fd = input, .events = POLLIN};
        const double left = deadline - clock_ms();
        ssize_t got;
        if (left <= 0)
            return false;
        if (poll(&ready, 1, (int)left + 1) <= 0)
            continue;
        got = read(input, block, sizeof block);
        if (got <= 0)
            return true;
        if (kept + (size_t)got <= MOST_OUTPUT)
            kept += fwrite(block, 1, (size_t)got, memory);
    }
}

static int reap(pid_t child)
{
    int status = 0;

    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool child_run(const char *const arguments[], unsigned seconds, struct child_result *result, struct error *error)
{
    int ends[2];
    pid_t child;
    size_t size = 0;
    bool done;
    FILE *memory;

    *result = (struct child_result){.status = -1};
    if (pipe2(ends, O_CLOEXEC) != 0)
        return error_set(error, "a pipe for %s cannot be made: %s", arguments[0], strerror(errno));
    done = spawn(arguments, ends[1], &child, error);
    close(ends[1]);
    if (done) {
        memory = open_memstream(&result->output, &size);
        done = collect(ends[0], clock_ms() + seconds * 1e3, memory);
        fclose(memory);
        if (!done) {
            kill(child, SIGKILL);
            error_set(error, "%s took longer than %u seconds and was ended", arguments[0], seconds);
        }
        result->status = reap(child);
    }
    close(ends[0]);
    return done;
}

char *child_sibling(const char *name)
{
    char path[4096];
    const ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);

    if (length < 0)
        return text_copy(name);
    path[length] = '\0';
    *strrchr(path, '/') = '\0';
    return text_format("%s/%s", path, name);
}
