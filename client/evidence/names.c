/* SPDX-License-Identifier: MIT */
/* Words of hops, ways and outcomes, both ways. */
#include "evidence.h"

#include <stdio.h>
#include <string.h>

#define NAME(id, name, meaning) name,

static const char *const hop_names[] = {HOPS(NAME)};
static const char *const way_names[] = {WAYS(NAME)};
static const char *const outcome_names[] = {OUTCOMES(NAME)};

static const char *name_at(const char *const *names, unsigned count, unsigned index)
{
    return index < count ? names[index] : "unknown";
}

static unsigned index_of(const char *const *names, unsigned count, const char *name)
{
    unsigned index = 0;

    while (index < count && !(name && strcmp(names[index], name) == 0))
        index++;
    return index;
}

const char *hop_name(enum hop hop)
{
    return name_at(hop_names, HOP_COUNT, hop);
}

const char *way_name(enum way way)
{
    return name_at(way_names, WAY_COUNT, way);
}

const char *outcome_name(enum outcome outcome)
{
    return name_at(outcome_names, OUTCOME_COUNT, outcome);
}

enum hop hop_from_name(const char *name)
{
    return index_of(hop_names, HOP_COUNT, name);
}

enum way way_from_name(const char *name)
{
    return index_of(way_names, WAY_COUNT, name);
}

enum outcome outcome_from_name(const char *name)
{
    return index_of(outcome_names, OUTCOME_COUNT, name);
}
