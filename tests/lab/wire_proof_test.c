/* SPDX-License-Identifier: MIT */
/* What is on the wire when a scenario is armed, told by the kernel and by OpenSSL to a client that knows nothing of the
 * lab: errno of the connection, how the handshake ended, how the answer to a request ended, its first line. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/running_lab.h"
#include "support/wire_fixture.h"

#include <errno.h>
#include <openssl/x509v3.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MAIL "mail.contoso.com"
#define DISCOVERY "autodiscover.contoso.com"
#define CLOUD "outlook.office365.com"
#define TOKENS "accounts.accesscontrol.windows.net"
#define AGENT "3c1f6a70-92d4-4b8e-a5c3-7e20d91b64f8.resource.mailboxmigration.his.msappproxy.net"
#define EWS "/EWS/Exchange.asmx"
#define SVC "/autodiscover/autodiscover.svc"

#define IMPATIENT 250
#define PATIENT 10000
#define UNTOUCHED (-1) /* no certificate is looked at */
#define STRONG 2       /* security level: 112 bits */
#define DENIAL                                                                                                         \
    "HTTP/1.1 403 Forbidden ( The server denied the specified Uniform Resource Locator (URL). Contact the server "     \
    "administrator.  )\r\n"

struct row {
    const char *id, *host, *source; /* source NULL: any */
    int connect;                    /* errno, 0: connected */
    enum ending handshake;
    int alert;         /* -1: none */
    int certificate;   /* X509_V_*, or UNTOUCHED */
    const char *path;  /* of a POST; NULL: none is sent */
    const char *first; /* the answer begins with it; NULL: not a byte comes */
    enum ending after; /* in place of an answer */
};

#define NO_CONNECTION(id, host, source, problem)                                                                       \
    {                                                                                                                  \
        id, host, source, problem, ENDING_OTHER, -1, UNTOUCHED, NULL, NULL, ENDING_OTHER                               \
    }
#define NO_TLS(id, host, handshake, alert)                                                                             \
    {                                                                                                                  \
        id, host, NULL, 0, handshake, alert, UNTOUCHED, NULL, NULL, ENDING_OTHER                                       \
    }
#define CERTIFICATE(id, error)                                                                                         \
    {                                                                                                                  \
        id, MAIL, NULL, 0, ENDING_COMPLETE, -1, error, NULL, NULL, ENDING_OTHER                                        \
    }
#define NO_ANSWER(id, host, source, path, after)                                                                       \
    {                                                                                                                  \
        id, host, source, 0, ENDING_COMPLETE, -1, X509_V_OK, path, NULL, after                                         \
    }
#define ANSWER(id, host, source, path, first)                                                                          \
    {                                                                                                                  \
        id, host, source, 0, ENDING_COMPLETE, -1, X509_V_OK, path, first, ENDING_OTHER                                 \
    }

/* With each defect what is next to it is shown to be sound: another name, another sender, another certificate. */
static const struct row rows[] = {
    ANSWER("00a", MAIL, NULL, EWS, "HTTP/1.1 401 Unauthorized\r\n"),
    NO_CONNECTION("04a", MAIL, NULL, ETIMEDOUT),
    ANSWER("04a", DISCOVERY, NULL, SVC, "HTTP/1.1 401 Unauthorized\r\n"),
    NO_CONNECTION("04b", CLOUD, "127.0.0.21", ETIMEDOUT),
    ANSWER("04b", CLOUD, "127.0.0.11", EWS, "HTTP/1.1 401 Unauthorized\r\n"),
    NO_CONNECTION("04c", MAIL, "127.0.0.12", ETIMEDOUT),
    NO_CONNECTION("04c", DISCOVERY, "127.0.0.12", ETIMEDOUT),
    ANSWER("04c", MAIL, "127.0.0.11", EWS, "HTTP/1.1 401 Unauthorized\r\n"),
    ANSWER("05", DISCOVERY, NULL, SVC, "HTTP/1.1 404 Not Found\r\n"),
    NO_ANSWER("07a", MAIL, NULL, EWS, ENDING_RESET),
    NO_ANSWER("07b", DISCOVERY, NULL, SVC, ENDING_RESET),
    ANSWER("07b", MAIL, NULL, EWS, "HTTP/1.1 401 Unauthorized\r\n"),
    NO_ANSWER("07d", MAIL, "127.0.0.12", EWS, ENDING_RESET),
    ANSWER("07d", MAIL, "127.0.0.11", EWS, "HTTP/1.1 401 Unauthorized\r\n"),
    NO_TLS("08a", "notes.server.com", ENDING_RESET, -1),
    NO_TLS("08b", MAIL, ENDING_RESET, -1),
    ANSWER("13", MAIL, NULL, EWS, DENIAL),
    NO_ANSWER("22a", CLOUD, NULL, EWS, ENDING_SILENCE),
    NO_ANSWER("22b", MAIL, NULL, EWS, ENDING_SILENCE),
    NO_ANSWER("22c", TOKENS, "127.0.0.21", "/x/tokens/OAuth/2", ENDING_SILENCE),
    ANSWER("22c", TOKENS, "127.0.0.11", "/x/tokens/OAuth/2", "HTTP/1.1 4"),
    NO_ANSWER("22d", MAIL, NULL, EWS, ENDING_SILENCE),
    ANSWER("27", MAIL, NULL, EWS, "HTTP/1.1 200 OK\r\n"),
    ANSWER("31a", MAIL, NULL, "/exchange", "HTTP/1.1 302 Found\r\n"),
    NO_TLS("32a", MAIL, ENDING_ALERT, 70),
    NO_TLS("32b", MAIL, ENDING_ALERT, 40),
    NO_CONNECTION("xRefuseda", MAIL, NULL, ECONNREFUSED),
    NO_CONNECTION("xRefusedb", CLOUD, NULL, ECONNREFUSED),
    NO_ANSWER("xCloseda", MAIL, NULL, EWS, ENDING_CLOSE_NOTIFY),
    NO_TLS("xClosedb", MAIL, ENDING_FIN, -1),
    ANSWER("x503a", MAIL, NULL, EWS, "HTTP/1.1 503 Service Unavailable\r\n"),
    ANSWER("x503a", DISCOVERY, NULL, SVC, "HTTP/1.1 401 Unauthorized\r\n"),
    ANSWER("x503b", MAIL, NULL, EWS, "HTTP/1.1 503 Service Unavailable\r\n"),
    ANSWER("x503d", DISCOVERY, NULL, SVC, "HTTP/1.1 503 Service Unavailable\r\n"),
    ANSWER("x504a", AGENT, NULL, EWS, "HTTP/1.1 504 Gateway Timeout\r\n"),
    ANSWER("x504b", AGENT, NULL, EWS, "HTTP/1.1 504 Gateway Timeout\r\n"),
    ANSWER("x504b", MAIL, NULL, EWS, "HTTP/1.1 401 Unauthorized\r\n"),
    ANSWER("xContentTypea", MAIL, NULL, EWS, "HTTP/1.1 200 OK\r\n"),
    CERTIFICATE("xTrusta", X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY),
    CERTIFICATE("xTrustb", X509_V_ERR_HOSTNAME_MISMATCH),
    CERTIFICATE("xTrustc", X509_V_ERR_CERT_HAS_EXPIRED),
    CERTIFICATE("xTrustd", X509_V_ERR_CERT_NOT_YET_VALID),
    CERTIFICATE("xTruste", X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT),
    CERTIFICATE("xTrustf", X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY),
    CERTIFICATE("xTrustg", X509_V_OK), /* but revoked: see certificates_test and network_test */
    CERTIFICATE("xTrusth", X509_V_ERR_EE_KEY_TOO_SMALL),
};

