/* SPDX-License-Identifier: MIT */
/* Reads octets that are written as two hexadecimal digits. */
#include "hex.h"

#include <string.h>

static int digit(char letter)
{
    static const char digits[] = "00112233445566778899aAbBcCdDeEfF";
    const char *const found = letter ? strchr(digits, letter) : NULL;

    return found ? (int)(found - digits) / 2 : -1;
}

bool hex_octet(const char *at, size_t room, unsigned char *octet)
{
    const int high = room < 2 ? -1 : digit(at[0]), low = room < 2 ? -1 : digit(at[1]);

    if (high < 0 || low < 0)
        return false;
    *octet = (unsigned char)(high * 16 + low);
    return true;
}

char *percent_decode(char *text)
{
    char *to = text;
    const char *const end = text + strlen(text);

    for (const char *from = text; *from; from++) {
        unsigned char octet = 0;
        const bool coded = *from == '%' && hex_octet(from + 1, (size_t)(end - from) - 1, &octet) && octet;
        *to = *from;
        if (coded)
            *to = (char)octet;
        to++;
        from += coded ? 2 : 0;
    }
    *to = '\0';
    return text;
}
