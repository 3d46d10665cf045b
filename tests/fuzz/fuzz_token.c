/* SPDX-License-Identifier: MIT */
/* What anybody may present as a token: as it is, and three lines encoded as its parts. Nothing made so may verify. */
#include "base/base64.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "input.h"
#include "target.h"
#include "token/token.h"

#include <stdlib.h>
#include <string.h>

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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(cleanup_string) char *text = input_text(data, size);
    const char *rest = text;
    CLEANUP(cleanup_string) char *header = encode_line(&rest);
    CLEANUP(cleanup_string) char *claims = encode_line(&rest);
    CLEANUP(cleanup_string) char *signature = encode_line(&rest);
    CLEANUP(cleanup_string) char *token = text_format("%s.%s.%s", header, claims, signature);

    present(text);
    present(token);
    return 0;
}
