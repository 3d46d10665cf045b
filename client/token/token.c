/* SPDX-License-Identifier: MIT */
/* Takes tokens apart, and verifies their signatures. */
#include "token.h"

#include "base/base64.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "parsed_key.h"

#include <openssl/err.h>
#include <string.h>
#include <strings.h>

/* Where the three parts of a token begin. */
struct parts {
    const char *header, *claims, *signature;
};

static void json_free(json_t **json)
{
    json_decref(*json);
    *json = NULL;
}

static void context_free(EVP_MD_CTX **context)
{
    EVP_MD_CTX_free(*context);
}

static bool split(const char *token, struct parts *parts)
{
    const size_t length = token ? strnlen(token, TOKEN_LIMIT + 1) : 0;
    const char *dot = length > 0 && length <= TOKEN_LIMIT ? strchr(token, '.') : NULL;

    *parts = (struct parts){.header = token, .claims = dot ? dot + 1 : NULL};
    dot = dot ? strchr(dot + 1, '.') : NULL;
    parts->signature = dot ? dot + 1 : NULL;
    return dot && !strchr(dot + 1, '.') &&
           strspn(token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") == length;
}

/* The object in the part that ends before `end`. The caller owns the reference; NULL: there is none. */
static json_t *read_part(const char *part, const char *end)
{
    size_t size;
    char *text = base64url_decode(part, (size_t)(end - 1 - part), &size);
    CLEANUP(json_free) json_t *json = text ? json_loads(text, 0, NULL) : NULL;

    free(text);
    return json_is_object(json) ? TAKE(json) : NULL;
}

/* One of RFC 7518; a signed token that says what it is says JWT. */
static bool is_header(const json_t *header)
{
    static const char *const algorithms[] = {"none",  "HS256", "HS384", "HS512", "RS256",
                                             "RS384", "RS512", "ES256", "ES384", "ES512"};
    const char *own = json_string_value(json_object_get(header, "alg"));
    const char *type = json_string_value(json_object_get(header, "typ"));
    size_t i = 0;

    while (own && i < ARRAY_SIZE(algorithms) && strcasecmp(own, algorithms[i]) != 0)
        i++;
    return own && i < ARRAY_SIZE(algorithms) && (i == 0 || !type || strcasecmp(type, "JWT") == 0);
}

bool token_read(const char *token, json_t **header, json_t **claims)
{
    CLEANUP(json_free) json_t *head = NULL, *body = NULL;
    struct parts parts;

    if (!split(token, &parts) || !(head = read_part(parts.header, parts.claims)) || !is_header(head) ||
        !(body = read_part(parts.claims, parts.signature)))
        return false;
    if (header)
        *header = TAKE(head);
    if (claims)
        *claims = TAKE(body);
    return true;
}

/* The public key of the certificate with that thumbprint. The caller frees it; NULL: there is none. */
static EVP_PKEY *find_key(struct token_keys *keys, const char *thumbprint, const char *const *certificates,
                          size_t count)
{
    for (size_t i = 0; i < count; i++) {
        CLEANUP(parsed_key_close) struct parsed_key certificate = parsed_certificate(keys, certificates[i]);

        if (*certificate.thumbprint && strcmp(certificate.thumbprint, thumbprint) == 0)
            return TAKE(certificate.key);
    }
    return NULL;
}

static bool verify(EVP_PKEY *key, const struct parts *parts)
{
    CLEANUP(context_free) EVP_MD_CTX *context = memory_need(EVP_MD_CTX_new());
    const size_t signed_length = (size_t)(parts->signature - 1 - parts->header);
    size_t size;
    char *signature = base64url_decode(parts->signature, strlen(parts->signature), &size);
    bool good;

    good = signature && EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key) == 1 &&
           EVP_DigestVerify(context, (const unsigned char *)signature, size, (const unsigned char *)parts->header,
                            signed_length) == 1;
    free(signature);
    ERR_clear_error();
    return good;
}

/* RS256 and nothing else: with "HS256" a verifier takes the public key for a shared secret, which everybody knows. */
static bool is_signed_by(const char *token, const char *algorithm, EVP_PKEY *key)
{
    struct parts parts;

    return algorithm && strcmp(algorithm, "RS256") == 0 && EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA &&
           split(token, &parts) && verify(key, &parts);
}

enum token_verdict token_verify(struct token_keys *keys, const char *token, const char *const *certificates,
                                size_t count, json_t **claims)
{
    CLEANUP(json_free) json_t *header = NULL;
    CLEANUP(parsed_key_close) struct parsed_key signer = {0};
    const char *thumbprint;

    if (!token_read(token, &header, claims))
        return TOKEN_UNREADABLE;
    thumbprint = json_string_value(json_object_get(header, "x5t"));
    signer.key = thumbprint ? find_key(keys, thumbprint, certificates, count) : NULL;
    if (!signer.key)
        return TOKEN_UNKNOWN_KEY;
    return is_signed_by(token, json_string_value(json_object_get(header, "alg")), signer.key) ? TOKEN_GOOD
                                                                                              : TOKEN_BAD_SIGNATURE;
}

char *token_thumbprint(const json_t *header)
{
    const char *letters = json_string_value(json_object_get(header, "x5t"));
    CLEANUP(cleanup_string) char *bytes = NULL;
    size_t size = 0;
    char *text;

    if (!letters || strlen(letters) != THUMBPRINT_LETTERS)
        return NULL;
    bytes = base64url_decode(letters, THUMBPRINT_LETTERS, &size);
    if (!bytes)
        return NULL;
    text = memory_room(2 * size + 1);
    for (size_t i = 0; i < size; i++)
        snprintf(text + 2 * i, 3, "%02X", (unsigned char)bytes[i]);
    return text;
}
