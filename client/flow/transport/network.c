/* SPDX-License-Identifier: MIT */
/* What counts where nobody has said how long to wait. */
#include "network.h"

long network_connect_ms(const struct network *network)
{
    return network->connect_ms > 0 ? network->connect_ms : NETWORK_CONNECT_MS;
}

long network_answer_ms(const struct network *network)
{
    return network->answer_ms > 0 ? network->answer_ms : NETWORK_ANSWER_MS;
}
