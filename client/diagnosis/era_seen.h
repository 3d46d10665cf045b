/* SPDX-License-Identifier: MIT */
/* Is it an organization of before 2025, with the shared principal at ACS and MSOnline, or one of today? Pure. */
#ifndef FBLAB_ERA_SEEN_H
#define FBLAB_ERA_SEEN_H

#include "evidence/evidence.h"

#include <stddef.h>

enum era_seen {
    ERA_OPEN, /* nothing tells */
    ERA_UNTIL_2025,
    ERA_SINCE_2025
};

/* By the own settings, else by the hosts that were asked and the issuers they name. */
enum era_seen era_of_lookup(const struct lookup *lookup);
/* By hosts, issuers and builds in it, else by its dates. `text` ends with a NUL. */
enum era_seen era_of_text(const char *text);

#endif
