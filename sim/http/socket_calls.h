/* SPDX-License-Identifier: MIT */
/* Whose descriptor is it? libmicrohttpd reads and writes descriptors by the calls of the kernel. The build renames these
 * calls in its copy of the library to the functions at the end of this header (CMakeLists.txt): where a descriptor has an
 * owner they are the owner's business, every other goes to the kernel. So HTTP is spoken on a client's own socket, TLS and
 * faults in between, and no byte is moved between two sockets.
 *
 * What the plainer way costs, a socketpair between TLS and libmicrohttpd (processor time, as a share of nginx's answers in
 * the same run, on two busy processors): canned 401 0.47 instead of 0.83 to 1.1, canned 200 0.53 instead of 1.0 to 1.3, over
 * TLS 0.56 instead of 0.82 to 1.0, each below what we ask for (0.85, 0.85, 0.7); and two descriptors more a connection.
 *
 * Descriptors belong to the process, and so does the table of owners: labs share it, each descriptor has one owner.
 * Any thread; but two calls on one descriptor never come at the same time. */
#ifndef FBLAB_SOCKET_CALLS_H
#define FBLAB_SOCKET_CALLS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/uio.h>

struct socket_owner;

/* What an owner does with the calls. All but `close` return a count, or -1 with errno. */
struct socket_functions {
    /* As recv() without flags; a short count says that the next call would block (edge-triggered waiting relies on it). */
    ssize_t (*receive)(struct socket_owner *owner, void *bytes, size_t length);
    /* As writev() on a socket that raises no SIGPIPE; short or EAGAIN only if the kernel's buffer is full. */
    ssize_t (*send)(struct socket_owner *owner, const struct iovec *parts, size_t count);
    /* The last call. The owner closes the descriptor, now or later (so whoever waited for its events has to stop that himself);
     * it is not in the table any more. */
    void (*close)(struct socket_owner *owner);
};

/* Part of its owner. */
struct socket_owner {
    const struct socket_functions *functions;
};

/* false: the descriptor's number is too high for the table. */
bool socket_calls_take(int descriptor, struct socket_owner *owner);
/* Harmless without an owner. */
void socket_calls_leave(int descriptor);

/* In place of the kernel's. An owned socket takes no options and is shut down when it is closed. */
ssize_t socket_recv(int descriptor, void *bytes, size_t length, int flags);
ssize_t socket_send(int descriptor, const void *bytes, size_t length, int flags);
ssize_t socket_sendmsg(int descriptor, const struct msghdr *message, int flags);
int socket_setsockopt(int descriptor, int level, int name, const void *value, socklen_t length);
int socket_shutdown(int descriptor, int how);
int socket_close(int descriptor);

/* Variables that libmicrohttpd reads from other libraries by a way that no shared library may: for it, they are ours.
 * Nothing here makes it look at them (no log, no keys agreed in advance). */
extern void *socket_stderr;
extern void *(*socket_gnutls_malloc)(size_t size);

#endif
