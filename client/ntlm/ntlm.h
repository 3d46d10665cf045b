/* SPDX-License-Identifier: MIT */
/* The messages of NTLM, as far as a server needs them to know a user, and a client to be known: version 2 and, for old
 * clients, 1 (ntlm_legacy.h), without signing or sealing.
 * Source: [MS-NLMP], published by Microsoft. Pure; bytes from a peer are never trusted. */
#ifndef FBLAB_NTLM_H
#define FBLAB_NTLM_H

#include "channel_binding.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NTLM_CHALLENGE_SIZE = 8, NTLM_SPN_SIZE = 256 };
enum ntlm_message { NTLM_NONE, NTLM_NEGOTIATE, NTLM_CHALLENGE, NTLM_AUTHENTICATE };

/* What a peer sent, Base64. The caller frees the bytes. NTLM_NONE: nothing of ours, and no bytes. */
enum ntlm_message ntlm_read(const char *base64, char **bytes, size_t *length);

/* The server. */

/* What a connection is challenged with: its own, the same each time, unforeseeable without the secret. */
void ntlm_challenge(const char *secret, uint64_t connection, unsigned char challenge[NTLM_CHALLENGE_SIZE]);
/* The challenge message for clients of that domain, Base64. The caller frees it. */
char *ntlm_write_challenge(const char *domain, const unsigned char challenge[NTLM_CHALLENGE_SIZE]);
/* Does an authenticate message prove that the client is that user and knows the password? Names without regard to case,
 * the user's also with a domain behind an @. */
bool ntlm_proves(const char *bytes, size_t length, const unsigned char challenge[NTLM_CHALLENGE_SIZE], const char *user,
                 const char *password);

/* What a client says it was connected to; its proof covers it. Version 1 has no place for it. */
struct ntlm_bound {
    unsigned char channel[CHANNEL_BINDING_SIZE]; /* zeroes: it gave no binding */
    char service[NTLM_SPN_SIZE];                 /* "HTTP/mail.contoso.com"; "": none, or one that is no ASCII */
};
/* Of an authenticate message that proves something. */
void ntlm_bound_read(const char *bytes, size_t length, struct ntlm_bound *bound);

/* The client. */

/* The message that begins, Base64. The caller frees it. */
char *ntlm_write_negotiate(void);

struct ntlm_client {
    const char *user, *password;
    uint64_t seconds;                         /* since 1970 */
    unsigned char nonce[NTLM_CHALLENGE_SIZE]; /* fresh */
    const unsigned char *channel;             /* CHANNEL_BINDING_SIZE bytes; NULL: none is known */
    const char *service;                      /* "HTTP/mail.contoso.com" */
};
/* The message that answers a challenge, Base64. The caller frees it. NULL: that is no challenge, or a name is too long. */
char *ntlm_answer(const struct ntlm_client *client, const char *challenge);

#endif
