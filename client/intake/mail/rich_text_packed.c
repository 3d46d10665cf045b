/* SPDX-License-Identifier: MIT */
/* A ring of 4,096 bytes that begins with what every RTF has; a bit a token says whether it is a byte or a piece of the ring. */
#include "rich_text_packed.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { RING = 4096, HEAD = 16, MOST = 64 << 20 };

static const char beginning[] =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    "\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

struct rich_text_ring {
    char ring[RING];
    size_t place; /* in the ring, of what is written next */
    FILE *output;
    size_t written;
};

static uint32_t number(const char *at)
{
    const unsigned char *const bytes = (const unsigned char *)at;

    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static void put(struct rich_text_ring *unpacking, char byte)
{
    unpacking->ring[unpacking->place] = byte;
    unpacking->place = (unpacking->place + 1) % RING;
    unpacking->written++;
    fputc(byte, unpacking->output);
}

/* A place in the ring and a length; false: that was the end. */
static bool copy(struct rich_text_ring *unpacking, unsigned reference)
{
    size_t from = reference >> 4;

    if (from == unpacking->place)
        return false;
    for (unsigned left = (reference & 15) + 2; left > 0; left--, from = (from + 1) % RING)
        put(unpacking, unpacking->ring[from]);
    return true;
}

static void unpack(struct rich_text_ring *unpacking, const char *packed, size_t length)
{
    for (size_t at = HEAD; at < length && unpacking->written < MOST;) {
        unsigned flags = (unsigned char)packed[at++];
        for (int i = 0; i < 8 && at < length; i++, flags >>= 1) {
            if (!(flags & 1)) {
                put(unpacking, packed[at++]);
                continue;
            }
            if (at + 1 >= length ||
                !copy(unpacking, (unsigned)(unsigned char)packed[at] << 8 | (unsigned char)packed[at + 1]))
                return;
            at += 2;
        }
    }
}

char *rich_text_unpack(const char *packed, size_t length, size_t *unpacked)
{
    struct rich_text_ring unpacking = {.place = sizeof beginning - 1};
    char *text = NULL;

    if (length <= HEAD)
        return NULL;
    if (number(packed + 8) == 0x414C454D) { /* "MELA": as it is */
        *unpacked = length - HEAD;
        return memory_copy(packed + HEAD, *unpacked);
    }
    if (number(packed + 8) != 0x75465A4C) /* "LZFu" */
        return NULL;
    memcpy(unpacking.ring, beginning, sizeof beginning - 1);
    unpacking.output = text_stream(&text, unpacked);
    unpack(&unpacking, packed, length);
    text_stream_close(unpacking.output);
    return text;
}
