/* SPDX-License-Identifier: MIT */
/* A filter of the kernel in front of a listening socket, by the sender's address. */
#include "source_filter.h"

#include "source_key.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/filter.h>
#include <sys/socket.h>

/* Where the sender's address stands in an IPv4 header. */
#define SENDER (SKF_NET_OFF + 12)
#define TAKE_ALL 0xFFFFFFFFu

struct filter_program {
    struct sock_filter lines[SOURCE_FILTER_LIMIT + 3];
    unsigned short length;
};

static void add(struct filter_program *program, struct sock_filter line)
{
    program->lines[program->length++] = line;
}

/* Load the sender; for each source: if it is that, go to the last line; take; throw away. */
static void compile(struct filter_program *program, const in_addr_t *sources, size_t count)
{
    add(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)SENDER));
    for (size_t i = 0; i < count; i++)
        add(program,
            (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ntohl(sources[i]), (unsigned char)(count - i), 0));
    add(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, TAKE_ALL));
    add(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, 0));
}

static size_t read_sources(const char *const *texts, size_t count, in_addr_t *sources)
{
    size_t read = 0;
    struct in_addr address;

    for (size_t i = 0; i < count && read < SOURCE_FILTER_LIMIT; i++)
        if (inet_pton(AF_INET, texts[i], &address) == 1)
            sources[read++] = address.s_addr;
    return read;
}

static bool detach(int socket)
{
    const int unused = 0;

    return setsockopt(socket, SOL_SOCKET, SO_DETACH_FILTER, &unused, sizeof unused) == 0 || errno == ENOENT;
}

static bool attach(int socket, const in_addr_t *sources, size_t count)
{
    struct filter_program program = {.length = 0};

    compile(&program, sources, count);
    return setsockopt(socket, SOL_SOCKET, SO_ATTACH_FILTER,
                      &(struct sock_fprog){.len = program.length, .filter = program.lines},
                      sizeof(struct sock_fprog)) == 0;
}

static void release(struct source_filter *filter, int socket)
{
    while (filter->keyed_count > 0)
        source_key_demand(socket, filter->keyed[--filter->keyed_count], false);
}

static bool demand(struct source_filter *filter, int socket, const in_addr_t *sources, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!source_key_demand(socket, sources[i], true))
            return false;
        filter->keyed[filter->keyed_count++] = sources[i];
    }
    return true;
}

bool source_filter_set(struct source_filter *filter, int socket, const char *const *texts, size_t count)
{
    in_addr_t sources[SOURCE_FILTER_LIMIT];
    const size_t read = read_sources(texts, count, sources);

    release(filter, socket);
    if (read == 0)
        return detach(socket);
    return attach(socket, sources, read) || demand(filter, socket, sources, read);
}
