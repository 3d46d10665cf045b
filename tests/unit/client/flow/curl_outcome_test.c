/* SPDX-License-Identifier: MIT */
/* How each way in which libcurl can end is called; what is in no row violates HTTP. */
#include "flow/transport/curl_outcome.h"

#include "base/cleanup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { NEVER_ASKED_FOR = FACT_SENDING };

static const struct row {
    const char *name;
    CURLcode code;
    unsigned facts;
    enum outcome outcome;
} rows[] = {
    {"ok, unfinished and answered", CURLE_OK, FACT_UNFINISHED | FACT_ANSWERED, OUTCOME_RESPONSE_CUT},
    {"ok, unfinished", CURLE_OK, FACT_UNFINISHED, OUTCOME_CONNECTION_CLOSED},
    {"ok", CURLE_OK, 0, OUTCOME_OK},
    {"couldnt resolve host", CURLE_COULDNT_RESOLVE_HOST, 0, OUTCOME_NAME_NOT_RESOLVED},
    {"couldnt connect, refused", CURLE_COULDNT_CONNECT, FACT_REFUSED, OUTCOME_CONNECTION_REFUSED},
    {"couldnt connect, reset and secure", CURLE_COULDNT_CONNECT, FACT_RESET | FACT_SECURE, OUTCOME_RESET_IN_HANDSHAKE},
    {"couldnt connect, reset", CURLE_COULDNT_CONNECT, FACT_RESET, OUTCOME_CONNECTION_RESET},
    {"couldnt connect", CURLE_COULDNT_CONNECT, 0, OUTCOME_CONNECT_TIMEOUT},
    {"operation timedout, connected", CURLE_OPERATION_TIMEDOUT, FACT_CONNECTED, OUTCOME_TIMEOUT},
    {"operation timedout, resolved", CURLE_OPERATION_TIMEDOUT, FACT_RESOLVED, OUTCOME_CONNECT_TIMEOUT},
    {"operation timedout", CURLE_OPERATION_TIMEDOUT, 0, OUTCOME_NAME_NOT_RESOLVED},
    {"ssl connect error, distrust", CURLE_SSL_CONNECT_ERROR, FACT_DISTRUST, OUTCOME_CERTIFICATE_UNTRUSTED},
    {"ssl connect error, alert", CURLE_SSL_CONNECT_ERROR, FACT_ALERT, OUTCOME_TLS_ALERT},
    {"ssl connect error, reset", CURLE_SSL_CONNECT_ERROR, FACT_RESET, OUTCOME_RESET_IN_HANDSHAKE},
    {"ssl connect error, closed", CURLE_SSL_CONNECT_ERROR, FACT_CLOSED, OUTCOME_CLOSED_IN_HANDSHAKE},
    {"ssl connect error", CURLE_SSL_CONNECT_ERROR, 0, OUTCOME_TLS_FAILED},
    {"ssl cipher", CURLE_SSL_CIPHER, 0, OUTCOME_TLS_FAILED},
    {"ssl cacert badfile", CURLE_SSL_CACERT_BADFILE, 0, OUTCOME_CERTIFICATE_UNTRUSTED},
    {"peer failed verification, distrust", CURLE_PEER_FAILED_VERIFICATION, FACT_DISTRUST,
     OUTCOME_CERTIFICATE_UNTRUSTED},
    {"peer failed verification", CURLE_PEER_FAILED_VERIFICATION, 0, OUTCOME_CERTIFICATE_MISNAMED},
    {"got nothing, answered", CURLE_GOT_NOTHING, FACT_ANSWERED, OUTCOME_RESPONSE_CUT},
    {"got nothing", CURLE_GOT_NOTHING, 0, OUTCOME_CONNECTION_CLOSED},
    {"partial file", CURLE_PARTIAL_FILE, 0, OUTCOME_RESPONSE_CUT},
    {"recv error, alert", CURLE_RECV_ERROR, FACT_ALERT, OUTCOME_TLS_ALERT},
    {"recv error, reset and answered", CURLE_RECV_ERROR, FACT_RESET | FACT_ANSWERED, OUTCOME_RESPONSE_RESET},
    {"recv error, reset", CURLE_RECV_ERROR, FACT_RESET, OUTCOME_CONNECTION_RESET},
    {"recv error, answered", CURLE_RECV_ERROR, FACT_ANSWERED, OUTCOME_RESPONSE_CUT},
    {"recv error", CURLE_RECV_ERROR, 0, OUTCOME_CONNECTION_CLOSED},
    {"send error, alert", CURLE_SEND_ERROR, FACT_ALERT, OUTCOME_TLS_ALERT},
    {"send error", CURLE_SEND_ERROR, 0, OUTCOME_CONNECTION_RESET},
    {"write error, overflow", CURLE_WRITE_ERROR, FACT_OVERFLOW, OUTCOME_UNEXPECTED_ANSWER},
    {"failed verification, refused", CURLE_PEER_FAILED_VERIFICATION, FACT_REFUSED, OUTCOME_CERTIFICATE_MISNAMED},
    {"write error alone", CURLE_WRITE_ERROR, 0, OUTCOME_PROTOCOL_VIOLATION},
    {"a code that is in no row", CURLE_WEIRD_SERVER_REPLY, FACT_ANSWERED, OUTCOME_PROTOCOL_VIOLATION},
};

static void is_called(void **state)
{
    const struct row *row = *state;

    assert_int_equal(curl_outcome(row->code, row->facts), row->outcome);
    assert_int_equal(curl_outcome(row->code, row->facts | NEVER_ASKED_FOR), row->outcome);
}

int main(void)
{
    static struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = is_called, .initial_state = (void *)(uintptr_t)&rows[i]};
    return _cmocka_run_group_tests("curl_outcome", tests, ARRAY_SIZE(tests), NULL, NULL);
}
