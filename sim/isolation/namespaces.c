/* SPDX-License-Identifier: MIT */
/* Maps the user to himself, and switches loopback on. */
#include "namespaces.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

static bool refuse(struct error *error, const char *what)
{
    return error_set(error,
                     "this machine does not let us have namespaces of our own, which --isolated takes (%s: %s); allow "
                     "unprivileged user namespaces, or run without --isolated",
                     what, strerror(errno));
}

static bool put(pid_t process, const char *file, const char *text)
{
    CLEANUP(cleanup_string) char *path = text_format("/proc/%d/%s", (int)process, file);
    const int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    const bool done = descriptor >= 0 && write(descriptor, text, strlen(text)) == (ssize_t)strlen(text);

    if (descriptor >= 0)
        close(descriptor);
    return done;
}

/* Everybody that is known out here is himself in there. The caller frees it. */
static char *identity_map(const char *path)
{
    CLEANUP(cleanup_file) FILE *file = fopen(path, "re");
    char *map = NULL;
    size_t size;
    FILE *memory = text_stream(&map, &size);
    unsigned inside, outside, count;

    /* NOLINTNEXTLINE(cert-err34-c): the kernel writes this file */
    while (file && fscanf(file, "%u %u %u", &inside, &outside, &count) == 3)
        fprintf(memory, "%u %u %u\n", inside, inside, count);
    text_stream_close(memory);
    return map;
}

/* It takes root to let everybody in. */
static bool map_everybody(pid_t process)
{
    CLEANUP(cleanup_string) char *users = identity_map("/proc/self/uid_map");
    CLEANUP(cleanup_string) char *groups = identity_map("/proc/self/gid_map");

    return put(process, "uid_map", users) && put(process, "gid_map", groups);
}

static bool map_us(pid_t process)
{
    CLEANUP(cleanup_string) char *user = text_format("%u %u 1\n", geteuid(), geteuid());
    CLEANUP(cleanup_string) char *group = text_format("%u %u 1\n", getegid(), getegid());

    return put(process, "uid_map", user) && put(process, "setgroups", "deny") && put(process, "gid_map", group);
}

/* The maps of a new namespace are written from outside. Waits for the word; the answer is the exit status. */
static void write_maps(pid_t process, int word)
{
    char byte;

    if (read(word, &byte, 1) != 1)
        _exit(EPERM);
    _exit(map_everybody(process) || map_us(process) ? 0 : errno);
}

static bool enter(const int ends[2], pid_t writer, struct error *error)
{
    int status = 0;
    const bool new = unshare(CLONE_NEWUSER) == 0;
    const int problem = errno;

    if (new &&write(ends[1], "x", 1) != 1)
        status = EPERM;
    close(ends[1]);
    if (waitpid(writer, &status, 0) < 0 || !WIFEXITED(status))
        status = EPERM;
    errno = new ? WEXITSTATUS(status) : problem;
    return (new &&errno == 0) || refuse(error, new ? "uid_map" : "unshare");
}

bool namespaces_enter(struct error *error)
{
    const pid_t us = getpid();
    int ends[2];
    pid_t writer;
    bool done;

    if (pipe2(ends, O_CLOEXEC) != 0)
        return refuse(error, "pipe");
    writer = fork();
    if (writer == 0) {
        close(ends[1]);
        write_maps(us, ends[0]);
    }
    done = writer > 0 ? enter(ends, writer, error) : refuse(error, "fork");
    close(ends[0]);
    /* Each program gets a mount namespace for its view; where there can be none, it is better said now. */
    return done && (unshare(CLONE_NEWNS) == 0 || refuse(error, "mounts"));
}

static bool set_flags(int descriptor, const char *interface)
{
    struct ifreq request = {.ifr_flags = IFF_UP | IFF_RUNNING};

    snprintf(request.ifr_name, sizeof request.ifr_name, "%s", interface);
    return ioctl(descriptor, SIOCSIFFLAGS, &request) == 0;
}

/* Programs that look for IPv4 names by AI_ADDRCONFIG find none on a machine that has 127.0.0.1 alone: getaddrinfo(3).
 * So it has one more, of those that are set aside for examples (RFC 5737). */
static bool add_address(int descriptor)
{
    struct ifreq request = {.ifr_name = "lo:1"};
    struct sockaddr_in address = {.sin_family = AF_INET};

    inet_pton(AF_INET, "192.0.2.1", &address.sin_addr);
    memcpy(&request.ifr_addr, &address, sizeof address);
    if (ioctl(descriptor, SIOCSIFADDR, &request) != 0)
        return false;
    address.sin_addr.s_addr = INADDR_BROADCAST;
    memcpy(&request.ifr_netmask, &address, sizeof address);
    return ioctl(descriptor, SIOCSIFNETMASK, &request) == 0;
}

static bool raise_loopback(void)
{
    const int descriptor = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    bool done;

    if (descriptor < 0)
        return false;
    done = set_flags(descriptor, "lo") && add_address(descriptor);
    close(descriptor);
    return done;
}

bool namespaces_new_network(struct error *error)
{
    return (unshare(CLONE_NEWNET) == 0 && raise_loopback()) || refuse(error, "network");
}
