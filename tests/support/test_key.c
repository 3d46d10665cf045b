/* SPDX-License-Identifier: MIT */
/* Makes a key and signs its certificate with it. */
#include "test_key.h"

#include "base/text.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>

static void require(int success)
{
    if (!success) {
        fputs("cannot make a signing key\n", stderr);
        abort();
    }
}

static X509 *certify(EVP_PKEY *pair, const char *common_name)
{
    X509 *certificate = X509_new();
    X509_NAME *name = X509_get_subject_name(certificate);

    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 86400);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, (const unsigned char *)common_name, -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_set_pubkey(certificate, pair);
    require(X509_sign(certificate, pair, EVP_sha256()) > 0);
    return certificate;
}

static char *text_of(BIO *output)
{
    char *bytes = NULL;
    const long size = BIO_get_mem_data(output, &bytes);
    char *text = text_format("%.*s", (int)size, bytes);

    BIO_free(output);
    return text;
}

static void describe(struct signing_key *key, const X509 *certificate)
{
    unsigned char digest[EVP_MAX_MD_SIZE], *der = NULL;
    const int size = i2d_X509(certificate, &der);
    unsigned length = 0;

    require(size > 0 && X509_digest(certificate, EVP_sha1(), digest, &length));
    key->base64 = malloc((size_t)size / 3 * 4 + 5);
    require(key->base64 != NULL);
    EVP_EncodeBlock((unsigned char *)key->base64, der, size);
    OPENSSL_free(der);
    for (size_t i = 0; i < 20; i++)
        snprintf(key->thumbprint + 2 * i, 3, "%02X", digest[i]);
}

struct signing_key *signing_key_new(const char *common_name)
{
    struct signing_key *key = calloc(1, sizeof *key);
    EVP_PKEY *pair = EVP_RSA_gen(2048);
    BIO *private = BIO_new(BIO_s_mem()), *public = BIO_new(BIO_s_mem()), *output = BIO_new(BIO_s_mem());
    X509 *certificate;

    require(key && pair && private && public && output);
    certificate = certify(pair, common_name);
    require(PEM_write_bio_PrivateKey(private, pair, NULL, NULL, 0, NULL, NULL) && PEM_write_bio_PUBKEY(public, pair) &&
            PEM_write_bio_X509(output, certificate));
    *key = (struct signing_key){text_of(private), text_of(output), text_of(public), NULL, ""};
    describe(key, certificate);
    X509_free(certificate);
    EVP_PKEY_free(pair);
    return key;
}

void signing_key_free(struct signing_key **key)
{
    if (!*key)
        return;
    free((*key)->private_key);
    free((*key)->certificate);
    free((*key)->public_key);
    free((*key)->base64);
    free(*key);
    *key = NULL;
}
