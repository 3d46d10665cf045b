/* SPDX-License-Identifier: MIT */
/* What stands in front of a party: TMG, a pre-authenticating proxy, a device that injects a page, an SSL off-loader. */
#ifndef FBLAB_REVERSE_PROXY_H
#define FBLAB_REVERSE_PROXY_H

#include "capture/message.h"
#include "organization/organization.h"
#include "strike_counts.h"

#include <stdbool.h>

/* true: the device answered itself, the party never sees the request. false: the request goes on. */
bool reverse_proxy_answer(struct strike_counts *strike_counts, const struct snapshot *snapshot,
                          const struct request *request, struct answer *answer);

#endif
