/* SPDX-License-Identifier: MIT */
/* Finds the key files that belong to a thumbprint and signs with them. */
#include "signing.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "token/token.h"

#define PEM_LIMIT (64u << 10)

static char *read_pem(const struct object *certificate, const char *property)
{
    size_t length;

    return file_read(object_text(certificate, property), PEM_LIMIT, &length, NULL);
}

struct signing_files signing_read(const struct flow *flow, const char *thumbprint)
{
    const struct flow_settings *settings = flow->settings;
    const struct object *certificate = certificate_find(settings->organization, settings->scope, thumbprint);

    if (!certificate)
        return (struct signing_files){0};
    return (struct signing_files){read_pem(certificate, "PrivateKeyFile"), read_pem(certificate, "CertificateFile")};
}

void signing_close(struct signing_files *files)
{
    cleanup_string(&files->private_key);
    cleanup_string(&files->certificate);
}

char *signing_sign(const struct flow *flow, const char *thumbprint, json_t *claims)
{
    CLEANUP(signing_close) struct signing_files files = signing_read(flow, thumbprint);
    char *token = files.private_key && files.certificate && claims
                      ? token_sign(flow->settings->keys, claims, files.private_key, files.certificate, NULL)
                      : NULL;

    json_decref(claims);
    return token;
}
