/* SPDX-License-Identifier: MIT */
/* The checks of a request for an actor token. */
#include "token_request.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "exchange/common/certificate_list.h"
#include "form.h"
#include "realm.h"
#include "token/token.h"
#include "vocabulary/exchange_names.h"
#include "vocabulary/places.h"

void token_request_open(struct token_request *request, const struct exchange_call *call)
{
    const char *body = call->request->body;
    const size_t length = call->request->body_length;

    *request = (struct token_request){.call = call};
    realm_of_path(call->request, request->realm);
    request->grant_type = form_value(body, length, "grant_type");
    request->assertion = form_value(body, length, "assertion");
    request->resource_text = form_value(body, length, "resource");
}

void token_request_close(struct token_request *request)
{
    cleanup_string(&request->grant_type);
    cleanup_string(&request->assertion);
    cleanup_string(&request->resource_text);
    claims_free(&request->header);
    claims_free(&request->claims);
    cleanup_string(&request->detail);
}

static enum token_error complain(struct token_request *request, enum token_error error, const char *detail)
{
    free(request->detail);
    request->detail = text_copy(detail);
    return error;
}

static enum token_error check_form(struct token_request *request)
{
    if (!text_equal(request->grant_type, GRANT_JWT_BEARER))
        return complain(request, TOKEN_ERROR_GRANT_TYPE, request->grant_type);
    return token_read(request->assertion, &request->header, &request->claims) ? TOKEN_ERROR_NONE
                                                                              : TOKEN_ERROR_ASSERTION;
}

static enum token_error check_realm(struct token_request *request)
{
    const struct snapshot *snapshot = request->call->snapshot;
    const char *realm = request->realm;

    if (*realm && (snapshot_find(snapshot, SCOPE_MSOL, "MsolServicePrincipalCredential", "Realm", realm) ||
                   snapshot_find(snapshot, SCOPE_EXO, "OrganizationConfig", "Realm", realm)))
        return TOKEN_ERROR_NONE;
    return complain(request, TOKEN_ERROR_REALM, realm);
}

/* Exchange itself is known in every tenant; what may be missing there is its certificate. */
static enum token_error check_client(struct token_request *request)
{
    const char *issuer = claims_text(request->claims, "iss");

    if (principal_parse(issuer, &request->client) && text_equal(request->client.realm, request->realm) &&
        (text_equal(request->client.application, APP_EXCHANGE) ||
         snapshot_find(request->call->snapshot, SCOPE_MSOL, "MsolServicePrincipalCredential", "ServicePrincipalName",
                       request->client.application)))
        return TOKEN_ERROR_NONE;
    return complain(request, TOKEN_ERROR_APPLICATION, issuer);
}

static struct certificate_list registered_certificates(const struct token_request *request)
{
    struct certificate_list list = {.count = 0};

    for (const struct object *credential = NULL;
         (credential =
              snapshot_next(request->call->snapshot, SCOPE_MSOL, "MsolServicePrincipalCredential", credential));)
        if (text_equal(object_text(credential, "ServicePrincipalName"), request->client.application) &&
            text_equal(object_text(credential, "Realm"), request->realm))
            certificate_list_add(&list, credential, "Value");
    return list;
}

static enum token_error check_signature(struct token_request *request)
{
    static const enum token_error errors[] = {
        [TOKEN_GOOD] = TOKEN_ERROR_NONE,
        [TOKEN_UNREADABLE] = TOKEN_ERROR_ASSERTION,
        [TOKEN_UNKNOWN_KEY] = TOKEN_ERROR_UNKNOWN_KEY,
        [TOKEN_BAD_SIGNATURE] = TOKEN_ERROR_SIGNATURE,
    };
    const struct certificate_list known = registered_certificates(request);
    const enum token_verdict verdict =
        token_verify(request->call->setup->keys, request->assertion, known.items, known.count, NULL);
    CLEANUP(cleanup_string) char *thumbprint = token_thumbprint(request->header);

    return complain(request, errors[verdict], thumbprint);
}

static enum token_error check_lifetime(struct token_request *request)
{
    if (claims_hold_at(request->claims, scope_now(request->call->snapshot, SCOPE_MSOL)))
        return TOKEN_ERROR_NONE;
    return complain(request, TOKEN_ERROR_LIFETIME, NULL);
}

static enum token_error check_audience(struct token_request *request)
{
    const char *text = claims_text(request->claims, "aud");
    struct principal audience;

    if (principal_parse(text, &audience) && text_equal(audience.application, APP_TOKEN_SERVICE) &&
        text_equal(audience.host, TOKEN_SERVICE_HOST) && text_equal(audience.realm, request->realm))
        return TOKEN_ERROR_NONE;
    return complain(request, TOKEN_ERROR_AUDIENCE, text);
}

static enum token_error check_resource(struct token_request *request)
{
    if (principal_parse(request->resource_text, &request->resource) && *request->resource.host &&
        text_equal(request->resource.application, APP_EXCHANGE) && text_equal(request->resource.realm, request->realm))
        return TOKEN_ERROR_NONE;
    return complain(request, TOKEN_ERROR_RESOURCE, request->resource_text);
}

enum token_error token_request_check(struct token_request *request)
{
    static enum token_error (*const checks[])(struct token_request * request) = {
        check_form, check_realm, check_client, check_signature, check_lifetime, check_audience, check_resource,
    };
    enum token_error error = TOKEN_ERROR_NONE;

    for (size_t i = 0; i < ARRAY_SIZE(checks) && error == TOKEN_ERROR_NONE; i++)
        error = checks[i](request);
    return error;
}
