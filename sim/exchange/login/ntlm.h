/* SPDX-License-Identifier: MIT */
/* The messages of NTLM, as far as a server needs them to know a user: version 2 and, for old
 * clients, 1 (ntlm_legacy.h), without signing or sealing.
 * Source: [MS-NLMP], published by Microsoft. Pure; bytes from clients are never trusted. */
#ifndef FBLAB_NTLM_H
#define FBLAB_NTLM_H

#include "ntlm_legacy.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ntlm_message { NTLM_NONE, NTLM_NEGOTIATE, NTLM_AUTHENTICATE };

/* What a client sent, Base64. The caller frees the bytes. NTLM_NONE: nothing of ours, and no bytes. */
enum ntlm_message ntlm_read(const char *base64, char **bytes, size_t *length);
/* What a connection is challenged with: its own, the same each time, unforeseeable without the secret. */
void ntlm_challenge(const char *secret, uint64_t connection, unsigned char challenge[NTLM_CHALLENGE_SIZE]);
/* The challenge message for clients of that domain, Base64. The caller frees it. */
char *ntlm_write_challenge(const char *domain, const unsigned char challenge[NTLM_CHALLENGE_SIZE]);
/* Does an authenticate message prove that the client is that user and knows the password? Names without regard to case,
 * the user's also with a domain behind an @. */
bool ntlm_proves(const char *bytes, size_t length, const unsigned char challenge[NTLM_CHALLENGE_SIZE], const char *user,
                 const char *password);

#endif
