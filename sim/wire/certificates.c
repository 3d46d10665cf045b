/* SPDX-License-Identifier: MIT */
/* Identities: which key and which certificate, with which defect. */
#include "certificates.h"

#include "authority.h"
#include "certificate.h"
#include "cleanup.h"
#include "pem.h"
#include "signing_key.h"
#include "text.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>

struct identity {
    EVP_PKEY *key;
    X509 *certificate;
    char thumbprint[2 * 20 + 1];
    char *base64;
};

static const char *const elsewhere[] = {"another-host.example.net", NULL};

/* How a certificate with this defect differs from a good one. */
static const struct defect {
    const char *name;
    long begins, ends;
    const char *const *names; /* NULL: those asked for */
    bool self_signed, unknown_authority;
} defects[CERTIFICATE_DEFECT_COUNT] = {
    [CERTIFICATE_GOOD] = {"good", -HOUR, 30 * DAY, NULL, false, false},
    [CERTIFICATE_EXPIRED] = {"expired", -30 * DAY, -DAY, NULL, false, false},
    [CERTIFICATE_NOT_YET_VALID] = {"not-yet-valid", DAY, 30 * DAY, NULL, false, false},
    [CERTIFICATE_MISNAMED] = {"misnamed", -HOUR, 30 * DAY, elsewhere, false, false},
    [CERTIFICATE_SELF_SIGNED] = {"self-signed", -HOUR, 30 * DAY, NULL, true, false},
    [CERTIFICATE_UNKNOWN_CA] = {"unknown-ca", -HOUR, 30 * DAY, NULL, false, true},
};

const char *certificate_defect_name(enum certificate_defect defect)
{
    return defect < CERTIFICATE_DEFECT_COUNT ? defects[defect].name : "unknown";
}

enum certificate_defect certificate_defect_from_name(const char *name)
{
    enum certificate_defect defect = CERTIFICATE_GOOD;

    while (defect < CERTIFICATE_DEFECT_COUNT && !text_equal(name, defects[defect].name))
        defect++;
    return defect;
}

static bool set_thumbprint(struct identity *identity)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length;

    if (!X509_digest(identity->certificate, EVP_sha1(), digest, &length))
        return false;
    for (unsigned i = 0; i < length; i++)
        snprintf(identity->thumbprint + 2 * i, 3, "%02X", digest[i]);
    return true;
}

static bool set_base64(struct identity *identity)
{
    unsigned char *der = NULL;
    const int length = i2d_X509(identity->certificate, &der);
    const size_t room = length > 0 ? ((size_t)length + 2) / 3 * 4 + 1 : 0;

    identity->base64 = room ? malloc(room) : NULL;
    if (identity->base64)
        EVP_EncodeBlock((unsigned char *)identity->base64, der, length);
    OPENSSL_free(der);
    return identity->base64 != NULL;
}

/* Takes the key. */
static struct identity *identity_of(EVP_PKEY *key, struct certificate_request *request, struct error *error)
{
    CLEANUP(identity_free) struct identity *identity = calloc(1, sizeof *identity);

    if (!identity || !key) {
        EVP_PKEY_free(key);
        certificate_error(error, "a key cannot be made");
        return NULL;
    }
    identity->key = request->key = key;
    identity->certificate = certificate_make(request, error);
    if (!identity->certificate)
        return NULL;
    if (!set_thumbprint(identity) || !set_base64(identity)) {
        certificate_error(error, "a certificate cannot be encoded");
        return NULL;
    }
    return TAKE(identity);
}

struct identity *identity_new(const struct authority *authority, const char *const *names, enum certificate_defect kind,
                              struct error *error)
{
    const struct defect *defect = &defects[kind];
    const char *const *subject = defect->names ? defect->names : names;
    CLEANUP(authority_free) struct authority *stranger = NULL;
    struct certificate_request request = {.use = CERTIFICATE_FOR_SERVER,
                                          .common_name = *subject ? *subject : "fblab",
                                          .names = subject,
                                          .begins = defect->begins,
                                          .ends = defect->ends};

    if (defect->unknown_authority && !(stranger = authority_new_named("Contoso Issuing Authority 7", error)))
        return NULL;
    if (!defect->self_signed) {
        request.issuer = (stranger ? stranger : authority)->certificate;
        request.issuer_key = (stranger ? stranger : authority)->key;
    }
    return identity_of(EVP_EC_gen("P-256"), &request, error);
}

struct identity *identity_new_signing(const char *common_name, struct error *error)
{
    struct certificate_request request = {
        .use = CERTIFICATE_FOR_SIGNING, .common_name = common_name, .begins = -HOUR, .ends = 30 * DAY};

    return identity_of(signing_key_new(), &request, error);
}

void identity_free(struct identity **pointer)
{
    struct identity *identity = TAKE(*pointer);

    if (!identity)
        return;
    X509_free(identity->certificate);
    EVP_PKEY_free(identity->key);
    free(identity->base64);
    free(identity);
}

X509 *identity_certificate(const struct identity *identity)
{
    return identity->certificate;
}

EVP_PKEY *identity_key(const struct identity *identity)
{
    return identity->key;
}

const char *identity_thumbprint(const struct identity *identity)
{
    return identity->thumbprint;
}

const char *identity_base64(const struct identity *identity)
{
    return identity->base64;
}

bool identity_write(const struct identity *identity, const char *certificate_path, const char *key_path,
                    struct error *error)
{
    return pem_write_certificate(identity->certificate, certificate_path, error) &&
           pem_write_key(identity->key, key_path, error);
}
