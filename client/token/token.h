/* SPDX-License-Identifier: MIT */
/* JSON Web Tokens. No sockets, no clock of its own. Also linked by the client, which signs with its own organisation's
 * key. Keys and certificates are PEM text or Base64 DER of an X.509 certificate; `keys` keeps what was read of them and
 * may be NULL. */
#ifndef FBLAB_TOKEN_H
#define FBLAB_TOKEN_H

#include "base/error.h"
#include "token_keys.h"

#include <jansson.h>
#include <stdbool.h>

#define TOKEN_LIMIT 65536 /* bytes; a real one has less than 8 KiB */

/* RS256, header typ, alg, x5t and kid (both the Base64url SHA-1 of the certificate). The caller frees the result. */
char *token_sign(struct token_keys *keys, const json_t *claims, const char *private_key_pem,
                 const char *certificate_pem, struct error *error);
/* alg "none", empty signature: the outer token of server-to-server OAuth. The caller frees the result. */
char *token_unsigned(const json_t *claims, struct error *error);

enum token_verdict {
    TOKEN_GOOD,
    TOKEN_UNREADABLE,  /* not three Base64url parts of JSON */
    TOKEN_UNKNOWN_KEY, /* x5t matches none of the certificates */
    TOKEN_BAD_SIGNATURE,
};

/* Checks signature only, against the certificate (Base64 DER, one line) whose thumbprint is the token's x5t. Times,
 * audience and issuer are the caller's business. *claims (may be NULL) is set unless TOKEN_UNREADABLE; the caller owns
 * the reference. */
enum token_verdict token_verify(struct token_keys *keys, const char *token, const char *const *certificates,
                                size_t count, json_t **claims);
/* Claims and header without any check of who signed. Tokens are hostile: one of more than TOKEN_LIMIT bytes, of other
 * than three parts, or of parts that are not Base64url of JSON is unreadable. false: unreadable. The caller owns the
 * references; either may be NULL. */
bool token_read(const char *token, json_t **header, json_t **claims);
/* 40 upper-case hex digits of the header's x5t, as Windows prints a thumbprint. The caller frees it; NULL: no such. */
char *token_thumbprint(const json_t *header);

/* Of a certificate, PEM or Base64 DER: Base64url of its SHA-1 (x5t), and its DER in Base64, one line. The caller frees
 * them; NULL: not a certificate. */
char *token_certificate_thumbprint(const char *certificate);
char *token_certificate_base64(const char *certificate);

#endif
