/* SPDX-License-Identifier: MIT */
#include "source_filter.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/filter.h>
#include <sys/socket.h>

/* Where the sender's address stands in an IPv4 header. */
#define SENDER (SKF_NET_OFF + 12)
#define TAKE_ALL 0xFFFFFFFFu

struct program {
    struct sock_filter lines[SOURCE_FILTER_LIMIT + 3];
    unsigned short length;
};

static void add(struct program *program, struct sock_filter line)
{
    program->lines[program->length++] = line;
}

/* Load the sender; for each source: if it is that, go to the last line; take; throw away. */
static void compile(struct program *program, const in_addr_t *sources, size_t count)
{
    add(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)SENDER));
    for (size_t i = 0; i < count; i++)
        add(program,
            (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, sources[i], (unsigned char)(count - i), 0));
    add(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, TAKE_ALL));
    add(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, 0));
}

static size_t read_sources(const char *const *texts, size_t count, in_addr_t *sources)
{
    size_t read = 0;
    struct in_addr address;

    for (size_t i = 0; i < count && read < SOURCE_FILTER_LIMIT; i++)
        if (inet_pton(AF_INET, texts[i], &address) == 1)
            sources[read++] = ntohl(address.s_addr);
    return read;
}

bool source_filter_set(int socket, const char *const *texts, size_t count)
{
    in_addr_t sources[SOURCE_FILTER_LIMIT];
    struct program program = {.length = 0};
    const size_t read = read_sources(texts, count, sources);
    const int unused = 0;

    if (read == 0)
        return setsockopt(socket, SOL_SOCKET, SO_DETACH_FILTER, &unused, sizeof unused) == 0 || errno == ENOENT;
    compile(&program, sources, read);
    return setsockopt(socket, SOL_SOCKET, SO_ATTACH_FILTER,
                      &(struct sock_fprog){.len = program.length, .filter = program.lines},
                      sizeof(struct sock_fprog)) == 0;
}
