/* SPDX-License-Identifier: MIT */
/* What a password becomes in NTLM, and how it proves something. Pure. */
#ifndef FBLAB_NTLM_KEYS_H
#define FBLAB_NTLM_KEYS_H

#include "ntlm_legacy.h"
#include "ntlm_message.h"

enum { NTLM_LONGEST_PASSWORD = 256 };

/* NTOWFv1: of at most so many bytes. */
void ntlm_hash_password(const char *password, unsigned char hash[NTLM_HASH_SIZE]);
/* NTOWFv2 of [MS-NLMP] 3.3.2, of a user (in capitals) in a domain. */
void ntlm_response_key(const char *password, const unsigned char *identity, size_t length,
                       unsigned char key[NTLM_PROOF]);
/* Of the server's challenge and what the client has added to it, of at most NTLM_LONGEST_MESSAGE bytes. */
void ntlm_prove(const unsigned char key[NTLM_PROOF], const unsigned char challenge[NTLM_CHALLENGE_SIZE],
                const struct ntlm_field *rest, unsigned char proof[NTLM_PROOF]);

#endif
