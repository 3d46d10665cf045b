/* SPDX-License-Identifier: MIT */
/* The table of owners, and the calls that look there first. */
#include "socket_calls.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

/* As many descriptors as Linux gives a process; the pages that nobody touches take no memory. */
enum { DESCRIPTORS = 1 << 20 };

static _Atomic(struct socket_owner *) owners[DESCRIPTORS];

void *socket_stderr;
void *(*socket_gnutls_malloc)(size_t size) = malloc;

static bool in_table(int descriptor)
{
    return descriptor >= 0 && descriptor < DESCRIPTORS;
}

static struct socket_owner *owner_of(int descriptor)
{
    return in_table(descriptor) ? atomic_load_explicit(&owners[descriptor], memory_order_acquire) : NULL;
}

bool socket_calls_take(int descriptor, struct socket_owner *owner)
{
    if (!in_table(descriptor))
        return false;
    atomic_store_explicit(&owners[descriptor], owner, memory_order_release);
    return true;
}

void socket_calls_leave(int descriptor)
{
    if (in_table(descriptor))
        atomic_store_explicit(&owners[descriptor], NULL, memory_order_release);
}

ssize_t socket_recv(int descriptor, void *bytes, size_t length, int flags)
{
    struct socket_owner *owner = owner_of(descriptor);

    return owner ? owner->functions->receive(owner, bytes, length) : recv(descriptor, bytes, length, flags);
}

ssize_t socket_send(int descriptor, const void *bytes, size_t length, int flags)
{
    struct socket_owner *owner = owner_of(descriptor);
    const struct iovec part = {(void *)bytes, length};

    return owner ? owner->functions->send(owner, &part, 1) : send(descriptor, bytes, length, flags);
}

ssize_t socket_sendmsg(int descriptor, const struct msghdr *message, int flags)
{
    struct socket_owner *owner = owner_of(descriptor);

    return owner ? owner->functions->send(owner, message->msg_iov, message->msg_iovlen)
                 : sendmsg(descriptor, message, flags);
}

int socket_setsockopt(int descriptor, int level, int name, const void *value, socklen_t length)
{
    return owner_of(descriptor) ? 0 : setsockopt(descriptor, level, name, value, length);
}

int socket_shutdown(int descriptor, int how)
{
    return owner_of(descriptor) ? 0 : shutdown(descriptor, how);
}

int socket_close(int descriptor)
{
    struct socket_owner *owner = owner_of(descriptor);

    if (!owner)
        return close(descriptor);
    socket_calls_leave(descriptor);
    owner->functions->close(owner);
    return 0;
}
