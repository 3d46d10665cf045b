/* SPDX-License-Identifier: MIT */
/* 122 bits as groups of hexadecimal digits. */
#include "guid.h"

#include "cleanup.h"

#include <stdlib.h>
#include <sys/random.h>

static char *put_hex(char *at, uint64_t number, int digits)
{
    for (int i = digits; i-- > 0; number >>= 4)
        at[i] = "0123456789abcdef"[number & 15];
    return at + digits;
}

const char *guid_of_numbers(uint64_t high, uint64_t low, char buffer[GUID_SIZE])
{
    const struct {
        uint64_t number;
        int digits;
    } groups[] = {{high >> 32, 8},
                  {high >> 16, 4},
                  {(high & 0xFFF) | 0x4000, 4}, /* version 4: random */
                  {(low >> 48 & 0x3FFF) | 0x8000, 4},
                  {low, 12}};
    char *end = buffer;

    for (size_t i = 0; i < ARRAY_SIZE(groups); i++) {
        end = put_hex(end, groups[i].number, groups[i].digits);
        *end++ = '-';
    }
    end[-1] = '\0';
    return buffer;
}

const char *guid_random(char buffer[GUID_SIZE])
{
    uint64_t numbers[2] = {0, 0};

    if (getrandom(numbers, sizeof numbers, 0) != sizeof numbers)
        abort(); /* a kernel without random numbers: nothing here would be safe */
    return guid_of_numbers(numbers[0], numbers[1], buffer);
}

const char *guid_of_text(const char *text, char buffer[GUID_SIZE])
{
    uint64_t numbers[2] = {0xCBF29CE484222325u, 0x84222325CBF29CE4u}; /* FNV-1a, twice */

    for (; *text; text++)
        for (size_t i = 0; i < 2; i++)
            numbers[i] = (numbers[i] ^ (unsigned char)*text) * 0x100000001B3u;
    return guid_of_numbers(numbers[0], numbers[1], buffer);
}
