/* SPDX-License-Identifier: MIT */
/* The responses of NTLM version 1 ([MS-NLMP] 3.3.1), which Windows servers take unless LmCompatibilityLevel forbids it, and which
 * small clients still send. The even older LM response proves nothing here. Pure. */
#ifndef FBLAB_NTLM_LEGACY_H
#define FBLAB_NTLM_LEGACY_H

#include "ntlm.h"

#include <stdbool.h>

enum { NTLM_LEGACY_RESPONSE = 24, NTLM_HASH_SIZE = 16 };

/* hash: MD4 of the password. nonce: the client's own challenge, which extended session security mixes in; NULL: without. */
bool ntlm_legacy_proves(const unsigned char response[NTLM_LEGACY_RESPONSE], const unsigned char hash[NTLM_HASH_SIZE],
                        const unsigned char challenge[NTLM_CHALLENGE_SIZE], const unsigned char *nonce);

#endif
