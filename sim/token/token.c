/* SPDX-License-Identifier: MIT */
#include "token.h"

#include "certificate.h"
#include "text.h"

#include <jwt.h>
#include <openssl/evp.h>
#include <string.h>

#define THUMBPRINT_LETTERS 27 /* Base64url of 20 bytes, unpadded */

static void token_free(jwt_t **token)
{
    jwt_free(*token);
    *token = NULL;
}

static void json_free(json_t **json)
{
    json_decref(*json);
    *json = NULL;
}

/* libjwt takes five parts for three and decodes on the stack, so form and length are checked before it sees a token. */
static bool has_form(const char *token)
{
    const size_t length = token ? strnlen(token, TOKEN_LIMIT + 1) : 0;
    size_t dots = 0;

    for (size_t i = 0; i < length && i < TOKEN_LIMIT; i++)
        dots += token[i] == '.';
    return length > 0 && length <= TOKEN_LIMIT && dots == 2 &&
           strspn(token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") == length;
}

static json_t *take_json(char *text)
{
    json_t *json = text ? json_loads(text, JSON_REJECT_DUPLICATES, NULL) : NULL;

    free(text);
    return json;
}

bool token_read(const char *token, json_t **header, json_t **claims)
{
    CLEANUP(token_free) jwt_t *decoded = NULL;
    CLEANUP(json_free) json_t *head = NULL, *body = NULL;

    if (!has_form(token) || jwt_decode(&decoded, token, NULL, 0) != 0)
        return false;
    head = take_json(jwt_get_headers_json(decoded, NULL));
    body = take_json(jwt_get_grants_json(decoded, NULL));
    if (!json_is_object(head) || !json_is_object(body))
        return false;
    if (header)
        *header = TAKE(head);
    if (claims)
        *claims = TAKE(body);
    return true;
}

/* PEM of the public key of the certificate with that thumbprint. The caller frees it. */
static char *find_key(const char *thumbprint, const char *const *certificates, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        CLEANUP(certificate_free) X509 *certificate = certificate_load(certificates[i]);
        CLEANUP(cleanup_string) char *own = certificate ? certificate_thumbprint(certificate) : NULL;

        if (own && strcmp(own, thumbprint) == 0)
            return certificate_public_key(certificate);
    }
    return NULL;
}

/* Only RS256 goes to libjwt: with "HS256" it would take the public key for a shared secret, which everybody knows. */
static bool is_signed_by(const char *token, const char *algorithm, const char *key)
{
    CLEANUP(token_free) jwt_t *decoded = NULL;

    return algorithm && strcmp(algorithm, "RS256") == 0 &&
           jwt_decode(&decoded, token, (const unsigned char *)key, (int)strlen(key)) == 0;
}

enum token_verdict token_verify(const char *token, const char *const *certificates, size_t count, json_t **claims)
{
    CLEANUP(json_free) json_t *header = NULL;
    CLEANUP(cleanup_string) char *key = NULL;
    const char *thumbprint;

    if (!token_read(token, &header, claims))
        return TOKEN_UNREADABLE;
    thumbprint = json_string_value(json_object_get(header, "x5t"));
    key = thumbprint ? find_key(thumbprint, certificates, count) : NULL;
    if (!key)
        return TOKEN_UNKNOWN_KEY;
    return is_signed_by(token, json_string_value(json_object_get(header, "alg")), key) ? TOKEN_GOOD
                                                                                       : TOKEN_BAD_SIGNATURE;
}

char *token_thumbprint(const json_t *header)
{
    const char *letters = json_string_value(json_object_get(header, "x5t"));
    char padded[THUMBPRINT_LETTERS + 2];
    unsigned char bytes[24];
    char *text = NULL;

    if (!letters || strlen(letters) != THUMBPRINT_LETTERS)
        return NULL;
    snprintf(padded, sizeof padded, "%s=", letters);
    for (char *at = padded; *at; at++)
        *at = *at == '-' ? '+' : *at == '_' ? '/' : *at;
    if (EVP_DecodeBlock(bytes, (const unsigned char *)padded, THUMBPRINT_LETTERS + 1) < 20 || !(text = malloc(41)))
        return NULL;
    for (size_t i = 0; i < 20; i++)
        snprintf(text + 2 * i, 3, "%02X", bytes[i]);
    return text;
}
