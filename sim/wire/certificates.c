/* SPDX-License-Identifier: MIT */
/* Identities: which key and which certificate, with which defect. */
#include "certificates.h"

#include "authority.h"
#include "base/base64.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "issued_certificate.h"
#include "pem.h"
#include "revocation.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>

/* Five years, as Exchange gives its own. */
#define SIGNING_DAYS 1826L
#define YEAR (365 * DAY) /* a lab may run on; who checks dates should see none near */

#define SIGNING_BITS 2048
#define WEAK_BITS 768 /* refused by Windows (below 1024) and by OpenSSL's security level 1 */

struct identity {
    EVP_PKEY *key;
    X509 *certificate;
    X509 *sent_along;        /* the intermediate authority's; NULL: nothing is */
    unsigned char *response; /* OCSP, NULL: none */
    int response_length;
    bool weak;
    char thumbprint[2 * 20 + 1];
    char *base64;
};

static const char *const elsewhere[] = {"another-host.example.net", NULL};

enum key_kind { KEY_EC, KEY_RSA, KEY_WEAK_RSA };
enum issuer_kind { ISSUER_ROOT, ISSUER_INTERMEDIATE, ISSUER_STRANGER, ISSUER_SELF };

/* How a certificate with this defect differs from a good one. */
static const struct certificate_recipe {
    long begins, ends;
    const char *const *names; /* NULL: those asked for */
    enum issuer_kind issuer;
    enum key_kind key;
    bool lone; /* the intermediate is not sent */
    bool revoked;
} defects[CERTIFICATE_DEFECT_COUNT] = {
    [CERTIFICATE_GOOD] = {-HOUR, YEAR, NULL, ISSUER_ROOT, KEY_EC, false, false},
    [CERTIFICATE_WITH_INTERMEDIATE] = {-HOUR, YEAR, NULL, ISSUER_INTERMEDIATE, KEY_EC, false, false},
    [CERTIFICATE_STRONG_RSA] = {-HOUR, YEAR, NULL, ISSUER_ROOT, KEY_RSA, false, false},
    [CERTIFICATE_EXPIRED] = {-30 * DAY, -DAY, NULL, ISSUER_ROOT, KEY_EC, false, false},
    [CERTIFICATE_NOT_YET_VALID] = {DAY, 30 * DAY, NULL, ISSUER_ROOT, KEY_EC, false, false},
    [CERTIFICATE_MISNAMED] = {-HOUR, YEAR, elsewhere, ISSUER_ROOT, KEY_EC, false, false},
    [CERTIFICATE_SELF_SIGNED] = {-HOUR, YEAR, NULL, ISSUER_SELF, KEY_EC, false, false},
    [CERTIFICATE_UNKNOWN_CA] = {-HOUR, YEAR, NULL, ISSUER_STRANGER, KEY_EC, false, false},
    [CERTIFICATE_MISSING_INTERMEDIATE] = {-HOUR, YEAR, NULL, ISSUER_INTERMEDIATE, KEY_EC, true, false},
    [CERTIFICATE_REVOKED] = {-HOUR, YEAR, NULL, ISSUER_ROOT, KEY_EC, false, true},
    [CERTIFICATE_WEAK_KEY] = {-HOUR, YEAR, NULL, ISSUER_ROOT, KEY_WEAK_RSA, false, false},
};

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

    identity->base64 = length > 0 ? base64_encode(der, (size_t)length) : NULL;
    OPENSSL_free(der);
    return identity->base64 != NULL;
}

/* Takes the key. */
static struct identity *identity_of(EVP_PKEY *key, struct certificate_request *request, struct error *error)
{
    CLEANUP(identity_free) struct identity *identity = memory_new(sizeof *identity);

