/* SPDX-License-Identifier: MIT */
/* What a variant is called: its row and its letter. */
#include "scenario.h"

#include "vocabulary/eras.h"

#include <string.h>

const char *variant_id(const struct scenario *scenario, const struct variant *variant, char buffer[32])
{
    const size_t length = strnlen(scenario->id, 30); /* the grammar allows no longer one, and one letter */

    memcpy(buffer, scenario->id, length);
    buffer[length] = (char)(variant ? *variant->letter : '\0');
    buffer[length + 1] = '\0';
    return buffer;
}

const char *variant_era(const struct scenario *scenario, const struct variant *variant)
{
    const char *const era = variant && variant->era ? variant->era : scenario->era;

    return era ? era : DEFAULT_ERA;
}
