/* SPDX-License-Identifier: MIT */
/* Asks the system from where it would send. */
#include "machine_address.h"

#include "base/text.h"

#include <arpa/inet.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <unistd.h>

#define ELSEWHERE "203.0.113.1" /* nobody's, RFC 5737: whatever is not near */
#define LOOPBACK "127.0.0.1"

enum { DISCARD = 9 };

static bool find_source(int descriptor, struct sockaddr_in *source)
{
    struct sockaddr_in elsewhere = {.sin_family = AF_INET, .sin_port = htons(DISCARD)};
    socklen_t size = sizeof *source;

    inet_pton(AF_INET, ELSEWHERE, &elsewhere.sin_addr);
    return connect(descriptor, (const struct sockaddr *)&elsewhere, sizeof elsewhere) == 0 &&
           getsockname(descriptor, (struct sockaddr *)source, &size) == 0;
}

char *machine_address(void)
{
    const int descriptor = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in source = {.sin_family = AF_INET};
    char text[INET_ADDRSTRLEN] = LOOPBACK;

    if (descriptor >= 0 && find_source(descriptor, &source))
        inet_ntop(AF_INET, &source.sin_addr, text, sizeof text);
    if (descriptor >= 0)
        close(descriptor);
    return text_copy(text);
}
