/* SPDX-License-Identifier: MIT */
/* A DNS message of a program in the isolated network. */
#include "isolation/name_answer.h"
#include "target.h"

#include <stdlib.h>

#define HOSTS                                                                                                          \
    "{\"autodiscover.contoso.com:443\": \"127.0.1.2:443\", \"_autodiscover._tcp.contoso.com:srv\": "                   \
    "\"mail.contoso.com:443\"}"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static json_t *hosts;
    uint8_t *answer = NULL;
    size_t length = 0;

    if (!hosts && !(hosts = json_loads(HOSTS, 0, NULL)))
        abort();
    if (name_answer(data, size, hosts, &answer, &length) && (!answer || length < 12))
        abort();
    free(answer);
    return 0;
}
