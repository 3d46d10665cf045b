/* SPDX-License-Identifier: MIT */
/* Which rules a change of the lab has touched: their counts begin anew. */
#include "base/cleanup.h"
#include "base/text.h"
#include "strike_counts.h"
#include "vocabulary/places.h"

#include <string.h>

/* Rules that count. */
static const char *const nouns[] = {"LabFirewall", "LabReverseProxy"};

static bool same_values(const struct object *one, const struct object *other, const char *property)
{
    const size_t count = object_count(one, property);
    bool same = count == object_count(other, property);

    for (size_t i = 0; same && i < count; i++)
        same = strcmp(object_item(one, property, i), object_item(other, property, i)) == 0;
    return same;
}

static bool same_rule(const struct object *one, const struct object *other)
{
    const size_t count = object_property_count(one);
    bool same = other && count == object_property_count(other);

    for (size_t i = 0; same && i < count; i++)
        same = same_values(one, other, object_property_name(one, i));
    return same;
}

void strike_counts_follow(struct strike_counts *strike_counts, const struct snapshot *before,
                          const struct snapshot *after)
{
    for (size_t i = 0; i < ARRAY_SIZE(nouns); i++)
        for (const struct object *rule = NULL; (rule = snapshot_next(after, SCOPE_LAB, nouns[i], rule));) {
            const char *party = object_text(rule, "Party");
            if (!same_rule(rule, snapshot_find(before, SCOPE_LAB, nouns[i], "Party", party)))
                strike_counts_forget(strike_counts, nouns[i], party);
        }
}
