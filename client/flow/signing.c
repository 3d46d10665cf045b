/* SPDX-License-Identifier: MIT */
#include "signing.h"

#include "cleanup.h"
#include "text.h"
#include "token.h"

#define PEM_LIMIT (64u << 10)

static char *read_pem(const struct object *certificate, const char *property)
{
    size_t length;

    return file_read(object_text(certificate, property), PEM_LIMIT, &length, NULL);
}

static char *sign(const struct object *certificate, const json_t *claims)
{
    CLEANUP(cleanup_string) char *key = read_pem(certificate, "PrivateKeyFile");
    CLEANUP(cleanup_string) char *public = read_pem(certificate, "CertificateFile");

    return key && public ? token_sign(claims, key, public, NULL) : NULL;
}

char *signing_sign(const struct flow *flow, const char *thumbprint, json_t *claims)
{
    const struct flow_settings *settings = flow->settings;
    const struct object *certificate = *thumbprint ? snapshot_find(settings->organization, settings->scope,
                                                                   "ExchangeCertificate", "Thumbprint", thumbprint)
                                                   : NULL;
    char *token = certificate && claims ? sign(certificate, claims) : NULL;

    json_decref(claims);
    return token;
}
