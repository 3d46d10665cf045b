/* SPDX-License-Identifier: MIT */
/* Memory that is never given back, at an address of our choice. */
#include "arena.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* The fourth byte of an address here is a control character, which no text has; and half of one is 32,400, the line of none. */
#define ARENA_AT ((char *)0x7e9000000000)
#define ARENA_BYTES ((size_t)1 << 30)

enum { ALIGNMENT = 16, HEAD = (sizeof(struct block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT };

static size_t used;

static char *arena(void)
{
    static char *mapped;
    const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE;

    if (!mapped)
        mapped = mmap(ARENA_AT, ARENA_BYTES, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (mapped != ARENA_AT)
        memory_end();
    return mapped;
}

static struct block *head_of(const void *address)
{
    return (struct block *)((char *)(uintptr_t)address - HEAD);
}

static bool is_inside(const void *address)
{
    return (const char *)address >= ARENA_AT && (const char *)address < ARENA_AT + used;
}

/* Of each possible beginning: is it one? */
static unsigned char begins[ARENA_BYTES / ALIGNMENT / 8];

static size_t bit_of(const void *address)
{
    return (size_t)((const char *)address - ARENA_AT) / ALIGNMENT;
}

struct block *arena_block(const void *address)
{
    const bool aligned = (uintptr_t)address % ALIGNMENT == 0;

    if (!is_inside(address) || !aligned || !(begins[bit_of(address) / 8] >> (bit_of(address) % 8) & 1))
        return NULL;
    return head_of(address);
}

static void *take(size_t length)
{
    const size_t whole = HEAD + (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    char *const block = arena() + used + HEAD;

    if (whole < length || whole > ARENA_BYTES - used)
        memory_end();
    used += whole;
    head_of(block)->length = length;
    begins[bit_of(block) / 8] |= (unsigned char)(1u << (bit_of(block) % 8));
    return block;
}

/* What base/memory.h promises. */

void *memory_need(void *made)
{
    if (!made)
        memory_end();
    return made;
}

void *memory_array(size_t count, size_t size)
{
    return take(count * size);
}

void *memory_new(size_t size)
{
    return take(size);
}

void *memory_room(size_t size)
{
    return take(size);
}

void *memory_grow(void *array, size_t count, size_t size)
{
    void *const grown = take(count * size);
    const size_t before = array ? head_of(array)->length : 0;

    if (before > 0)
        memcpy(grown, array, before < count * size ? before : count * size);
    return grown;
}

/* What is written down once is as large as it is. */
void *memory_one_more(void *array, size_t count, size_t size)
{
    return memory_grow(array, count + 1, size);
}

void *memory_copy(const void *bytes, size_t length)
{
    char *const copy = take(length + 1);

    if (length > 0)
        memcpy(copy, bytes, length);
    return copy;
}

FILE *text_stream(char **text, size_t *length)
{
    *text = NULL;
    *length = 0;
    return memory_need(open_memstream(text, length));
}

void text_stream_close(FILE *stream)
{
    fclose(stream);
}

/* The linker sends free() here. */
/* NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): its name for it */
void __real_free(void *memory);
/* NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): its name for it */
void __wrap_free(void *memory);

/* NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): its name for it */
void __wrap_free(void *memory)
{
    if (!is_inside(memory))
        __real_free(memory);
}
