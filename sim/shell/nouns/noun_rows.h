/* SPDX-License-Identifier: MIT */
/* What the files nouns_*.c share to write their rows. A list of nouns ends with one that has no name. */
#ifndef FBLAB_NOUN_ROWS_H
#define FBLAB_NOUN_ROWS_H

#include "base/cleanup.h"
#include "completion.h"
#include "nouns.h"

#define EXCHANGE                                                                                                       \
    {                                                                                                                  \
        "onprem", "exo", "mesh", "domino"                                                                              \
    }
#define DIRECTIVES(rows) .directives = (rows), .directive_count = ARRAY_SIZE(rows)
#define PARAMETERS(rows) .parameters = (rows), .count = ARRAY_SIZE(rows)

extern const struct noun relationships_nouns[], servers_nouns[], trusts_nouns[], recipients_nouns[], identities_nouns[],
    services_nouns[], lab_nouns[];

#endif
