/* SPDX-License-Identifier: MIT */
/* The wire and http layers with nothing behind them but canned answers: what the lab could reach at best. At /read the
 * request is read as a tree first, as the lab does whose answer depends on all of it.
 * bench_server FOLDER writes certificate.pem and key.pem there (for the reference to use the same), prints its ports as
 * one line of JSON, and serves until its standard input ends. */
#include "base/cleanup.h"
#include "base/text.h"
#include "serving/serving.h"
#include "wire/certificates.h"
#include "xml/reader.h"
#include "xml/xml.h"

#include <string.h>

#define BODY_BYTES 6300

struct bench {
    struct http_server *http;
    struct wire *wire;
    struct identity *identity;
    struct xml_reader *reader; /* on the loop's thread */
    char body[BODY_BYTES + 1];
};

static void choose_policy(void *context, const struct listener *listener, struct origin *origin,
                          struct wire_policy *policy)
{
    (void)context, (void)listener;
    if (text_equal(origin->party, "reset"))
        policy->fault = WIRE_FAULT_RESET_AFTER_REQUEST;
}

static const struct identity *choose_identity(void *context, struct origin *origin)
{
    (void)origin;
    return ((struct bench *)context)->identity;
}

static void adopt(void *context, struct stream *stream, int descriptor, const struct sockaddr *peer, socklen_t length)
{
    serving_adopt(((struct bench *)context)->http, stream, descriptor, peer, length);
}

static void run_http(void *context)
{
    http_server_run(((struct bench *)context)->http);
}

static void challenge(const struct bench *bench, const struct request *request, struct answer *answer)
{
    (void)bench, (void)request;
    answer_set(answer, 401, NULL, NULL);
    headers_add(&answer->headers, "x-ms-diagnostics",
                "2000005;reason=\"The user specified by the user-context in the token is ambiguous.\";"
                "error_category=\"invalid_user\"");
}

static void busy_times(const struct bench *bench, const struct request *request, struct answer *answer)
{
    (void)request;
    answer_set(answer, 200, "text/xml; charset=utf-8", bench->body);
}

static void read_it(const struct bench *bench, const struct request *request, struct answer *answer)
{
    const xmlDoc *envelope = xml_reader_read(bench->reader, request->body, request->body_length);
    const xmlNode *body = envelope ? xml_child(xmlDocGetRootElement(envelope), "Body") : NULL;

    if (body && xml_child(body, "GetUserAvailabilityRequest"))
        busy_times(bench, request, answer);
    else
        answer_set(answer, 500, "text/plain", "no operation of ours");
}

static void answer(void *context, const struct request *request, struct answer *answer)
{
    static const struct {
        const char *path;
        void (*give)(const struct bench *bench, const struct request *request, struct answer *answer);
    } paths[] = {{"/challenge", challenge}, {"/read", read_it}, {"/", busy_times}};

    for (size_t i = 0; i < ARRAY_SIZE(paths) && !answer->status; i++)
        if (path_equal(request->path, paths[i].path))
            paths[i].give(context, request, answer);
    if (!answer->status)
        answer_set(answer, 404, NULL, NULL);
}

static bool make_identity(struct bench *bench, const char *folder, struct error *error)
{
    static const char *const names[] = {"localhost", "127.0.0.1", NULL};
    CLEANUP(cleanup_string) char *certificate = text_format("%s/certificate.pem", folder);
    CLEANUP(cleanup_string) char *key = text_format("%s/key.pem", folder);
    CLEANUP(authority_free) struct authority *authority = authority_new(error);

    bench->identity = authority ? identity_new(authority, names, CERTIFICATE_GOOD, error) : NULL;
    return bench->identity && identity_write(bench->identity, certificate, key, error);
}

static bool make_layers(struct bench *bench, struct error *error)
{
    const struct http_callbacks http = {.context = bench, .answer = answer, .origin = serving_origin};
    const struct wire_callbacks wire = {.context = bench,
                                        .protocol = serving_protocol(),
                                        .policy = choose_policy,
                                        .identity = choose_identity,
                                        .stream = adopt};
    const struct http_limits limits = {.idle_seconds = 300};

    bench->http = http_server_new(&http, &limits, error);
    bench->wire = bench->http ? wire_new(&wire, error) : NULL;
    return bench->wire && wire_watch(bench->wire, http_server_fd(bench->http), run_http, bench, error);
}

static bool listen_and_tell(struct bench *bench, struct error *error)
{
    struct listener *plain = wire_listen(bench->wire, "plain", "127.0.0.1", 0, false, error);
    struct listener *tls = wire_listen(bench->wire, "tls", "127.0.0.1", 0, true, error);
    struct listener *reset = wire_listen(bench->wire, "reset", "127.0.0.1", 0, false, error);

    if (!plain || !tls || !reset || !wire_start(bench->wire, error))
        return false;
    printf("{\"plain\": %u, \"tls\": %u, \"reset\": %u}\n", listener_port(plain), listener_port(tls),
           listener_port(reset));
    return fflush(stdout) == 0;
}

static bool serve(struct bench *bench, const char *folder, struct error *error)
{
    bench->reader = xml_reader_new();
    memset(bench->body, 'x', BODY_BYTES);
    if (!make_identity(bench, folder, error) || !make_layers(bench, error))
        return false;
    wire_tick(bench->wire, 1000, run_http, bench);
    if (!listen_and_tell(bench, error))
        return false;
    while (getchar() != EOF)
        ;
    return true;
}

int main(int count, char **arguments)
{
    struct bench bench = {0};
    struct error error = {"bench_server takes one operand, a folder for its certificate"};
    const bool done = count == 2 && serve(&bench, arguments[1], &error);

    if (bench.wire)
        wire_stop(bench.wire);
    http_server_free(&bench.http);
    wire_free(&bench.wire);
    identity_free(&bench.identity);
    xml_reader_free(&bench.reader);
    if (!done)
        fprintf(stderr, "%s\n", error.text);
    return done ? 0 : 3;
}
