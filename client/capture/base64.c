/* SPDX-License-Identifier: MIT */
/* Base64 is decoded. */
#include "base64.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

char *base64_decode(const char *text, size_t length, size_t *decoded)
{
    char *const bytes = malloc(length / 4 * 3 + 4);
    uint32_t bits = 0;
    int count = 0;

    if (!bytes)
        abort();
    *decoded = 0;
    for (size_t i = 0; i < length && text[i] != '='; i++) {
        const char *const place = text[i] ? strchr(alphabet, text[i]) : NULL;
        if (!place)
            continue;
        bits = bits << 6 | (uint32_t)(place - alphabet);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes[(*decoded)++] = (char)(bits >> count);
        }
    }
    bytes[*decoded] = '\0';
    return bytes;
}