    if (!key) {
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

static EVP_PKEY *own_or_new(EVP_PKEY *own)
{
    return own && EVP_PKEY_up_ref(own) ? own : EVP_RSA_gen(SIGNING_BITS);
}

static EVP_PKEY *make_key(enum key_kind kind, const struct authority *authority)
{
    switch (kind) {
    case KEY_EC: break;
    case KEY_RSA: return own_or_new(authority->server_key);
    case KEY_WEAK_RSA: return EVP_RSA_gen(WEAK_BITS);
    }
    return EVP_EC_gen("P-256");
}

/* A new authority, where it is not the lab's own. */
static bool make_issuer(enum issuer_kind kind, const struct authority *root, struct authority **made,
                        struct error *error)
{
    *made = NULL;
    if (kind == ISSUER_STRANGER)
        *made = authority_new_named("Contoso Issuing Authority 7", error);
    if (kind == ISSUER_INTERMEDIATE)
        *made = authority_new_below(root, error);
    return *made || kind == ISSUER_ROOT || kind == ISSUER_SELF;
}

/* What the server sends besides the certificate. */
static bool equip(struct identity *identity, const struct certificate_recipe *defect, const struct authority *issuer,
                  struct error *error)
{
    identity->weak = defect->key == KEY_WEAK_RSA;
    /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): make_issuer() has made an intermediate, or failed */
    if (defect->issuer == ISSUER_INTERMEDIATE && !defect->lone && X509_up_ref(issuer->certificate))
        identity->sent_along = issuer->certificate;
    if (issuer)
        identity->response_length = revocation_response(identity->certificate, issuer->certificate, issuer->key,
                                                        defect->revoked, &identity->response, error);
    return !issuer || identity->response_length > 0;
}

struct identity *identity_new(const struct authority *authority, const char *const *names, enum certificate_defect kind,
                              struct error *error)
{
    const struct certificate_recipe *defect = &defects[kind];
    const char *const *subject = defect->names ? defect->names : names;
    CLEANUP(authority_free) struct authority *made = NULL;
    CLEANUP(identity_free) struct identity *identity = NULL;
    const struct authority *issuer = NULL;
    struct certificate_request request = {.use = CERTIFICATE_FOR_SERVER,
                                          .common_name = *subject ? *subject : "fblab",
                                          .names = subject,
                                          .begins = defect->begins,
                                          .ends = defect->ends};

    if (!make_issuer(defect->issuer, authority, &made, error))
        return NULL;
    if (defect->issuer != ISSUER_SELF) {
        issuer = made ? made : authority;
        request.issuer = issuer->certificate;
        request.issuer_key = issuer->key;
    }
    identity = identity_of(make_key(defect->key, authority), &request, error);
    return identity && equip(identity, defect, issuer, error) ? TAKE(identity) : NULL;
}

/* OpenSSL takes the bytes, and sends them to a client that asked. */
static bool staple(const struct identity *identity, SSL *session)
{
    unsigned char *copy = OPENSSL_memdup(identity->response, (size_t)identity->response_length);

    return copy && SSL_set_tlsext_status_ocsp_resp(session, copy, identity->response_length);
}

bool identity_present(const struct identity *identity, SSL *session)
{
    if (identity->weak)
        SSL_set_security_level(session, 0); /* OpenSSL would not show such a key of its own accord */
    return SSL_use_certificate(session, identity->certificate) && SSL_use_PrivateKey(session, identity->key) &&
           (!identity->sent_along || SSL_add1_chain_cert(session, identity->sent_along)) &&
           (!identity->response || staple(identity, session));
}

struct identity *identity_new_signing(const char *common_name, int64_t age, EVP_PKEY *key, struct error *error)
{
    const long begins = -HOUR - (long)age;
    struct certificate_request request = {.use = CERTIFICATE_FOR_SIGNING,
                                          .common_name = common_name,
                                          .begins = begins,
                                          .ends = begins + SIGNING_DAYS * DAY};

    return identity_of(key ? key : EVP_RSA_gen(SIGNING_BITS), &request, error);
}

void identity_free(struct identity **pointer)
{
    struct identity *identity = TAKE(*pointer);

    if (!identity)
        return;
    X509_free(identity->certificate);
    X509_free(identity->sent_along);
    EVP_PKEY_free(identity->key);
    OPENSSL_free(identity->response);
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

X509 *identity_sent_along(const struct identity *identity)
{
    return identity->sent_along;
}

const unsigned char *identity_status(const struct identity *identity, int *length)
{
    *length = identity->response_length;
    return identity->response;
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
