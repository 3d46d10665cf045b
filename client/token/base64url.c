/* SPDX-License-Identifier: MIT */
/* By OpenSSL's Base64, with the two other letters and without padding. */
#include "base64url.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

char *base64url(const void *bytes, size_t size)
{
    char *text = malloc(size / 3 * 4 + 5);

    if (!text)
        abort();
    EVP_EncodeBlock((unsigned char *)text, bytes, (int)size);
    text[strcspn(text, "=")] = '\0';
    for (char *at = text; *at; at++)
        *at = (char)(*at == '+' ? '-' : *at == '/' ? '_' : *at);
    return text;
}

/* The same in the alphabet that the library decodes, filled up to whole groups with letters that stand for zeros. */
static size_t write_groups(const char *text, size_t length, unsigned char *groups)
{
    const size_t whole = (length + 3) / 4 * 4;

    memset(groups + length, 'A', whole - length);
    for (size_t i = 0; i < length; i++)
        groups[i] = (unsigned char)(text[i] == '-' ? '+' : text[i] == '_' ? '/' : text[i]);
    return whole;
}

unsigned char *base64url_decode(const char *text, size_t length, size_t *size)
{
    unsigned char *bytes = malloc(length / 4 * 3 + 4), *groups = malloc(length + 4);

    if (!bytes || !groups)
        abort();
    *size = length / 4 * 3 + length % 4 * 3 / 4;
    if (strspn(text, LETTERS) < length || EVP_DecodeBlock(bytes, groups, (int)write_groups(text, length, groups)) < 0) {
        free(bytes);
        bytes = NULL;
    } else {
        bytes[*size] = '\0';
    }
    free(groups);
    return bytes;
}
