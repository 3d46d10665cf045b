/* SPDX-License-Identifier: MIT */
/* What a variant is called: its row and its letter. */
#include "scenario.h"

#include <string.h>

const char *variant_id(const struct scenario *scenario, const struct variant *variant, char buffer[16])
{
    const size_t length = strnlen(scenario->id, 14); /* the grammar allows no longer one, and one letter */

    memcpy(buffer, scenario->id, length);
    buffer[length] = (char)(variant ? *variant->letter : '\0');
    buffer[length + 1] = '\0';
    return buffer;
}
