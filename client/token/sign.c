/* SPDX-License-Identifier: MIT */
/* Writes and signs tokens. */
#include "base/base64.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "parsed_key.h"
#include "token.h"

#include <openssl/err.h>
#include <string.h>

enum { FEWEST_BITS = 2048 };

static void context_free(EVP_MD_CTX **context)
{
    EVP_MD_CTX_free(*context);
}

static char *encode(const json_t *json)
{
    CLEANUP(cleanup_string) char *text = json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS);

    return text ? base64url_encode(text, strlen(text)) : NULL;
}

static char *encode_claims(const json_t *claims, struct error *error)
{
    char *text = json_is_object(claims) ? encode(claims) : NULL;

    if (!text)
        error_set(error, "cannot put the claims into a token: they must be one JSON object");
    return text;
}

/* What is signed. The caller frees it. */
static char *join(const char *algorithm, const char *thumbprint, const char *claims)
{
    json_t *header =
        json_pack("{s:s,s:s,s:s*,s:s*}", "typ", "JWT", "alg", algorithm, "x5t", thumbprint, "kid", thumbprint);
    CLEANUP(cleanup_string) char *head = encode(header);

    json_decref(header);
    return text_format("%s.%s", head, claims);
}

static bool is_usable(EVP_PKEY *key)
{
    return key && EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA && EVP_PKEY_get_bits(key) >= FEWEST_BITS;
}

/* Base64url. The caller frees it; NULL: the key has no private part. */
static char *make_signature(EVP_PKEY *key, const char *text)
{
    CLEANUP(context_free) EVP_MD_CTX *context = memory_need(EVP_MD_CTX_new());
    CLEANUP(cleanup_string) char *bytes = memory_room((size_t)EVP_PKEY_get_size(key));
    size_t size = (size_t)EVP_PKEY_get_size(key);

    if (EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key) == 1 &&
        EVP_DigestSign(context, (unsigned char *)bytes, &size, (const unsigned char *)text, strlen(text)) == 1)
        return base64url_encode(bytes, size);
    ERR_clear_error();
    return NULL;
}

static char *sign(struct token_keys *keys, const char *text, const char *private_key_pem, struct error *error)
{
    CLEANUP(parsed_key_close) struct parsed_key key = parsed_private_key(keys, private_key_pem);
    CLEANUP(cleanup_string) char *signature = is_usable(key.key) ? make_signature(key.key, text) : NULL;

    if (signature)
        return text_format("%s.%s", text, signature);
    error_set(error, "cannot sign the token: the key must be an RSA private key of at least 2048 bits, as PEM");
    return NULL;
}

char *token_sign(struct token_keys *keys, const json_t *claims, const char *private_key_pem,
                 const char *certificate_pem, struct error *error)
{
    CLEANUP(parsed_key_close) struct parsed_key certificate = {0};
    CLEANUP(cleanup_string) char *body = NULL, *text = NULL;

    if (!private_key_pem || !certificate_pem) {
        error_set(error, "cannot sign the token: no signing key or certificate");
        return NULL;
    }
    if (!(body = encode_claims(claims, error)))
        return NULL;
    certificate = parsed_certificate(keys, certificate_pem);
    if (!*certificate.thumbprint) {
        error_set(error, "cannot read the signing certificate: give X.509 as PEM or as Base64 DER");
        return NULL;
    }
    text = join("RS256", certificate.thumbprint, body);
    return sign(keys, text, private_key_pem, error);
}

char *token_unsigned(const json_t *claims, struct error *error)
{
    CLEANUP(cleanup_string) char *body = encode_claims(claims, error);
    CLEANUP(cleanup_string) char *text = body ? join("none", NULL, body) : NULL;

    return text ? text_format("%s.", text) : NULL;
}
