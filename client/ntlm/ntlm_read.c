/* SPDX-License-Identifier: MIT */
/* Which of the three messages it is. */
#include "base/base64.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "ntlm.h"
#include "ntlm_message.h"

#include <string.h>

enum ntlm_message ntlm_read(const char *base64, char **bytes, size_t *length)
{
    static const enum ntlm_message types[] = {NTLM_NONE, NTLM_NEGOTIATE, NTLM_CHALLENGE, NTLM_AUTHENTICATE};
    const size_t size = strlen(base64);
    CLEANUP(cleanup_string) char *decoded = NULL;
    uint32_t type;

    *bytes = NULL;
    *length = 0;
    if (size <= NTLM_LONGEST_MESSAGE)
        decoded = base64_decode(base64, size, BASE64_STRICT, length);
    if (*length < NTLM_TYPE_PLACE + 4 || memcmp(decoded, NTLM_SIGNATURE, sizeof NTLM_SIGNATURE) != 0)
        return NTLM_NONE;
    type = ntlm_number((unsigned char *)decoded + NTLM_TYPE_PLACE, 4);
    if (type >= ARRAY_SIZE(types) || types[type] == NTLM_NONE)
        return NTLM_NONE;
    *bytes = TAKE(decoded);
    return types[type];
}
