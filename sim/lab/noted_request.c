/* SPDX-License-Identifier: MIT */
/* Who answered a request, on which server, behind which device, and what the answer says is wrong. */
#include "noted_request.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "capture/request_names.h"
#include "capture/secret_names.h"
#include "origin/origin.h"
#include "said_error.h"
#include "surroundings.h"
#include "vocabulary/exchange_names.h"
#include "vocabulary/party_names.h"

#include <string.h>

/* What comes to the front door comes to the servers of who asks. */
static const char *scope_of(struct lab *lab, const char *party)
{
    return strcmp(party, PARTY_FRONT_DOOR) == 0 ? ready_asking(lab) : party;
}

/* Who made the answer, by the marks a reader of a trace would go by. */
static const char *author(const struct answer *answer, const char *front_end, const char *device)
{
    const char *server;

    if (answer->head)
        return "captured answer";
    if (front_end)
        return "Exchange";
    if (headers_get(&answer->headers, "X-Powered-By"))
        return "IIS";
    server = headers_get(&answer->headers, "Server");
    if (server && text_starts(server, "Microsoft-HTTPAPI"))
        return "http.sys";
    return *device && !server ? "reverse proxy" : "other";
}

static void scheme_of(const struct request *request, char scheme[16])
{
    const char *const authorization = headers_get(&request->headers, "Authorization");
    const size_t length = authorization ? strcspn(authorization, " ") : 0, kept = length < 15 ? length : 15;

    *(char *)mempcpy(scheme, authorization ? authorization : "", kept) = '\0';
}

/* With the port that the world knows: "127.0.0.1:443". The caller frees it. */
static char *address_of(struct lab *lab, const struct origin *origin)
{
    const bool listens = parties_port_of(lab->parties, origin->party, origin->name) != 0;
    const char *const address = listens ? parties_address_of(lab->parties, origin->party, origin->name) : "";
    char *const text = memory_room(strlen(address) + sizeof ":443");

    stpcpy(stpcpy(text, address), origin->tls ? ":443" : ":80");
    return text;
}

static const char *or_none(const char *text)
{
    return text && *text ? text : NULL;
}

void noted_connection_add(struct lab *lab, const struct origin *origin, const char *what)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = store_snapshot(lab->store);
    const struct surroundings around = surroundings_of(snapshot, scope_of(lab, origin->party), origin, NULL);
    CLEANUP(cleanup_string) char *address = address_of(lab, origin);
    const struct journal_entry entry = {.party = origin->party,
                                        .kind = "connection",
                                        .connection = origin->connection,
                                        .client = origin->client,
                                        .host = origin->server_name,
                                        .answered_by = "wire",
                                        .server = or_none(around.server),
                                        .version = or_none(around.version),
                                        .address = address,
                                        .detail = what};

    journal_add(lab->journal, &entry);
}

static void count_request(struct lab *lab)
{
    pthread_mutex_lock(&lab->ready_lock);
    lab->requests++;
    pthread_mutex_unlock(&lab->ready_lock);
}

void noted_request_add(struct lab *lab, const struct request *request, const struct answer *answer, double elapsed_ms)
{
    char scheme[16];
    const char *host = headers_get(&request->headers, "Host");
    CLEANUP(snapshot_release) struct snapshot *snapshot = store_snapshot(lab->store);
    const char *const front_end = headers_get(&answer->headers, HEADER_FE_SERVER); /* it knows best */
    const struct surroundings around =
        surroundings_of(snapshot, scope_of(lab, request->origin->party), request->origin, front_end);
    CLEANUP(cleanup_string) char *operation = request_operation(request);
    CLEANUP(cleanup_string) char *headers = request_header_lines(request);
    CLEANUP(cleanup_string) char *hidden = secret_hide_query(request->query);
    CLEANUP(cleanup_string) char *address = address_of(lab, request->origin);
    CLEANUP(cleanup_string) char *error = said_error(answer->status, answer->body, answer->body_length);
    const struct journal_entry entry = {
        .party = request->origin->party,
        .kind = "request",
        .connection = request->origin->connection,
        .client = request->origin->client,
        .host = host ? host : request->origin->server_name,
        .method = request->method,
        .path = request->path,
        .query = hidden ? hidden : request->query,
        .user_agent = headers_get(&request->headers, "User-Agent"),
        .operation = operation,
        .authentication = scheme,
        .headers = headers,
        .status = answer->status,
        .reason = answer->reason,
        .answered_by = author(answer, front_end, around.device),
        .detail = headers_get(&answer->headers, HEADER_DIAGNOSTICS),
        .server = or_none(around.server),
        .version = or_none(around.version),
        .device = or_none(around.device),
        .address = address,
        .request_id = headers_get(&answer->headers, HEADER_REQUEST_ID),
        .log_on_status = answer->log_on_status,
        .error = error,
        .request_bytes = request->body_length,
        .response_bytes = answer->body_length,
        .elapsed_ms = elapsed_ms,
    };

    scheme_of(request, scheme);
    journal_add(lab->journal, &entry);
    count_request(lab);
}
