/* SPDX-License-Identifier: MIT */
/* One exchange cut into hops: which of them there are, how long each took, whom it names and where it ended. */
#include "flow/transport/transfer_log.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define URL "https://a.b/x"
#define WHOLE .started_ms = 1000, .resolved_ms = 1001, .connected_ms = 1011, .sending_ms = 1111, .ended_ms = 2111
#define MADE                                                                                                           \
    .step = HOP_TOKEN, .url = URL, .host = "a.b", .fresh = true, .secure = true, .address = "127.0.0.1:5",             \
    .tls_alert = -1

static char proxy[] = "proxy";

static const struct row {
    const char *name;
    struct transfer_log log;
    const char *records; /* hop, who, address, milliseconds, how it ended */
} rows[] = {
    {"all hops",
     {MADE, WHOLE},
     "resolve a.b - 1 ok; connect a.b 127.0.0.1:5 10 ok; tls a.b 127.0.0.1:5 100 ok; token a.b 127.0.0.1:5 1000 ok; "},
    {"in the clear",
     {.step = HOP_AVAILABILITY,
      .url = URL,
      .host = "a.b",
      .fresh = true,
      .address = "127.0.0.1:5",
      .tls_alert = -1,
      WHOLE},
     "resolve a.b - 1 ok; connect a.b 127.0.0.1:5 10 ok; availability a.b 127.0.0.1:5 1100 ok; "},
    {"on a connection that was kept",
     {.step = HOP_AUTODISCOVER,
      .url = URL,
      .host = "a.b",
      .secure = true,
      .address = "127.0.0.1:5",
      .tls_alert = -1,
      WHOLE},
     "autodiscover a.b 127.0.0.1:5 1111 ok; "},
    {"a name that is not known",
     {MADE, .started_ms = 1000, .ended_ms = 1007, .outcome = OUTCOME_NAME_NOT_RESOLVED},
     "resolve a.b - 7 name-not-resolved; "},
    {"refused",
     {MADE, .started_ms = 1000, .resolved_ms = 1002, .ended_ms = 1007, .outcome = OUTCOME_CONNECTION_REFUSED,
      .os_error = ECONNREFUSED},
     "resolve a.b - 2 ok; connect a.b 127.0.0.1:5 5 connection-refused ECONNREFUSED; "},
    {"no answer to a SYN",
     {MADE, .started_ms = 1000, .resolved_ms = 1002, .ended_ms = 1007, .outcome = OUTCOME_CONNECT_TIMEOUT,
      .os_error = ETIMEDOUT},
     "resolve a.b - 2 ok; connect a.b 127.0.0.1:5 5 connect-timeout ETIMEDOUT; "},
    {"reset in the handshake",
     {MADE, .started_ms = 1000, .resolved_ms = 1002, .connected_ms = 1005, .ended_ms = 1007,
      .outcome = OUTCOME_RESET_IN_HANDSHAKE, .os_error = ECONNRESET},
     "resolve a.b - 2 ok; connect a.b 127.0.0.1:5 3 ok; tls a.b 127.0.0.1:5 2 reset-in-handshake ECONNRESET; "},
    {"an alert",
     {.step = HOP_TOKEN,
      .url = URL,
      .host = "a.b",
      .fresh = true,
      .secure = true,
      .address = "",
      .tls_alert = 70,
      .started_ms = 1000,
      .resolved_ms = 1002,
      .connected_ms = 1005,
      .ended_ms = 1007,
      .outcome = OUTCOME_TLS_ALERT},
     "resolve a.b - 2 ok; connect a.b - 3 ok; tls a.b - 2 tls-alert alert 70; "},
    {"too late in the handshake",
     {MADE, .started_ms = 1000, .resolved_ms = 1002, .connected_ms = 1005, .ended_ms = 1007,
      .outcome = OUTCOME_TIMEOUT},
     "resolve a.b - 2 ok; connect a.b 127.0.0.1:5 3 ok; tls a.b 127.0.0.1:5 2 timeout; "},
    {"too late behind it",
     {MADE, WHOLE, .outcome = OUTCOME_TIMEOUT},
     "resolve a.b - 1 ok; connect a.b 127.0.0.1:5 10 ok; tls a.b 127.0.0.1:5 100 ok; token a.b 127.0.0.1:5 1000 "
     "timeout; "},
    {"through a proxy",
     {MADE, WHOLE, .proxy = proxy},
     "resolve proxy - 1 ok; connect proxy 127.0.0.1:5 10 ok; tls a.b 127.0.0.1:5 100 ok; token a.b 127.0.0.1:5 1000 "
     "ok; "},
    {"a proxy that refuses the way",
     {MADE, .started_ms = 1000, .resolved_ms = 1001, .connected_ms = 1011, .ended_ms = 2111, .proxy = proxy,
      .tunnel_status = 403, .outcome = OUTCOME_HTTP_STATUS},
     "resolve proxy - 1 ok; connect proxy 127.0.0.1:5 1110 http-status; "},
    {"a clock that goes back",
     {MADE, .started_ms = 1000, .resolved_ms = 999, .connected_ms = 998, .sending_ms = 997, .ended_ms = 996},
     "resolve a.b - 0 ok; connect a.b 127.0.0.1:5 0 ok; tls a.b 127.0.0.1:5 0 ok; token a.b 127.0.0.1:5 0 ok; "},
};

