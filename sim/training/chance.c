/* SPDX-License-Identifier: MIT */
/* SplitMix64 (public domain, Steele, Lea and Flood 2014), begun with FNV-1a of all that names the ticket. */
#include "chance.h"

static uint64_t mix(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *const byte = bytes;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ byte[i]) * 0x100000001b3U;
    return hash;
}

/* Numbers go in byte by byte from the lowest, so that the machine's byte order does not matter. */
static uint64_t mix_number(uint64_t hash, uint64_t number)
{
    for (unsigned i = 0; i < 8; i++) {
        const unsigned char byte = (unsigned char)(number >> (8 * i));
        hash = mix(hash, &byte, 1);
    }
    return hash;
}

struct chance chance_of(const char *course, uint64_t seed, size_t number)
{
    uint64_t hash = 0xcbf29ce484222325U;

    for (; *course; course++)
        hash = mix(hash, course, 1);
    return (struct chance){mix_number(mix_number(hash, seed), number)};
}

static uint64_t next(struct chance *chance)
{
    uint64_t z = chance->state += 0x9e3779b97f4a7c15U;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

/* The few numbers at the end that would favour the first ones are drawn again. */
size_t chance_below(struct chance *chance, size_t below)
{
    uint64_t drawn;

    if (below == 0)
        return 0;
    const uint64_t most = UINT64_MAX - UINT64_MAX % below;
    while ((drawn = next(chance)) >= most)
        ;
    return (size_t)(drawn % below);
}

void chance_shuffle(struct chance *chance, size_t *order, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const size_t at = chance_below(chance, i + 1);
        order[i] = order[at];
        order[at] = i;
    }
}
