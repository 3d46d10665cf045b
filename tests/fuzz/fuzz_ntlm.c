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
    if (bytes) {
        struct ntlm_bound bound;
        ntlm_bound_read(bytes, length, &bound);
    }
}

/* Whatever challenges a client, its answer is one that it gave. */
static void challenge_client(const char *base64)
{
    static const struct ntlm_client client = {.user = "user",
                                              .password = "Kiosk-Lantern-42",
                                              .channel = (const unsigned char *)"0123456789abcdef",
                                              .service = "HTTP/x"};
    CLEANUP(cleanup_string) char *answer = ntlm_answer(&client, base64), *bytes = NULL;
    size_t length = 0;

    if (answer && ntlm_read(answer, &bytes, &length) != NTLM_AUTHENTICATE)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(cleanup_string) char *text = input_text(data, size);
    CLEANUP(cleanup_string) char *encoded = base64_encode(text, size);

    present(text);
    present(encoded);
    challenge_client(text);
    challenge_client(encoded);
    return 0;
}
