/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "support/wire_fixture.h"
#include "wire/tls.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define PATIENT 10000
#define GET "GET / HTTP/1.1\r\nHost: x\r\n\r\n"

static const struct row {
    const char *name;
    struct wire_policy policy;
    const char *server_name;
    int minimum, maximum; /* of the client */
    enum ending ending;
    int alert;
    const char *event, *certificate; /* whose name the certificate has */
} rows[] = {
    {"certificate by name", {0}, "mail.contoso.com", 0, 0, ENDING_COMPLETE, -1, NULL, "mail.contoso.com"},
    {"another certificate by name",
     {0},
     "outlook.office365.com",
     0,
     0,
     ENDING_COMPLETE,
     -1,
     NULL,
     "outlook.office365.com"},
    {"case of a name does not matter", {0}, "Mail.CONTOSO.com", 0, 0, ENDING_COMPLETE, -1, NULL, "mail.contoso.com"},
    {"no name", {0}, NULL, 0, 0, ENDING_COMPLETE, -1, NULL, "localhost"},
    {"unknown name",
     {0},
     "elsewhere.example",
     0,
     0,
     ENDING_ALERT,
     SSL_AD_UNRECOGNIZED_NAME,
     "TLS handshake failed: callback failed",
     NULL},
    {"certificate by name in TLS 1.2",
     {0},
     "mail.contoso.com",
     0,
     TLS1_2_VERSION,
     ENDING_COMPLETE,
     -1,
     NULL,
     "mail.contoso.com"},
    {"no name in TLS 1.2", {0}, NULL, 0, TLS1_2_VERSION, ENDING_COMPLETE, -1, NULL, "localhost"},
    {"server stops at TLS 1.1",
     {.maximum_tls = TLS1_1_VERSION},
     "mail.contoso.com",
     TLS1_2_VERSION,
     0,
     ENDING_ALERT,
     SSL_AD_PROTOCOL_VERSION,
     "TLS handshake failed: unsupported protocol",
     NULL},
    {"server has TLS 1.0 only",
     {.maximum_tls = TLS1_VERSION},
     "mail.contoso.com",
     TLS1_2_VERSION,
     0,
     ENDING_ALERT,
     SSL_AD_PROTOCOL_VERSION,
     "TLS handshake failed: unsupported protocol",
     NULL},
    {"both have TLS 1.1",
     {.maximum_tls = TLS1_1_VERSION},
     "mail.contoso.com",
     TLS1_VERSION,
     0,
     ENDING_COMPLETE,
     -1,
     NULL,
     "mail.contoso.com"},
    {"both have TLS 1.0",
     {.maximum_tls = TLS1_VERSION},
     "mail.contoso.com",
     TLS1_VERSION,
     0,
     ENDING_COMPLETE,
     -1,
     NULL,
     "mail.contoso.com"},
    {"server wants TLS 1.3",
     {.minimum_tls = TLS1_3_VERSION},
     "mail.contoso.com",
     0,
     TLS1_2_VERSION,
     ENDING_ALERT,
     SSL_AD_PROTOCOL_VERSION,
     "TLS handshake failed: unsupported protocol",
     NULL},
    {"client is too old",
     {0},
     "mail.contoso.com",
     TLS1_VERSION,
     TLS1_1_VERSION,
     ENDING_ALERT,
     SSL_AD_PROTOCOL_VERSION,
     "TLS handshake failed: unsupported protocol",
     NULL},
    {"client is too old for who resets",
     {.minimum_tls = TLS1_2_VERSION, .resets_old = true},
     "mail.contoso.com",
     TLS1_VERSION,
     TLS1_1_VERSION,
     ENDING_RESET,
     -1,
     "the client was reset: it offers an old version of TLS",
     NULL},
    {"client is new enough for who resets",
     {.minimum_tls = TLS1_2_VERSION, .resets_old = true},
     "mail.contoso.com",
     0,
     TLS1_2_VERSION,
     ENDING_COMPLETE,
     -1,
     NULL,
     "mail.contoso.com"},
    {"client of TLS 1.3 for who resets",
     {.minimum_tls = TLS1_2_VERSION, .resets_old = true},
     "mail.contoso.com",
     TLS1_3_VERSION,
     0,
     ENDING_COMPLETE,
     -1,
     NULL,
     "mail.contoso.com"},
    {"no common cipher",
     {.maximum_tls = TLS1_2_VERSION, .ciphers = "AES128-SHA"},
     "mail.contoso.com",
     0,
     0,
     ENDING_ALERT,
     SSL_AD_HANDSHAKE_FAILURE,
     "TLS handshake failed: no shared cipher",
     NULL},
    {"one common cipher",
     {.maximum_tls = TLS1_2_VERSION, .ciphers = "ECDHE-ECDSA-AES256-GCM-SHA384"},
     "mail.contoso.com",
     0,
     0,
     ENDING_COMPLETE,
     -1,
     NULL,
     "mail.contoso.com"},
    {"no such cipher",
     {.ciphers = "NO-SUCH-CIPHER"},
     "mail.contoso.com",
     0,
     0,
     ENDING_RESET,
     -1,
     "TLS cannot be set up with the cipher list \"NO-SUCH-CIPHER\": no cipher match; use OpenSSL's names",
     NULL},
};