static void write_record(FILE *output, const struct evidence *record, enum hop step)
{
    assert_int_equal(record->step, step);
    assert_string_equal(record->url, URL);
    fprintf(output, "%s %s %s %.0f %s", hop_name(record->hop), record->party, record->address ? record->address : "-",
            record->elapsed_ms, outcome_name(record->outcome));
    if (record->os_error)
        fprintf(output, " %s", record->os_error);
    if (record->tls_alert >= 0)
        fprintf(output, " alert %d", record->tls_alert);
    fputs("; ", output);
}

static void is_cut_as_the_row_says(void **state)
{
    const struct row *const row = *state;
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@a.b", "joe@a.b");
    const struct evidence *const last = transfer_log_write(&row->log, lookup);
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length;
    FILE *output = text_stream(&text, &length);

    for (size_t i = 0; i < lookup->evidence_count; i++)
        write_record(output, &lookup->evidence[i], row->log.step);
    text_stream_close(output);
    assert_string_equal(text, row->records);
    assert_ptr_equal(last, &lookup->evidence[lookup->evidence_count - 1]);
}

/* Where an end is always met, whatever else is known. */
static const struct end_row {
    enum outcome outcome;
    enum hop hop;
} end_rows[] = {
    {OUTCOME_NAME_NOT_RESOLVED, HOP_RESOLVE},
    {OUTCOME_CONNECT_TIMEOUT, HOP_CONNECT},
    {OUTCOME_CONNECTION_REFUSED, HOP_CONNECT},
    {OUTCOME_RESET_IN_HANDSHAKE, HOP_TLS},
    {OUTCOME_CLOSED_IN_HANDSHAKE, HOP_TLS},
    {OUTCOME_TLS_ALERT, HOP_TLS},
    {OUTCOME_TLS_FAILED, HOP_TLS},
    {OUTCOME_CERTIFICATE_UNTRUSTED, HOP_TLS},
    {OUTCOME_CERTIFICATE_MISNAMED, HOP_TLS},
    {OUTCOME_CONNECTION_RESET, HOP_TOKEN},
    {OUTCOME_RESPONSE_CUT, HOP_TOKEN},
    {OUTCOME_OK, HOP_TOKEN},
};

static void each_end_has_its_hop(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(end_rows); i++) {
        CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@a.b", "joe@a.b");
        const struct transfer_log log = {MADE, WHOLE, .outcome = end_rows[i].outcome};
        assert_string_equal(hop_name(transfer_log_write(&log, lookup)->hop), hop_name(end_rows[i].hop));
    }
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {[ARRAY_SIZE(rows)] = cmocka_unit_test(each_end_has_its_hop)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = is_cut_as_the_row_says, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("transfer_log", tests, NULL, NULL);
}
