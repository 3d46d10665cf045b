/* SPDX-License-Identifier: MIT */
#include "token.h"

#include "certificate.h"
#include "text.h"

#include <jwt.h>
#include <string.h>

static void token_free(jwt_t **token)
{
    jwt_free(*token);
    *token = NULL;
}

static bool add_thumbprint(jwt_t *token, const char *certificate_pem, struct error *error)
{
    CLEANUP(certificate_free) X509 *certificate = certificate_load(certificate_pem);
    CLEANUP(cleanup_string) char *thumbprint = certificate ? certificate_thumbprint(certificate) : NULL;

    if (!thumbprint)
        return error_set(error, "cannot read the signing certificate: give X.509 as PEM or as Base64 DER");
    return (jwt_add_header(token, "x5t", thumbprint) == 0 && jwt_add_header(token, "kid", thumbprint) == 0) ||
           error_set(error, "cannot name the signing certificate in the token's header");
}

/* A token with these claims, not signed yet. The caller frees it. */
static jwt_t *prepare(const json_t *claims, struct error *error)
{
    CLEANUP(cleanup_string) char *text = json_dumps(claims, JSON_COMPACT);
    CLEANUP(token_free) jwt_t *token = NULL;

    if (!text || !json_is_object(claims) || jwt_new(&token) != 0 || jwt_add_grants_json(token, text) != 0) {
        error_set(error, "cannot put the claims into a token: they must be one JSON object");
        return NULL;
    }
    return TAKE(token);
}

static char *encode(jwt_t *token, struct error *error)
{
    char *text = jwt_encode_str(token);

    if (!text)
        error_set(error, "cannot sign the token: the key must be an RSA private key of at least 2048 bits, as PEM");
    return text;
}

char *token_sign(const json_t *claims, const char *private_key_pem, const char *certificate_pem, struct error *error)
{
    CLEANUP(token_free) jwt_t *token = NULL;

    if (!private_key_pem || !certificate_pem) {
        error_set(error, "cannot sign the token: no signing key or certificate");
        return NULL;
    }
    if (!(token = prepare(claims, error)) || !add_thumbprint(token, certificate_pem, error))
        return NULL;
    jwt_set_alg(token, JWT_ALG_RS256, (const unsigned char *)private_key_pem, (int)strlen(private_key_pem));
    return encode(token, error);
}

char *token_unsigned(const json_t *claims, struct error *error)
{
    CLEANUP(token_free) jwt_t *token = prepare(claims, error);

    if (!token)
        return NULL;
    jwt_add_header(token, "typ", "JWT"); /* libjwt leaves it out of unsigned tokens, Exchange does not */
    jwt_set_alg(token, JWT_ALG_NONE, NULL, 0);
    return encode(token, error);
}
