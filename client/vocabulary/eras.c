/* SPDX-License-Identifier: MIT */
/* The eras and what is new in each. */
#include "eras.h"

#include "base/cleanup.h"

static const struct term era_terms[] = {
    {DEFAULT_ERA, "the shared principal and the token service ACS"},
    {"2025", "a dedicated app at EvoSts; Exchange Online refuses the shared principal"},
    {"2026", "Exchange SE; EWS of Exchange Online is open to listed applications alone"},
};
const struct terms eras = {"era", era_terms, ARRAY_SIZE(era_terms)};