static void check_certificate(const struct client *client, const char *name)
{
    X509 *certificate = SSL_get1_peer_certificate(client->tls);

    assert_int_equal(X509_check_host(certificate, name, 0, 0, NULL), 1);
    X509_free(certificate);
}

static void agrees_or_not(void **state)
{
    const struct row *row = *state;
    void *own = NULL;
    struct wire_fixture *fixture;
    CLEANUP(client_free) struct client *client = NULL;

    wire_fixture_start(&own);
    fixture = own;
    wire_fixture_policy(fixture, &row->policy);
    client = client_new(listener_port(fixture->tls), PATIENT);
    assert_int_equal(client_handshake(client, row->server_name, row->minimum, row->maximum), row->ending);
    assert_int_equal(client->alert, row->alert);
    if (row->event) {
        wire_fixture_await_event(fixture, row->event);
        assert_string_equal(fixture->event, row->event);
    }
    if (row->certificate)
        check_certificate(client, row->certificate);
    client_free(&client);
    wire_fixture_stop(&own);
}

static void event_tells_where_from(void **state)
{
    struct wire_fixture *fixture = *state;
    CLEANUP(client_free) struct client *client = client_new(listener_port(fixture->tls), PATIENT);

    client_handshake(client, "Elsewhere.example", 0, 0);
    wire_fixture_await_event(fixture, "TLS handshake failed");
    assert_string_equal(fixture->origin.party, "onprem");
    assert_string_equal(fixture->origin.server_name, "elsewhere.example");
    assert_memory_equal(fixture->origin.client, "127.0.0.1:", 10);
    assert_true(fixture->origin.tls);
    assert_int_equal(fixture->origin.connection, 1);
}

static void client_that_rejects_us_is_reported(void **state)
{
    struct wire_fixture *fixture = *state;
    CLEANUP(client_free) struct client *client = client_new(listener_port(fixture->tls), PATIENT);

    client->context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_verify(client->context, SSL_VERIFY_PEER, NULL);
    client->tls = SSL_new(client->context);
    SSL_set_fd(client->tls, client->socket);
    assert_int_equal(SSL_connect(client->tls), -1);
    wire_fixture_await_event(fixture, "alert unknown ca");
}

static void only_http_1_is_agreed(void **state)
{
    static const unsigned char both[] = "\x02h2\x08http/1.1", *chosen;
    struct wire_fixture *fixture = *state;
    CLEANUP(client_free) struct client *client = client_new(listener_port(fixture->tls), PATIENT);
    unsigned length;

    client->context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_alpn_protos(client->context, both, sizeof both - 1);
    client->tls = SSL_new(client->context);
    SSL_set_fd(client->tls, client->socket);
    assert_int_equal(SSL_connect(client->tls), 1);
    SSL_get0_alpn_selected(client->tls, &chosen, &length);
    assert_int_equal(length, 8);
    assert_memory_equal(chosen, "http/1.1", 8);
}

