/* SPDX-License-Identifier: MIT */
/* Runs a program with its output in pipes, and ends its whole group. */
#include "child.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { OUTPUT, ERRORS, STREAMS };

/* One stream of the program: our end of the pipe, and what has come. */
struct capture {
    int ends[2];
    FILE *memory;
    char *text;
    size_t size, kept;
    bool cut;
};

static bool capture_open(struct capture *capture)
{
    if (pipe2(capture->ends, O_CLOEXEC) != 0)
        return false;
    fcntl(capture->ends[0], F_SETFL, O_NONBLOCK);
    capture->memory = text_stream(&capture->text, &capture->size);
    return true;
}

static void close_end(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

static char *capture_close(struct capture *capture)
{
    if (!capture->memory)
        return NULL;
    close_end(&capture->ends[0]);
    close_end(&capture->ends[1]);
    fclose(capture->memory);
    return capture->text;
}

static void keep(struct capture *capture, const char *block, size_t length)
{
    const size_t room = CHILD_MOST_OUTPUT - capture->kept;

    capture->cut = capture->cut || length > room;
    capture->kept += fwrite(block, 1, length < room ? length : room, capture->memory);
}

/* What is there now, a block at most. At the end of the stream, our end is closed. */
static bool capture_read(struct capture *capture)
{
    char block[65536];
    const ssize_t got = capture->ends[0] < 0 ? 0 : read(capture->ends[0], block, sizeof block);

    if (got > 0)
        keep(capture, block, (size_t)got);
    else if (got == 0 || (errno != EAGAIN && errno != EINTR))
        close_end(&capture->ends[0]);
    return got > 0;
}

/* Reads until the program has ended (true), the deadline comes or somebody says stop. */
static bool watch(const struct child_order *order, int process, struct capture captures[STREAMS],
                  struct child_result *result)
{
    const double deadline = clock_ms() + order->seconds * 1e3;

    for (double left; (left = deadline - clock_ms()) > 0;) {
        struct pollfd ready[] = {{process, POLLIN, 0},
                                 {order->stop > 0 ? order->stop : -1, POLLIN, 0},
                                 {captures[OUTPUT].ends[0], POLLIN, 0},
                                 {captures[ERRORS].ends[0], POLLIN, 0}};
        if (poll(ready, ARRAY_SIZE(ready), (int)ceil(left)) < 0)
            continue;
        result->stopped = ready[1].revents != 0;
        if (ready[0].revents || result->stopped)
            return !result->stopped;
        for (size_t i = 0; i < STREAMS; i++)
            if (ready[2 + i].revents)
                capture_read(&captures[i]);
    }
    result->timed_out = true;
    return false;
}

/* Only when the group is dead is its leader reaped: until then the group's number is nobody else's. */
static void finish(pid_t child, struct child_result *result)
{
    int status = 0;

    kill(-child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    result->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    result->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static bool run(const struct child_order *order, struct capture captures[STREAMS], struct child_result *result,
                struct error *error)
{
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    const struct process_plan plan = {.arguments = order->arguments,
                                      .environment = order->environment,
                                      .input = nothing,
                                      .output = captures[OUTPUT].ends[1],
                                      .errors = order->keep_errors ? captures[ERRORS].ends[1] : STDERR_FILENO,
                                      .group = true,
                                      .isolation = order->isolation};
    const pid_t child = process_start(&plan, &result->status, error);
    const int process = child > 0 ? pidfd_open(child, 0) : -1;

    close(nothing);
    for (size_t i = 0; i < STREAMS; i++)
        close_end(&captures[i].ends[1]);
    if (child < 0)
        return false;
    if (process >= 0)
        watch(order, process, captures, result);
    finish(child, result);
    close(process);
    for (size_t i = 0; i < STREAMS; i++)
        while (captures[i].kept < CHILD_MOST_OUTPUT && capture_read(&captures[i]))
            continue;
    return process >= 0 || error_set(error, "%s cannot be waited for: %s", order->arguments[0], strerror(errno));
}

bool child_run(const struct child_order *order, struct child_result *result, struct error *error)
{
    struct capture captures[STREAMS] = {{.ends = {-1, -1}}, {.ends = {-1, -1}}};
    bool done;

    *result = (struct child_result){.status = -1};
    if (!capture_open(&captures[OUTPUT]) || (order->keep_errors && !capture_open(&captures[ERRORS])))
        done = error_set(error, "a pipe for %s cannot be made: %s", order->arguments[0], strerror(errno));
    else
        done = run(order, captures, result, error);
    result->cut = captures[OUTPUT].cut || captures[ERRORS].cut;
    result->output = capture_close(&captures[OUTPUT]);
    result->length = captures[OUTPUT].kept;
    result->errors = capture_close(&captures[ERRORS]);
    return done;
}

void child_result_clear(struct child_result *result)
{
    free(result->output);
    free(result->errors);
    *result = (struct child_result){0};
}

/* false: the system does not say. */
static bool own_folder(char *path, size_t size)
{
    const ssize_t length = readlink("/proc/self/exe", path, size - 1);

    if (length < 0)
        return false;
    path[length] = '\0';
    *strrchr(path, '/') = '\0';
    return true;
}

char *child_sibling(const char *name)
{
    char folder[PATH_MAX];

    return own_folder(folder, sizeof folder) ? text_format("%s/%s", folder, name) : text_copy(name);
}

void child_find_siblings(void)
{
    const char *const places = getenv("PATH");
    char folder[PATH_MAX];

    if (places && own_folder(folder, sizeof folder)) {
        CLEANUP(cleanup_string) char *more = text_format("%s:%s", places, folder);

        setenv("PATH", more, 1);
    }
}
