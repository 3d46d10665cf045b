/* SPDX-License-Identifier: MIT */
/* NTLM messages: the input as bytes and as Base64. None proves a password that it was not made with. */
#include "base/base64.h"
#include "base/cleanup.h"
#include "input.h"
#include "ntlm/ntlm.h"
#include "target.h"

#include <stdlib.h>

static void present(const char *base64)
{
    static const unsigned char challenge[NTLM_CHALLENGE_SIZE] = {1, 2, 3, 4, 5, 6, 7, 8};
    CLEANUP(cleanup_string) char *bytes = NULL;
    size_t length = 0;

    if (ntlm_read(base64, &bytes, &length) == NTLM_AUTHENTICATE &&
        ntlm_proves(bytes, length, challenge, "user", "Kiosk-Lantern-42"))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(cleanup_string) char *text = input_text(data, size);
    CLEANUP(cleanup_string) char *encoded = base64_encode(text, size);

    present(text);
    present(encoded);
    return 0;
}
