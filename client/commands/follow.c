/* SPDX-License-Identifier: MIT */
/* A log that grows, watched by inotify: rotation, truncation, and the end of records. */
#include "follow.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "terminal/display.h"
#include "terminal/json_output.h"
#include "terminal/status.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE (64UL * 1024)
#define IDLE_MS 500 /* a record to which nothing was added for so long is complete */

struct followed {
    const struct follow *follow;
    int notify, signals, descriptor; /* descriptor -1: there is no such file now */
    off_t offset;
    ino_t inode;
    bool waiting;          /* there may be a record that is not known to be complete */
    struct intake *intake; /* NULL: nothing was read of this file */
    char *piece;
};

/* Every item at once: whoever watches wants to see it now. */
static void take(void *context, const struct item *item)
{
    const struct follow *const follow = context;
    CLEANUP(tally_free) struct tally *tally = tally_new(follow->reader->classifier, follow->name);

    tally_take(tally, item);
    if (tally_count(tally) == 0)
        return;
    if (follow->json) {
        json_output_line(json_pack("{s:s,s:o}", "file", follow->name, "diagnoses", tally_to_json(tally)));
    } else {
        const struct display display = display_of(stdout);
        tally_print(tally, &display);
        putchar('\n');
        fflush(stdout);
    }
}

/* Lines in what is there already, so that places are right. */
static size_t count_lines(const struct followed *watch)
{
    size_t lines = 1;
    ssize_t got;

    for (off_t at = 0; at < watch->offset && (got = pread(watch->descriptor, watch->piece, PIECE, at)) > 0; at += got)
        for (ssize_t i = 0; i < got && at + i < watch->offset; i++)
            lines += watch->piece[i] == '\n';
    return lines;
}

/* The beginning of the file says how to read the rest. */
static bool open_intake(struct followed *watch)
{
    const size_t line = count_lines(watch);
    const ssize_t head = pread(watch->descriptor, watch->piece, PIECE, 0);

    if (head <= 0)
        return false;
    watch->intake = intake_new(watch->follow->reader->literals, take, (void *)watch->follow);
    intake_follow(watch->intake, watch->piece, (size_t)head, line);
    return true;
}

/* Everything that was added since. */
static void feed(struct followed *watch)
{
    ssize_t got;

    if (watch->descriptor < 0 || (!watch->intake && !open_intake(watch)))
        return;
    while ((got = pread(watch->descriptor, watch->piece, PIECE, watch->offset)) > 0) {
        watch->offset += got;
        watch->waiting = true;
        intake_push(watch->intake, watch->piece, (size_t)got, NULL);
    }
}

static void end_record(struct followed *watch)
{
    if (watch->intake)
        intake_flush(watch->intake);
    watch->waiting = false;
}

static void start_anew(struct followed *watch, off_t offset)
{
    end_record(watch);
    intake_free(&watch->intake);
    watch->offset = offset;
}

static void close_file(struct followed *watch)
{
    if (watch->descriptor >= 0)
        close(watch->descriptor);
    watch->descriptor = -1;
}

/* A pipe that stands there does not wait for a writer. */
static void open_file(struct followed *watch)
{
    watch->descriptor = open(watch->follow->name, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
}

/* The name stands for another file: what is left of the old one, then the new one from its beginning. */
static void replace(struct followed *watch)
{
    struct stat status;

    feed(watch);
    start_anew(watch, 0);
    close_file(watch);
    open_file(watch);
    if (watch->descriptor >= 0 && fstat(watch->descriptor, &status) == 0)
        watch->inode = status.st_ino;
    inotify_add_watch(watch->notify, watch->follow->name, IN_MODIFY);
}

static void look(struct followed *watch)
{
    struct stat status;

    if (stat(watch->follow->name, &status) == 0) {
        if (watch->descriptor < 0 || status.st_ino != watch->inode)
            replace(watch);
        else if (status.st_size < watch->offset)
            start_anew(watch, 0);
    }
    feed(watch);
}

/* Until a signal comes. */
static void run(struct followed *watch)
{
    struct pollfd events[] = {{.fd = watch->notify, .events = POLLIN}, {.fd = watch->signals, .events = POLLIN}};
    char notes[4096];

    look(watch); /* what came before anybody watched */
    while (!(events[1].revents & POLLIN) && !ferror(stdout)) {
        const int count = poll(events, ARRAY_SIZE(events), watch->waiting ? IDLE_MS : -1);
        if (count == 0)
            end_record(watch);
        if (count > 0 && (events[0].revents & POLLIN) && read(watch->notify, notes, sizeof notes) > 0)
            look(watch);
    }
    feed(watch);
    end_record(watch);
}

/* The folder tells of new files of the name; the file itself may be elsewhere, behind a symbolic link. */
static bool open_notes(struct followed *watch)
{
    CLEANUP(cleanup_string) char *name = text_copy(watch->follow->name);

    watch->notify = inotify_init1(IN_CLOEXEC);
    return watch->notify >= 0 &&
           inotify_add_watch(watch->notify, dirname(name), IN_CREATE | IN_MOVED_TO | IN_MODIFY) >= 0 &&
           inotify_add_watch(watch->notify, watch->follow->name, IN_MODIFY) >= 0;
}

static bool open_all(struct followed *watch)
{
    struct stat status;
    sigset_t ends;

    open_file(watch);
    if (watch->descriptor < 0 || fstat(watch->descriptor, &status) != 0 || !open_notes(watch))
        return false;
    if (!S_ISREG(status.st_mode)) {
        errno = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
        return false;
    }
    watch->inode = status.st_ino;
    watch->offset = status.st_size;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigprocmask(SIG_BLOCK, &ends, NULL);
    watch->signals = signalfd(-1, &ends, SFD_CLOEXEC);
    return watch->signals >= 0;
}

int follow_run(const struct follow *follow)
{
    CLEANUP(cleanup_string) char *piece = memory_room(PIECE);
    struct followed watch = {.follow = follow, .notify = -1, .signals = -1, .descriptor = -1, .piece = piece};
    const bool opened = open_all(&watch);
    const int why = errno;

    if (opened) {
        if (isatty(STDERR_FILENO))
            fprintf(stderr, "fbcheck: watching %s; Ctrl+C ends it\n", follow->name);
        run(&watch);
    }
    intake_free(&watch.intake);
    close_file(&watch);
    if (watch.notify >= 0)
        close(watch.notify);
    if (watch.signals >= 0)
        close(watch.signals);
    return opened ? STATUS_DONE : complain(STATUS_UNUSABLE, "%s cannot be watched: %s", follow->name, strerror(why));
}
