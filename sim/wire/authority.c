/* SPDX-License-Identifier: MIT */
/* Makes, holds and writes the certificate and key that vouch for others. */
#include "authority.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "issued_certificate.h"
#include "pem.h"

static struct authority *make(const char *common_name, const struct authority *above, struct error *error)
{
    CLEANUP(authority_free) struct authority *authority = memory_new(sizeof *authority);
    struct certificate_request request = {.use = above ? CERTIFICATE_FOR_INTERMEDIATE : CERTIFICATE_FOR_AUTHORITY,
                                          .common_name = common_name,
                                          .issuer = above ? above->certificate : NULL,
                                          .issuer_key = above ? above->key : NULL,
                                          .begins = -HOUR,
                                          .ends = 2 * 365 * DAY /* longer than what it vouches for */};

    if (!(authority->key = EVP_EC_gen("P-256"))) {
        certificate_error(error, "no key can be made for the lab's authority");
        return NULL;
    }
    request.key = authority->key;
    authority->certificate = certificate_make(&request, error);
    return authority->certificate ? TAKE(authority) : NULL;
}

struct authority *authority_new_named(const char *common_name, struct error *error)
{
    return make(common_name, NULL, error);
}

struct authority *authority_new_below(const struct authority *above, struct error *error)
{
    return make("fblab throw-away issuing authority", above, error);
}

struct authority *authority_new(struct error *error)
{
    return authority_new_named("fblab throw-away authority", error);
}

void authority_free(struct authority **pointer)
{
    struct authority *authority = TAKE(*pointer);

    if (!authority)
        return;
    X509_free(authority->certificate);
    EVP_PKEY_free(authority->key);
    EVP_PKEY_free(authority->server_key);
    free(authority);
}

struct authority *authority_of(X509 *certificate, EVP_PKEY *key, EVP_PKEY *server_key)
{
    struct authority *authority = memory_new(sizeof *authority);

    *authority = (struct authority){certificate, key, server_key};
    return authority;
}

void authority_share(const struct authority *authority, X509 **certificate, EVP_PKEY **key)
{
    X509_up_ref(authority->certificate);
    EVP_PKEY_up_ref(authority->key);
    *certificate = authority->certificate;
    *key = authority->key;
}

bool authority_write(const struct authority *authority, const char *path, struct error *error)
{
    return pem_write_certificate(authority->certificate, path, error);
}
