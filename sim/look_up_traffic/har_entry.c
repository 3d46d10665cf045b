/* SPDX-License-Identifier: MIT */
/* An exchange as an entry of a HAR, as browsers save them. */
#include "recorded.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"

#include <string.h>

/* What Chrome writes where no answer came. */
static const struct {
    enum outcome outcome;
    const char *error;
} errors[] = {
    {OUTCOME_NAME_NOT_RESOLVED, "net::ERR_NAME_NOT_RESOLVED"},
    {OUTCOME_CONNECT_TIMEOUT, "net::ERR_CONNECTION_TIMED_OUT"},
    {OUTCOME_CONNECTION_REFUSED, "net::ERR_CONNECTION_REFUSED"},
    {OUTCOME_RESET_IN_HANDSHAKE, "net::ERR_CONNECTION_RESET"},
    {OUTCOME_CONNECTION_RESET, "net::ERR_CONNECTION_RESET"},
    {OUTCOME_RESPONSE_RESET, "net::ERR_CONNECTION_RESET"},
    {OUTCOME_CLOSED_IN_HANDSHAKE, "net::ERR_CONNECTION_CLOSED"},
    {OUTCOME_CONNECTION_CLOSED, "net::ERR_EMPTY_RESPONSE"},
    {OUTCOME_RESPONSE_CUT, "net::ERR_CONTENT_LENGTH_MISMATCH"},
    {OUTCOME_TIMEOUT, "net::ERR_TIMED_OUT"},
    {OUTCOME_TLS_ALERT, "net::ERR_SSL_PROTOCOL_ERROR"},
    {OUTCOME_TLS_FAILED, "net::ERR_SSL_PROTOCOL_ERROR"},
    {OUTCOME_CERTIFICATE_UNTRUSTED, "net::ERR_CERT_AUTHORITY_INVALID"},
    {OUTCOME_CERTIFICATE_MISNAMED, "net::ERR_CERT_COMMON_NAME_INVALID"},
    {OUTCOME_PROTOCOL_VIOLATION, "net::ERR_INVALID_HTTP_RESPONSE"},
};

static const char *error_of(enum outcome outcome)
{
    for (size_t i = 0; i < ARRAY_SIZE(errors); i++)
        if (errors[i].outcome == outcome)
            return errors[i].error;
    return NULL;
}

static json_t *header(const char *name, size_t name_length, const char *value, size_t value_length)
{
    CLEANUP(cleanup_string) char *one = text_copy_part(name, name_length);
    CLEANUP(cleanup_string) char *other = text_copy_part(value, value_length);

    return json_pack("{s:o, s:o}", "name", json_text(one), "value", json_text(other));
}

/* The lines of a head behind its first. */
static json_t *request_headers(const char *head)
{
    json_t *const list = json_array();

    for (const char *line = head ? strchr(head, '\n') : NULL; line; line = strchr(line, '\n')) {
        const size_t length = strcspn(++line, "\r\n"), name = strcspn(line, ":");

        if (name < length)
            json_array_append_new(list, header(line, name, line + name + 1 + (line[name + 1] == ' '),
                                               length - name - 1 - (line[name + 1] == ' ' ? 1 : 0)));
    }
    return list;
}

static json_t *answer_headers(const struct evidence *record)
{
    json_t *const list = json_array();

    for (size_t i = 0; i < record->header_count; i++)
        json_array_append_new(list, header(record->headers[i].name, strlen(record->headers[i].name),
                                           record->headers[i].value, strlen(record->headers[i].value)));
    return list;
}

static json_t *request_of(const struct traffic_exchange *exchange)
{
    json_t *const request = json_pack("{s:s, s:o, s:s, s:o, s:[], s:[], s:i, s:i}", "method", exchange->method, "url",
                                      json_text(exchange->url), "httpVersion", "HTTP/1.1", "headers",
                                      request_headers(exchange->head), "queryString", "cookies", "headersSize", -1,
                                      "bodySize", exchange->body ? (int)strlen(exchange->body) : 0);

    if (exchange->body)
        json_object_set_new(
            request, "postData",
            json_pack("{s:s, s:o}", "mimeType", "text/xml; charset=utf-8", "text", json_text(exchange->body)));
    return request;
}

static json_t *answer_of(const struct traffic_exchange *exchange)
{
    const struct evidence *const record = exchange->record;
    const char *const type = evidence_header(record, "Content-Type");
    const char *const location = evidence_header(record, "Location");
    CLEANUP(cleanup_string)
    char *body = text_copy_part(exchange->answer ? exchange->answer : "", exchange->answer_length);
    json_t *const answer =
        json_pack("{s:i, s:o, s:s, s:o, s:[], s:{s:i, s:o, s:o}, s:o, s:i, s:i}", "status", record->http_status,
                  "statusText", json_text(record->reason ? record->reason : ""), "httpVersion", "HTTP/1.1", "headers",
                  answer_headers(record), "cookies", "content", "size", (int)exchange->answer_length, "mimeType",
                  json_text(type ? type : ""), "text", json_text(body), "redirectURL",
                  json_text(location ? location : ""), "headersSize", -1, "bodySize", (int)exchange->answer_length);

    if (error_of(record->outcome))
        json_object_set_new(answer, "_error", json_string(error_of(record->outcome)));
    return answer;
}

json_t *har_entry(const struct traffic_exchange *exchange, json_t *security)
{
    const double took = exchange->record->elapsed_ms;
    char seconds[32], started[40];
    const char *const address = exchange->address ? exchange->address : "";
    CLEANUP(cleanup_string) char *host = text_copy_part(address, strcspn(address, ":"));

    clock_iso((int64_t)exchange->started, seconds);
    snprintf(started, sizeof started, "%.19s.%03dZ", seconds,
             (int)((exchange->started - (double)(int64_t)exchange->started) * 1000));
    return json_pack("{s:s, s:f, s:o, s:o, s:{}, s:{s:f, s:f, s:f}, s:o, s:O*}", "startedDateTime", started, "time",
                     took, "request", request_of(exchange), "response", answer_of(exchange), "cache", "timings", "send",
                     0.0, "wait", took, "receive", 0.0, "serverIPAddress", json_text(host), "_securityDetails",
                     security);
}