static void plain_http_on_the_tls_port_is_closed(void **state)
{
    struct wire_fixture *fixture = *state;
    CLEANUP(client_free) struct client *client = client_new(listener_port(fixture->tls), PATIENT);

    client_say(client, GET);
    assert_int_equal(client_read(client), ENDING_FIN);
    wire_fixture_await_event(fixture, "http request");
}

/* Nor is one of which a part has come. */
static void what_is_no_hello_is_not_old(void **state)
{
    struct wire_fixture *fixture = *state;
    CLEANUP(client_free) struct client *client = NULL;

    wire_fixture_policy(fixture, &(struct wire_policy){.minimum_tls = TLS1_2_VERSION, .resets_old = true});
    client = client_new(listener_port(fixture->tls), PATIENT);
    client_say(client, GET);
    assert_int_equal(client_read(client), ENDING_FIN);
    wire_fixture_await_event(fixture, "http request");
    client_free(&client);
    client = client_new(listener_port(fixture->tls), 250);
    client_say(client, "\x16");
    assert_int_equal(client_read(client), ENDING_SILENCE);
}

static void maximum_pulls_the_minimum_along(void **state)
{
    (void)state;
    assert_int_equal(tls_versions(0, 0).minimum, TLS1_2_VERSION);
    assert_int_equal(tls_versions(0, 0).maximum, TLS1_3_VERSION);
    assert_int_equal(tls_versions(0, TLS1_1_VERSION).minimum, TLS1_VERSION);
    assert_int_equal(tls_versions(TLS1_1_VERSION, 0).minimum, TLS1_1_VERSION);
}

static const struct identity *nobody(void *connection, const char *server_name)
{
    (void)connection;
    (void)server_name;
    return NULL;
}

/* What is agreed on with everybody: no resumption, whole records, and no more memory than needed. */
static void contexts_are_set_so(void **state)
{
    struct tls *tls = tls_new(nobody, NULL);
    const struct wire_policy policy = {0}, weak = {.maximum_tls = TLS1_1_VERSION},
                             old = {
                                 .minimum_tls = TLS1_VERSION, .maximum_tls = TLS1_2_VERSION, .ciphers = "AES128-SHA"};
    SSL_CTX *context = tls_context(tls, &policy, NULL), *weak_one = tls_context(tls, &weak, NULL),
            *old_one = tls_context(tls, &old, NULL);
    const uint64_t options = SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF;
    const long modes = SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER;

    (void)state;
    assert_int_equal(SSL_CTX_get_num_tickets(context), 0);
    assert_int_equal(SSL_CTX_get_session_cache_mode(context), SSL_SESS_CACHE_OFF);
    assert_int_equal(SSL_CTX_get_options(context) & options, options);
    assert_int_equal(SSL_CTX_get_mode(context) & modes, modes);
    assert_int_not_equal(SSL_CTX_get_read_ahead(context), 0);
    assert_int_equal(SSL_CTX_get_min_proto_version(context), TLS1_2_VERSION);
    assert_int_equal(SSL_CTX_get_max_proto_version(context), TLS1_3_VERSION);
    assert_int_not_equal(SSL_CTX_get_security_level(context), 0);
    assert_int_equal(SSL_CTX_get_security_level(weak_one), 0);
    assert_int_equal(SSL_CTX_get_security_level(old_one), 0);
    SSL_CTX_free(context);
    SSL_CTX_free(weak_one);
    SSL_CTX_free(old_one);
    tls_free(&tls);
    tls_free(&tls);
}

