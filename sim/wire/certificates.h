/* SPDX-License-Identifier: MIT */
/* A certification authority of the lab, and identities (key, certificate, chain) with exactly the defect asked for.
 * Nothing is written to disk but by the _write functions. Immutable once made: threads may share them. */
#ifndef FBLAB_CERTIFICATES_H
#define FBLAB_CERTIFICATES_H

#include "base/error.h"
#include "vocabulary/certificate_defects.h"

#include <openssl/ssl.h>
#include <stdbool.h>

struct authority;
struct identity;

struct authority *authority_new(struct error *error);
/* One that was made before; takes all three. server_key: RSA, of the RSA certificates that it issues; NULL: each has its own. */
struct authority *authority_of(X509 *certificate, EVP_PKEY *key, EVP_PKEY *server_key);
/* Certificate and key, to be kept; the caller frees both. */
void authority_share(const struct authority *authority, X509 **certificate, EVP_PKEY **key);
void authority_free(struct authority **authority);
bool authority_write(const struct authority *authority, const char *path, struct error *error); /* PEM, atomically */

/* TLS identity (ECDSA P-256 unless the kind says RSA) for these names (DNS names, and IP addresses such as
 * "127.0.0.1"); NULL-terminated. */
struct identity *identity_new(const struct authority *authority, const char *const *names,
                              enum certificate_defect defect, struct error *error);
/* Signing identity (RSA-2048, self-signed, this subject CN), as Exchange's Auth certificate is; made `age`
 * seconds ago, and valid for five years from then. Takes the key; NULL: a new one. */
struct identity *identity_new_signing(const char *common_name, int64_t age, EVP_PKEY *key, struct error *error);
void identity_free(struct identity **identity);

/* Has the session present it: certificate, what is sent along, and the OCSP response for who asks. */
bool identity_present(const struct identity *identity, SSL *session);

X509 *identity_certificate(const struct identity *identity); /* borrowed */
EVP_PKEY *identity_key(const struct identity *identity);     /* borrowed */
X509 *identity_sent_along(const struct identity *identity);  /* borrowed; NULL: nothing is */
/* The OCSP response (DER), borrowed; NULL: none. */
const unsigned char *identity_status(const struct identity *identity, int *length);
/* SHA-1 thumbprint, 40 upper-case hex digits; borrowed. */
const char *identity_thumbprint(const struct identity *identity);
/* Base64 of the DER, one line; borrowed. */
const char *identity_base64(const struct identity *identity);
bool identity_write(const struct identity *identity, const char *certificate_path, const char *key_path,
                    struct error *error); /* PEM; the key 0600 */

#endif
