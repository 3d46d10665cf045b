/* SPDX-License-Identifier: MIT */
/* Who may ask, which route it is, and whether its body is an object: then the operation runs. */
#include "admin.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "operations.h"

#include <openssl/crypto.h>
#include <string.h>

static const struct route routes[] = {
    {"GET", "/health", true, false, false, operation_health},
    {"GET", "/openapi.json", true, false, false, operation_describe},
    {"GET", "/scenarios", false, false, false, operation_scenarios},
    {"GET", "/armed", false, false, false, operation_armed},
    {"GET", "/status", false, false, false, operation_status},
    {"GET", "/evidence", false, false, false, operation_evidence},
    {"POST", "/arm", false, false, true, operation_arm},
    {"POST", "/disarm", false, false, true, operation_disarm},
    {"POST", "/repair", false, false, true, operation_repair},
    {"POST", "/reset", false, false, false, operation_reset},
    {"POST", "/commands", false, true, true, operation_run},
    {"GET", "/cmdlets", false, true, false, operation_cmdlets},
    {"GET", "/journal", false, false, false, operation_journal},
    {"GET", "/logs", false, false, false, operation_logs},
    {"DELETE", "/journal", false, false, false, operation_forget},
    {"POST", "/verify", false, false, true, operation_verify},
    {"GET", "/metrics", false, false, false, operation_metrics},
};

const struct route *admin_route(size_t index)
{
    return index < ARRAY_SIZE(routes) ? &routes[index] : NULL;
}

/* HEAD is GET whose body http leaves out. */
static bool fits(const struct route *route, const char *method)
{
    return strcmp(route->method, method) == 0 || (strcmp(route->method, "GET") == 0 && strcmp(method, "HEAD") == 0);
}

/* method NULL: any. */
static const struct route *find(const char *path, const char *method)
{
    for (size_t i = 0; i < ARRAY_SIZE(routes); i++)
        if (strcmp(routes[i].path, path) == 0 && (!method || fits(&routes[i], method)))
            return &routes[i];
    return NULL;
}

bool admin_answers_at_once(const struct request *request)
{
    const struct route *route = find(request->path, request->method);

    return route && route->run == operation_health;
}

/* How long the comparison takes tells nothing about the token. */
static bool is_token(const char *sent, const char *token)
{
    const size_t length = token ? strlen(token) : 0;

    return length > 0 && strlen(sent) == length && CRYPTO_memcmp(sent, token, length) == 0;
}

enum caller { STRANGER, TOOL, ADMIN };

static enum caller caller_of(const struct admin_services *services, const struct request *request)
{
    static const char scheme[] = "Bearer ";
    const char *sent = headers_get(&request->headers, "Authorization");

    if (!sent || !text_starts(sent, scheme))
        return STRANGER;
    sent += sizeof scheme - 1;
    if (is_token(sent, services->token))
        return ADMIN;
    return is_token(sent, services->shell_token) ? TOOL : STRANGER;
}

static void refuse_stranger(const struct admin_call *call)
{
    answer_error(call->answer, 401, "%s needs \"Authorization: Bearer\" with admin_token of the ready file.",
                 call->request->path);
    headers_set(&call->answer->headers, "WWW-Authenticate", "Bearer");
}

static void refuse_tool(const struct admin_call *call)
{
    answer_error(
        call->answer, 403,
        "%s is not for the program under test: the token of its file is for POST /commands and GET /cmdlets alone.",
        call->request->path);
}

static void refuse_method(const struct admin_call *call)
{
    CLEANUP(cleanup_string) char *allowed = text_copy("");

    for (size_t i = 0; i < ARRAY_SIZE(routes); i++)
        if (strcmp(routes[i].path, call->request->path) == 0) {
            char *longer = text_format("%s%s%s", allowed, *allowed ? ", " : "", routes[i].method);

            free(allowed);
            allowed = longer;
        }
    answer_error(call->answer, 405, "%s does not take %s, only %s.", call->request->path, call->request->method,
                 allowed);
    headers_set(&call->answer->headers, "Allow", allowed);
}

/* No body is an object without members. */
static void run_with_body(const struct route *route, struct admin_call *call)
{
    json_error_t mistake = {0};

    call->body = call->request->body_length == 0
                     ? json_object()
                     : json_loadb(call->request->body, call->request->body_length, JSON_REJECT_DUPLICATES, &mistake);
    if (!call->body)
        answer_error(call->answer, 400, "The body of %s is not JSON: line %d, column %d: %s.", route->path,
                     mistake.line, mistake.column, mistake.text);
    else if (!json_is_object(call->body))
        answer_error(call->answer, 400, "The body of %s is not a JSON object.", route->path);
    else
        route->run(call);
    json_decref(call->body);
}

void admin_answer(const struct admin_services *services, const struct request *request, struct answer *answer)
{
    const struct route *any = find(request->path, NULL);
    const struct route *route = find(request->path, request->method);
    const enum caller caller = caller_of(services, request);
    struct admin_call call = {.services = services, .tool = caller == TOOL, .request = request, .answer = answer};

    if (caller == STRANGER && !(any && any->open))
        refuse_stranger(&call);
    else if (caller == TOOL && any && !any->open && !any->for_tool)
        refuse_tool(&call);
    else if (!any)
        answer_error(answer, 404, "There is no %s here; /openapi.json says what there is.", request->path);
    else if (!route)
        refuse_method(&call);
    else if (route->has_body)
        run_with_body(route, &call);
    else
        route->run(&call);
}
