/* SPDX-License-Identifier: MIT */
/* "WWW-Authenticate: Bearer client_id=..., trusted_issuers=..." read. Pure. */
#ifndef FBLAB_BEARER_CHALLENGE_H
#define FBLAB_BEARER_CHALLENGE_H

#include "evidence/evidence.h"

struct bearer_challenge {
    char *client_id, *trusted_issuers, *realm; /* NULL: not named */
};

/* false: none of the headers is a Bearer challenge. Close it in both cases. */
bool bearer_challenge_read(struct bearer_challenge *challenge, const struct evidence *record);
/* Is "issuer@realm" among the trusted issuers? A realm "*" there stands for any. */
bool bearer_challenge_trusts(const struct bearer_challenge *challenge, const char *issuer, const char *realm);
void bearer_challenge_close(struct bearer_challenge *challenge);

#endif
