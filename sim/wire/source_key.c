/* SPDX-License-Identifier: MIT */
/* TCP MD5 signatures that no client has: its packets are dropped before they are looked at. */
#include "source_key.h"

#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

#define KEY "nobody has this key"

bool source_key_demand(int socket, in_addr_t sender, bool demanded)
{
    const struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = sender};
    struct tcp_md5sig signature = {.tcpm_keylen = demanded ? sizeof KEY - 1 : 0};

    memcpy(&signature.tcpm_addr, &address, sizeof address);
    memcpy(signature.tcpm_key, KEY, sizeof KEY - 1);
    return setsockopt(socket, IPPROTO_TCP, TCP_MD5SIG, &signature, sizeof signature) == 0;
}
