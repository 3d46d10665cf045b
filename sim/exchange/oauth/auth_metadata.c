/* SPDX-License-Identifier: MIT */
/* Metadata documents for server-to-server OAuth: the keys that a server's partners cache as AuthServer. */
#include "base/cleanup.h"
#include "base/text.h"
#include "claims.h"
#include "exchange/common/call.h"
#include "exchange/common/company.h"
#include "exchange/common/marks.h"
#include "oauth.h"
#include "realm.h"
#include "token/token.h"
#include "vocabulary/exchange_names.h"
#include "vocabulary/places.h"

#include <jansson.h>

#define FILE_LIMIT 65536

static void add_key(json_t *keys, const char *certificate)
{
    CLEANUP(cleanup_string) char *thumbprint = token_certificate_thumbprint(certificate);
    CLEANUP(cleanup_string) char *value = token_certificate_base64(certificate);

    if (thumbprint && value)
        json_array_append_new(keys, json_pack("{s:s,s:{s:s},s:{s:s,s:s}}", "usage", "signing", "keyinfo", "x5t",
                                              thumbprint, "keyvalue", "type", "x509Certificate", "value", value));
}

static json_t *endpoint(const char *location, const char *protocol, const char *usage)
{
    return json_pack("[{s:s,s:s,s:s}]", "location", location, "protocol", protocol, "usage", usage);
}

/* Takes the keys. */
static void answer_metadata(const char *issuer, const char *realm, json_t *keys, json_t *endpoints,
                            struct answer *answer)
{
    CLEANUP(cleanup_string) char *id = text_format("%s@%s", issuer, realm), *text = NULL;
    json_t *json = json_pack("{s:s,s:s,s:s,s:s,s:[s],s:o,s:o}", "id", id, "version", "1.0", "issuer", id, "realm",
                             realm, "allowedAudiences", id, "keys", keys, "endpoints", endpoints);

    text = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    answer_set(answer, 200, "application/json; charset=utf-8", text);
}

/* A tenant may be named by a domain of its own. */
static const char *tenant_of(const struct exchange_call *call, const char *name)
{
    static const char *const tenants[] = {SCOPE_EXO, SCOPE_MESH};

    for (size_t i = 0; i < ARRAY_SIZE(tenants); i++) {
        const struct object *const config = snapshot_next(call->snapshot, tenants[i], "OrganizationConfig", NULL);
        if (config && snapshot_find(call->snapshot, tenants[i], "AcceptedDomain", "DomainName", name))
            return object_text(config, "Realm");
    }
    return name;
}

void token_service_metadata_answer(const struct exchange_call *call, struct answer *answer)
{
    const struct object *company = company_find(call->snapshot, "token-service");
    CLEANUP(cleanup_string) char *location = NULL;
    json_t *keys = json_array();
    char name[128];
    const char *realm;

    realm_of_path(call->request, name);
    realm = tenant_of(call, name);
    location = text_format("https://" TOKEN_SERVICE_HOST "/%s/tokens/OAuth/2", realm);
    for (size_t i = 0; company && i < object_count(company, "Certificate"); i++)
        add_key(keys, object_item(company, "Certificate", i));
    answer_metadata(APP_TOKEN_SERVICE, realm, keys, endpoint(location, "OAuth2", "issuance"), answer);
}

static void add_own_key(const struct exchange_call *call, json_t *keys, const char *thumbprint)
{
    const struct object *certificate = certificate_find(call->snapshot, call->scope, thumbprint);
    CLEANUP(cleanup_string)
    char *text = certificate ? file_read(object_text(certificate, "CertificateFile"), FILE_LIMIT, NULL, NULL) : NULL;

    if (text)
        add_key(keys, text);
}

void auth_metadata_answer(const struct exchange_call *call, struct answer *answer)
{
    const struct object *config = snapshot_next(call->snapshot, call->scope, "AuthConfig", NULL);
    json_t *keys = json_array();

    if (config) {
        add_own_key(call, keys, object_text(config, "CurrentCertificateThumbprint"));
        add_own_key(call, keys, object_text(config, "PreviousCertificateThumbprint"));
    }
    answer_metadata(config ? object_text(config, "ServiceName") : APP_EXCHANGE,
                    scope_realm(call->snapshot, call->scope), keys, json_array(), answer);
    exchange_mark(call, answer);
}
