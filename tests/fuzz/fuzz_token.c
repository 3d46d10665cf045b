/* SPDX-License-Identifier: MIT */
/* What anybody may present as a token: as it is, and three lines encoded as its parts. Nothing made so may verify. */
#include "base/base64.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "token/token.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void present(const char *token)
{
    const char *const certificates[] = {token};
    json_t *header = NULL, *claims = NULL;
    const bool readable = token_read(token, &header, &claims);

    if (readable != (json_is_object(header) && json_is_object(claims)) ||
        token_verify(NULL, token, certificates, ARRAY_SIZE(certificates), NULL) == TOKEN_GOOD)
        abort();
    free(token_thumbprint(header));
    json_decref(header);
    json_decref(claims);
}

static char *encode_line(const char **text)
{
    const size_t length = strcspn(*text, "\n");
    char *encoded = base64url_encode(*text, length);

    *text += length + ((*text)[length] != '\0');
    return encoded;
}

/* The first byte is another target's. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(cleanup_string) char *text = size > 0 ? text_format("%.*s", (int)size - 1, (const char *)data + 1) : NULL;
    const char *rest = text;

    if (text) {
        CLEANUP(cleanup_string) char *header = encode_line(&rest), *claims = encode_line(&rest);
        CLEANUP(cleanup_string) char *signature = encode_line(&rest);
        CLEANUP(cleanup_string) char *token = text_format("%s.%s.%s", header, claims, signature);
        present(text);
        present(token);
    }
    return 0;
}
