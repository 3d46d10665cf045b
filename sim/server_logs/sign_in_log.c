/* SPDX-License-Identifier: MIT */
/* Sign-ins at the token service and at the federation gateway, a JSON object a line, by the names of the directory's own log. */
#include "log_entry.h"
#include "log_kind.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "vocabulary/party_names.h"

#include <stdlib.h>
#include <string.h>

enum { FAILED = 400 };

static bool has(const json_t *entry, const char *party)
{
    return log_entry_is_request(entry) && log_entry_is(entry, "party", party) && log_entry_is(entry, "method", "POST");
}

static bool has_token_service(const json_t *entry)
{
    return has(entry, PARTY_TOKEN_SERVICE);
}

static bool has_gateway(const json_t *entry)
{
    return has(entry, PARTY_FEDERATION_GATEWAY);
}

static char *token_service_path(const json_t *entry)
{
    (void)entry;
    return text_copy("EntraID/ServicePrincipalSignIns.jsonl");
}

static char *gateway_path(const json_t *entry)
{
    (void)entry;
    return text_copy("FederationGateway/SignIns.jsonl");
}

/* 700016 of "AADSTS700016: ..."; else the status; 0: it went well. */
static int code_of(const json_t *entry)
{
    const char *const number = strstr(log_entry_text(entry, "error"), "AADSTS");

    if (log_entry_status(entry) < FAILED)
        return 0;
    return number ? (int)strtol(number + strlen("AADSTS"), NULL, 10) : log_entry_status(entry);
}

static void write_line(FILE *output, const json_t *entry)
{
    const char *const client = log_entry_text(entry, "client");
    CLEANUP(cleanup_string) char *address = text_copy_part(client, strcspn(client, ":"));
    CLEANUP(json_release)
    json_t *line = json_pack("{s:s, s:o, s:o, s:o, s:o, s:{s:i, s:o}}", "createdDateTime",
                             log_entry_text(entry, "time"), "ipAddress", json_text(address), "resourceDisplayName",
                             json_text(log_entry_text(entry, "host")), "url", json_text(log_entry_text(entry, "path")),
                             "userAgent", json_text(log_entry_text(entry, "user_agent")), "status", "errorCode",
                             code_of(entry), "failureReason", json_text(log_entry_text(entry, "error")));

    json_dumpf(line, output, JSON_COMPACT);
    fputc('\n', output);
}

const struct log_kind log_token_service = {has_token_service, token_service_path, NULL, .write_line = write_line};
const struct log_kind log_gateway = {has_gateway, gateway_path, NULL, .write_line = write_line};
