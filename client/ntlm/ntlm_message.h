/* SPDX-License-Identifier: MIT */
/* The bytes of NTLM's messages: numbers, fields, names, and the list of attributes that the server begins and the client
 * completes. Pure; what a peer sent is never trusted. */
#ifndef FBLAB_NTLM_MESSAGE_H
#define FBLAB_NTLM_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NTLM_SIGNATURE "NTLMSSP" /* and its NUL */

enum { NTLM_LONGEST_MESSAGE = 4096, NTLM_LONGEST_NAME = 512, NTLM_TYPE_PLACE = 8 };
/* Places of the fields in the last message. */
enum {
    NTLM_LM_RESPONSE = 12,
    NTLM_NT_RESPONSE = 20,
    NTLM_DOMAIN = 28,
    NTLM_USER = 36,
    NTLM_WORKSTATION = 44,
    NTLM_SESSION_KEY = 52,
    NTLM_FLAGS = 60,
    NTLM_AUTHENTICATE_HEAD = 64
};
/* Places in the server's challenge. */
enum { NTLM_CHALLENGE_PLACE = 24, NTLM_TARGET_INFO = 40, NTLM_CHALLENGE_HEAD = 56 };
/* Attributes ([MS-NLMP] 2.2.2.1), and what stands before them in a response: the proof, and the client's own part. */
enum { NTLM_AV_END = 0, NTLM_AV_DOMAIN = 2, NTLM_AV_TARGET_NAME = 9, NTLM_AV_CHANNEL_BINDINGS = 10 };
enum { NTLM_PROOF = 16, NTLM_CLIENT_PART = 28, NTLM_AV_HEAD = 4 };

struct ntlm_field {
    const unsigned char *bytes;
    size_t length;
};

uint32_t ntlm_number(const unsigned char *bytes, size_t size);
void ntlm_put_number(unsigned char *bytes, uint32_t value, size_t size);
/* ASCII as UTF-16LE; returns how many bytes. */
size_t ntlm_widen(const char *text, unsigned char *wide);
/* ASCII letters of UTF-16LE in capitals. */
void ntlm_upper(unsigned char *wide, size_t length);
/* Length, length again, and offset. */
void ntlm_put_field(unsigned char *place, size_t length, size_t offset);
/* A field of the message; empty if it reaches beyond the end. */
struct ntlm_field ntlm_field_at(const unsigned char *bytes, size_t length, size_t place);
/* Which attribute of a list: its value; bytes NULL: it is not there, or the list is broken before it. */
struct ntlm_field ntlm_attribute(const struct ntlm_field *list, unsigned attribute);
/* How long the list is without the row that ends it. */
size_t ntlm_attributes_length(const struct ntlm_field *list);

#endif
