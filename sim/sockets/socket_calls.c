/* SPDX-License-Identifier: MIT */
#include "socket_calls.h"

#include <stdatomic.h>
#include <sys/epoll.h>
#include <unistd.h>

/* As many descriptors as Linux gives a process; the pages that nobody touches take no memory. */
enum { DESCRIPTORS = 1 << 20 };

static _Atomic(struct socket_owner *) owners[DESCRIPTORS];
static atomic_bool redirected;

bool socket_calls_redirected(void)
{
    return atomic_load(&redirected);
}

static bool has_place(int descriptor)
{
    return descriptor >= 0 && descriptor < DESCRIPTORS;
}

static struct socket_owner *owner_of(int descriptor)
{
    return has_place(descriptor) ? atomic_load_explicit(&owners[descriptor], memory_order_acquire) : NULL;
}

bool socket_calls_take(int descriptor, struct socket_owner *owner)
{
    if (!has_place(descriptor))
        return false;
    atomic_store_explicit(&owners[descriptor], owner, memory_order_release);
    return true;
}

void socket_calls_leave(int descriptor)
{
    if (has_place(descriptor))
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

int socket_epoll_create1(int flags)
{
    atomic_store(&redirected, true);
    return epoll_create1(flags);
}
