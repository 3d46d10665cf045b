/* SPDX-License-Identifier: MIT */
/* An exchange as an entry of a HAR, member by member, and what stands there for each way in which no answer came. */
#include "look_up_traffic/recorded.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct evidence_header answer_headers[] = {{(char *)"Content-Type", (char *)"text/html"},
                                                  {(char *)"Location", (char *)"https://c.d/"}};

static const struct row {
    const char *name;
    struct evidence record;
    struct traffic_exchange exchange; /* without its record */
    const char *entry;
} rows[] = {
    {"an answer",
     {.http_status = 302, .reason = (char *)"Found", .headers = answer_headers, .header_count = 2, .elapsed_ms = 12.5},
     {.started = 1767600000.25,
      .head = "POST /x HTTP/1.1\r\nHost: a.b\r\nEmpty:\r\nTight:x\r\nno colon\r\nTwo:  y\r\n\r\n",
      .method = "POST",
      .url = "https://a.b/x",
      .body = "<x/>",
      .address = "127.0.0.1:40001",
      .answer = "textual",
      .answer_length = 4},
     "{\"_securityDetails\": {\"a\": 1}, \"cache\": {}, \"request\": {\"bodySize\": 4, \"cookies\": [], \"headers\": "
     "[{\"name\": \"Host\", \"value\": \"a.b\"}, {\"name\": \"Empty\", \"value\": \"\"}, {\"name\": \"Tight\", "
     "\"value\": \"x\"}, {\"name\": \"Two\", \"value\": \" y\"}], \"headersSize\": -1, \"httpVersion\": \"HTTP/1.1\", "
     "\"method\": \"POST\", \"postData\": {\"mimeType\": \"text/xml; charset=utf-8\", \"text\": \"<x/>\"}, "
     "\"queryString\": [], \"url\": \"https://a.b/x\"}, \"response\": {\"bodySize\": 4, \"content\": {\"mimeType\": "
     "\"text/html\", \"size\": 4, \"text\": \"text\"}, \"cookies\": [], \"headers\": [{\"name\": \"Content-Type\", "
     "\"value\": \"text/html\"}, {\"name\": \"Location\", \"value\": \"https://c.d/\"}], \"headersSize\": -1, "
     "\"httpVersion\": \"HTTP/1.1\", \"redirectURL\": \"https://c.d/\", \"status\": 302, \"statusText\": \"Found\"}, "
     "\"serverIPAddress\": \"127.0.0.1\", \"startedDateTime\": \"2026-01-05T08:00:00.250Z\", \"time\": 12.5, "
     "\"timings\": {\"receive\": 0.0, \"send\": 0.0, \"wait\": 12.5}}"},
    {"nothing",
     {.outcome = OUTCOME_NAME_NOT_RESOLVED},
     {.started = 1767600000.999, .method = "GET", .url = "https://a.b/"},
     "{\"_securityDetails\": {\"a\": 1}, \"cache\": {}, \"request\": {\"bodySize\": 0, \"cookies\": [], \"headers\": "
     "[], "
     "\"headersSize\": -1, \"httpVersion\": \"HTTP/1.1\", \"method\": \"GET\", \"queryString\": [], \"url\": "
     "\"https://a.b/\"}, \"response\": {\"_error\": \"net::ERR_NAME_NOT_RESOLVED\", \"bodySize\": 0, \"content\": "
     "{\"mimeType\": \"\", \"size\": 0, \"text\": \"\"}, \"cookies\": [], \"headers\": [], \"headersSize\": -1, "
     "\"httpVersion\": \"HTTP/1.1\", \"redirectURL\": \"\", \"status\": 0, \"statusText\": \"\"}, "
     "\"serverIPAddress\": \"\", \"startedDateTime\": \"2026-01-05T08:00:00.999Z\", \"time\": 0.0, \"timings\": "
     "{\"receive\": 0.0, \"send\": 0.0, \"wait\": 0.0}}"},
};

static void is_written_so(void **state)
{
    const struct row *const row = *state;
    struct traffic_exchange exchange = row->exchange;
    CLEANUP(json_release) json_t *security = json_pack("{s:i}", "a", 1);

    exchange.record = &row->record;
    CLEANUP(json_release) json_t *entry = har_entry(&exchange, security);
    CLEANUP(cleanup_string) char *text = json_dumps(entry, JSON_SORT_KEYS);
    assert_string_equal(text, row->entry);
}

static const char *const errors[OUTCOME_COUNT] = {
    [OUTCOME_NAME_NOT_RESOLVED] = "net::ERR_NAME_NOT_RESOLVED",
    [OUTCOME_CONNECT_TIMEOUT] = "net::ERR_CONNECTION_TIMED_OUT",
    [OUTCOME_CONNECTION_REFUSED] = "net::ERR_CONNECTION_REFUSED",
    [OUTCOME_RESET_IN_HANDSHAKE] = "net::ERR_CONNECTION_RESET",
    [OUTCOME_CONNECTION_RESET] = "net::ERR_CONNECTION_RESET",
    [OUTCOME_RESPONSE_RESET] = "net::ERR_CONNECTION_RESET",
    [OUTCOME_CLOSED_IN_HANDSHAKE] = "net::ERR_CONNECTION_CLOSED",
    [OUTCOME_CONNECTION_CLOSED] = "net::ERR_EMPTY_RESPONSE",
    [OUTCOME_RESPONSE_CUT] = "net::ERR_CONTENT_LENGTH_MISMATCH",
    [OUTCOME_TIMEOUT] = "net::ERR_TIMED_OUT",
    [OUTCOME_TLS_ALERT] = "net::ERR_SSL_PROTOCOL_ERROR",
    [OUTCOME_TLS_FAILED] = "net::ERR_SSL_PROTOCOL_ERROR",
    [OUTCOME_CERTIFICATE_UNTRUSTED] = "net::ERR_CERT_AUTHORITY_INVALID",
    [OUTCOME_CERTIFICATE_MISNAMED] = "net::ERR_CERT_COMMON_NAME_INVALID",
    [OUTCOME_PROTOCOL_VIOLATION] = "net::ERR_INVALID_HTTP_RESPONSE",
};

static void each_end_has_its_error(void **state)
{
    (void)state;
    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        const struct evidence record = {.outcome = (enum outcome)i};
        const struct traffic_exchange exchange = {.method = "GET", .url = "https://a.b/", .record = &record};
        CLEANUP(json_release) json_t *entry = har_entry(&exchange, NULL);
        const char *const error = json_string_value(json_object_get(json_object_get(entry, "response"), "_error"));
        assert_string_equal(error ? error : "(none)", errors[i] ? errors[i] : "(none)");
        assert_null(json_object_get(entry, "_securityDetails"));
    }
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {[ARRAY_SIZE(rows)] = cmocka_unit_test(each_end_has_its_error)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = is_written_so, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("har_entry", tests, NULL, NULL);
}