/* Sixteen are kept, and the seventeenth takes the first one's place. */
static void sixteen_contexts_are_kept(void **state)
{
    enum { KEPT = 16 };
    struct tls *tls = tls_new(nobody, NULL);
    static const int versions[] = {TLS1_VERSION, TLS1_1_VERSION, TLS1_2_VERSION, TLS1_3_VERSION};
    static const char *const lists[] = {"AES128-SHA", "AES256-SHA"};
    struct wire_policy policies[2 * ARRAY_SIZE(versions) * ARRAY_SIZE(versions)];
    SSL_CTX *made[KEPT + 1];
    size_t count = 0;

    (void)state;
    for (size_t least = 0; least < ARRAY_SIZE(versions); least++)
        for (size_t most = least; most < ARRAY_SIZE(versions); most++)
            for (size_t list = 0; list < ARRAY_SIZE(lists); list++)
                policies[count++] = (struct wire_policy){
                    .minimum_tls = versions[least], .maximum_tls = versions[most], .ciphers = lists[list]};
    assert_true(count > KEPT);
    for (size_t i = 0; i < KEPT; i++)
        made[i] = tls_context(tls, &policies[i], NULL);
    for (size_t i = 0; i < KEPT; i++) {
        SSL_CTX *same = tls_context(tls, &policies[i], NULL);
        assert_ptr_equal(same, made[i]);
        for (size_t j = 0; j < i; j++)
            assert_ptr_not_equal(made[i], made[j]);
        SSL_CTX_free(same);
    }
    made[KEPT] = tls_context(tls, &policies[KEPT], NULL);
    for (size_t i = KEPT + 1; i-- > 0;) {
        SSL_CTX *again = tls_context(tls, &policies[i], NULL);
        assert_int_equal(again == made[i], i > 0);
        SSL_CTX_free(again);
    }
    for (size_t i = 0; i <= KEPT; i++)
        SSL_CTX_free(made[i]);
    tls_free(&tls);
}

static void contexts_are_made_once_and_bounded(void **state)
{
    static const char *const ciphers[] = {"ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-GCM-SHA256"};
    struct tls *tls = tls_new(nobody, NULL);
    struct wire_policy policy = {.ciphers = ciphers[0]};
    SSL_CTX *first = tls_context(tls, &policy, NULL), *same = tls_context(tls, &policy, NULL);

    (void)state;
    assert_ptr_equal(first, same);
    SSL_CTX_free(same);
    for (int i = 0; i < 40; i++) { /* more than are kept: the oldest go, those in use stay */
        char list[128] = "";
        for (int bit = 0; bit < 6; bit++)
            snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s", bit ? ":" : "",
                     i >> bit & 1 ? "AES128-SHA" : "AES256-SHA");
        policy.ciphers = list;
        same = tls_context(tls, &policy, NULL);
        assert_non_null(same);
        SSL_CTX_free(same);
    }
    assert_int_equal(SSL_CTX_get_min_proto_version(first), TLS1_2_VERSION);
    SSL_CTX_free(first);
    tls_free(&tls);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 9] = {
        [ARRAY_SIZE(rows)] =
            cmocka_unit_test_setup_teardown(event_tells_where_from, wire_fixture_start, wire_fixture_stop),
        cmocka_unit_test_setup_teardown(client_that_rejects_us_is_reported, wire_fixture_start, wire_fixture_stop),
        cmocka_unit_test_setup_teardown(only_http_1_is_agreed, wire_fixture_start, wire_fixture_stop),
        cmocka_unit_test_setup_teardown(what_is_no_hello_is_not_old, wire_fixture_start, wire_fixture_stop),
        cmocka_unit_test_setup_teardown(plain_http_on_the_tls_port_is_closed, wire_fixture_start, wire_fixture_stop),
        cmocka_unit_test(maximum_pulls_the_minimum_along),
        cmocka_unit_test(contexts_are_made_once_and_bounded),
        cmocka_unit_test(contexts_are_set_so),
        cmocka_unit_test(sixteen_contexts_are_kept),
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = agrees_or_not, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
