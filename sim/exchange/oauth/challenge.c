/* SPDX-License-Identifier: MIT */
/* Writes the challenge of a virtual directory, with the issuers its organisation trusts. */
#include "challenge.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "exchange/common/marks.h"
#include "exchange/common/server.h"
#include "origin/origin.h"
#include "vocabulary/exchange_names.h"

#include <stdio.h>
#include <string.h>

#define TOKEN_TYPES "app_asserted_user_v1 service_asserted_app_v1"
#define AUTHORIZATION_URI "https://login.windows.net" PATH_SIGN_IN

bool challenge_offers_oauth(const struct exchange_call *call)
{
    return server_offers(call, "OAuthAuthentication", true);
}

const char *challenge_host(const struct request *request, char buffer[256])
{
    const char *host = headers_get(&request->headers, "Host");
    size_t length;

    if (!host)
        host = request->origin->server_name;
    length = *host == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":");
    snprintf(buffer, 256, "%.*s", (int)(length > 255 ? 255 : length), host);
    return buffer;
}

/* EvoSts names itself by a URL, which has the tenant in it. */
static void put_issuer(FILE *output, const char *comma, const char *issuer, const char *realm)
{
    const bool is_url = text_starts(issuer, "https://");

    fprintf(output, "%s%s%s%s", comma, issuer, is_url ? "" : "@", is_url ? "" : realm);
}

/* "<issuer>@<realm>" of every enabled AuthServer. The cloud trusts its issuer for every tenant: "@*". */
static void put_trusted_issuers(const struct exchange_call *call, FILE *output)
{
    const bool cloud = server_is_cloud(call);
    const char *comma = "";

    for (const struct object *server = NULL;
         (server = snapshot_next(call->snapshot, call->scope, "AuthServer", server));) {
        if (!object_flag(server, "Enabled", true) || !*object_text(server, "IssuerIdentifier"))
            continue;
        put_issuer(output, comma, object_text(server, "IssuerIdentifier"), cloud ? "*" : object_text(server, "Realm"));
        comma = ",";
    }
}

/* The cloud always names its sign-in page, an on-premises Exchange only with hybrid modern authentication. */
static bool knows_sign_in_page(const struct exchange_call *call)
{
    return server_is_cloud(call) || snapshot_find(call->snapshot, call->scope, "AuthServer", "Type", "AzureAD");
}

static char *describe_bearer(const struct exchange_call *call, bool refused)
{
    const struct object *config = snapshot_next(call->snapshot, call->scope, "AuthConfig", NULL);
    const char *const realm = scope_realm(call->snapshot, call->scope);
    char *text = NULL;
    size_t length;
    FILE *output = text_stream(&text, &length);

    fprintf(output, "Bearer client_id=\"%s\", trusted_issuers=\"",
            config && *object_text(config, "ServiceName") ? object_text(config, "ServiceName") : APP_EXCHANGE);
    put_trusted_issuers(call, output);
    fputc('"', output);
    if (*realm && !server_is_cloud(call))
        fprintf(output, ", realm=\"%s\"", realm);
    fputs(", token_types=\"" TOKEN_TYPES "\"", output);
    if (knows_sign_in_page(call))
        fputs(", authorization_uri=\"" AUTHORIZATION_URI "\"", output);
    if (refused)
        fputs(", error=\"invalid_token\"", output);
    text_stream_close(output);
    return text;
}

static void offer_basic(const struct exchange_call *call, struct answer *answer)
{
    char host[256];
    CLEANUP(cleanup_string) char *realm = text_format("Basic realm=\"%s\"", challenge_host(call->request, host));

    headers_add(&answer->headers, "WWW-Authenticate", server_is_cloud(call) ? "Basic Realm=\"\"" : realm);
}

void challenge_write(const struct exchange_call *call, const char *diagnostics, struct answer *answer)
{
    const struct object *directory = call->virtual_directory;

    answer_set(answer, 401, NULL, NULL);
    exchange_mark(call, answer);
    if (diagnostics)
        headers_set(&answer->headers, HEADER_DIAGNOSTICS, diagnostics);
    if (challenge_offers_oauth(call)) {
        CLEANUP(cleanup_string) char *bearer = describe_bearer(call, diagnostics != NULL);
        headers_add(&answer->headers, "WWW-Authenticate", bearer);
    }
    if (directory && object_flag(directory, "WindowsAuthentication", false) && !server_is_cloud(call)) {
        headers_add(&answer->headers, "WWW-Authenticate", "Negotiate");
        headers_add(&answer->headers, "WWW-Authenticate", "NTLM");
    }
    if (directory && object_flag(directory, "BasicAuthentication", false))
        offer_basic(call, answer);
}

void oauth_challenge(const struct exchange_call *call, struct answer *answer)
{
    challenge_write(call, NULL, answer);
}
