/* SPDX-License-Identifier: MIT */
/* The table of refusals, and the headers of Graph's front end. Texts as they are published; what is not is said so. */
#include "graph_reply.h"

#include "base/cleanup.h"
#include "base/guid.h"
#include "base/json_text.h"
#include "base/text.h"
#include "exchange/common/exchange_state.h"
#include "vocabulary/exchange_names.h"

#include <string.h>

#define BAD_TOKEN "InvalidAuthenticationToken"
#define CHALLENGE                                                                                                      \
    "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com" PATH_SIGN_IN                            \
    "\", client_id=\"" APP_GRAPH "\""
#define DIAGNOSTICS                                                                                                    \
    "{\"ServerInfo\":{\"DataCenter\":\"North Europe\",\"Slice\":\"E\",\"Ring\":\"4\",\"ScaleUnit\":\"003\","           \
    "\"RoleInstance\":\"DU2PEPF00028D0B\"}}"

/* %s: what it is about. The texts of GRAPH_TOKEN_SIGNATURE, GRAPH_SHARED_CALENDAR and GRAPH_TIME_INTERVAL are not published for
 * these cases. */
static const struct {
    int status;
    const char *code, *message;
} refusals[] = {
    [GRAPH_TOKEN_EMPTY] = {401, BAD_TOKEN, "Access token is empty."},
    [GRAPH_TOKEN_UNREADABLE] = {401, BAD_TOKEN, "CompactToken parsing failed with error code: 80049217"},
    [GRAPH_TOKEN_SIGNATURE] = {401, BAD_TOKEN, "Access token validation failure."},
    [GRAPH_TOKEN_AUDIENCE] = {401, BAD_TOKEN, "Access token validation failure. Invalid audience."},
    [GRAPH_TOKEN_EXPIRED] = {401, BAD_TOKEN, "Lifetime validation failed, the token is expired."},
    [GRAPH_NO_ROLE] = {403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."},
    [GRAPH_ACCESS_POLICY] = {403, "ErrorAccessDenied",
                             "Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy "
                             "settings."},
    [GRAPH_AGENT_POLICY] = {403, "ErrorAccessDenied", "Access to OData is disabled."},
    [GRAPH_SHARED_CALENDAR] = {403, "ErrorAccessDenied", "Access is denied. Check credentials and try again."},
    [GRAPH_NO_MAILBOX] = {404, "MailboxNotEnabledForRESTAPI",
                          "The mailbox is either inactive, soft-deleted, or is hosted on-premise."},
    [GRAPH_NO_USER] = {404, "ErrorInvalidUser", "The requested user '%.320s' is invalid."},
    [GRAPH_NO_SEGMENT] = {400, "BadRequest", "Resource not found for the segment '%.100s'."},
    [GRAPH_NO_METHOD] = {405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target."},
    [GRAPH_NOT_JSON] = {400, "BadRequest",
                        "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is "
                        "of valid JSON format."},
    [GRAPH_TOO_MANY] = {400, "ErrorMailboxDataArrayTooBig",
                        "There are too many target users in the EmailAddress array. The allowed size = 100; the actual "
                        "size = %.20s."},
    [GRAPH_TIME_INTERVAL] = {400, "ErrorInvalidTimeInterval", "The time window is invalid."},
};

static void mark(const struct exchange_call *call, const char *id, struct answer *answer)
{
    const char *asked = headers_get(&call->request->headers, "client-request-id");

    headers_set(&answer->headers, HEADER_REQUEST_ID, id);
    headers_set(&answer->headers, "client-request-id", asked && strlen(asked) < 200 ? asked : id);
    headers_set(&answer->headers, "x-ms-ags-diagnostic", DIAGNOSTICS);
    if (answer->status == 401)
        headers_add(&answer->headers, "WWW-Authenticate", CHALLENGE);
}

static void send(const struct exchange_call *call, int status, json_t *json, const char *id, struct answer *answer)
{
    CLEANUP(cleanup_string) char *text = json_dumps(json, JSON_COMPACT);

    json_decref(json);
    answer_set(answer, status, "application/json", text);
    mark(call, id, answer);
}

void graph_send(const struct exchange_call *call, int status, json_t *json, struct answer *answer)
{
    char id[GUID_SIZE];

    exchange_guid(call->exchange, id);
    send(call, status, json, id, answer);
}

/* The one %s of a message, if there is one. */
static char *fill(const char *message, const char *about)
{
    const char *gap = strchr(message, '%');
    const size_t most = gap ? strtoul(gap + 2, NULL, 10) : 0;

    return gap ? text_format("%.*s%.*s%s", (int)(gap - message), message, (int)most, about ? about : "",
                             strchr(gap, 's') + 1)
               : text_copy(message);
}

bool graph_refuse(const struct exchange_call *call, enum graph_refusal refusal, const char *about,
                  struct answer *answer)
{
    CLEANUP(cleanup_string) char *message = fill(refusals[refusal].message, about);
    char id[GUID_SIZE];

    exchange_guid(call->exchange, id);
    send(call, refusals[refusal].status,
         json_pack("{s:{s:s,s:o,s:{s:s,s:s}}}", "error", "code", refusals[refusal].code, "message", json_text(message),
                   "innerError", "request-id", id, "client-request-id", id),
         id, answer);
    return false;
}