/* As somebody who trusts the lab's authority, and nothing else, judges what was sent. */
static int judge_certificate(struct running_lab *lab, const struct client *client, const char *host)
{
    X509_STORE *store = X509_STORE_new();
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    X509_VERIFY_PARAM *parameters;
    int error;

    assert_int_equal(X509_STORE_load_file(store, lab_ca_file(lab->running)), 1);
    X509_STORE_CTX_init(context, store, SSL_get0_peer_certificate(client->tls), SSL_get_peer_cert_chain(client->tls));
    parameters = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_SSL_SERVER);
    X509_VERIFY_PARAM_set_auth_level(parameters, STRONG);
    X509_VERIFY_PARAM_set1_host(parameters, host, 0);
    X509_verify_cert(context);
    error = X509_STORE_CTX_get_error(context);
    X509_STORE_CTX_free(context);
    X509_STORE_free(store);
    return error;
}

static void ask(struct client *client, const struct row *row)
{
    CLEANUP(cleanup_string)
    char *request = text_format("POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: text/xml; charset=utf-8\r\n"
                                "Content-Length: 4\r\n\r\n<a/>",
                                row->path, row->host);

    client_say(client, request);
    if (row->first) {
        assert_true(client_read_bytes(client, strlen(row->first)));
        client->text[strlen(row->first)] = '\0';
        assert_string_equal(client->text, row->first);
    } else {
        assert_int_equal(client_read(client), row->after);
        assert_int_equal(client->length, 0);
    }
}

static void prove(struct running_lab *lab, const struct row *row)
{
    const unsigned port = lab_port(lab->running, row->host);
    const bool silent = row->after == ENDING_SILENCE || row->connect == ETIMEDOUT;
    int problem;
    CLEANUP(client_free)
    struct client *client = client_from(row->source, port, silent ? IMPATIENT : PATIENT, &problem);

    assert_int_equal(problem, row->connect);
    if (!client)
        return;
    assert_int_equal(client_handshake(client, row->host, TLS1_2_VERSION, 0), row->handshake);
    assert_int_equal(client->alert, row->alert);
    if (row->certificate != UNTOUCHED)
        assert_int_equal(judge_certificate(lab, client, row->host), row->certificate);
    if (row->path)
        ask(client, row);
}

/* What cmocka is given: arming makes the lab whole first, so all rows share one. */
struct proof {
    struct running_lab *lab;
    const struct row *row;
};

static void is_on_the_wire(void **state)
{
    const struct proof *proof = *state;

    running_lab_arm(proof->lab, proof->row->id);
    prove(proof->lab, proof->row);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];
    struct proof proofs[ARRAY_SIZE(rows)];
    struct running_lab lab;
    int failed;

    running_lab_start(&lab);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        proofs[i] = (struct proof){&lab, &rows[i]};
        tests[i] = (struct CMUnitTest){.name = rows[i].id, .test_func = is_on_the_wire, .initial_state = &proofs[i]};
    }
    failed = cmocka_run_group_tests_name("wire_proof", tests, NULL, NULL);
    running_lab_stop(&lab);
    return failed;
}
