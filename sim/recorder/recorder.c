/* SPDX-License-Identifier: MIT */
/* A server of the lab whose answers are those of another server. */
#include "recorder.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "capture/captured.h"
#include "passing_folder/passing_folder.h"
#include "serving/serving.h"
#include "upstream.h"
#include "wire/certificates.h"

#include <errno.h>
#include <openssl/pem.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

enum { MOST_AUTHORITIES = 4 << 20 /* bytes; those of Debian are 220 KB */ };

struct recorder {
    struct recorder_options options;
    struct upstream *upstream;
    struct authority *authority;
    struct identity *identity;
    struct http_server *http;
    struct wire *wire;
    struct passing_folder *folder;
    char *ca_file, *url, *plain_url;
    pthread_mutex_t lock; /* guards the trace */
    struct trace trace;
};

static const struct identity *choose_identity(void *context, struct origin *origin)
{
    (void)origin;
    return ((struct recorder *)context)->identity;
}

static void adopt(void *context, struct stream *stream, int descriptor, const struct sockaddr *peer, socklen_t length)
{
    serving_adopt(((struct recorder *)context)->http, stream, descriptor, peer, length);
}

static void run_http(void *context)
{
    http_server_run(((struct recorder *)context)->http);
}

static bool always(void *context, const struct request *request)
{
    (void)context, (void)request;
    return true;
}

static void tell(const struct recorder *recorder, const struct request *request, int status, const char *sentence)
{
    if (recorder->options.answered)
        recorder->options.answered(recorder->options.context, request->method, request->path, status, sentence);
}

static void refuse(struct answer *answer, int status, const char *sentence)
{
    CLEANUP(cleanup_string) char *text = text_format("fblab record: %s\n", sentence);

    answer_set(answer, status, "text/plain", text);
}

static void keep(struct recorder *recorder, struct recorded_answer *recorded)
{
    pthread_mutex_lock(&recorder->lock);
    trace_add(&recorder->trace, recorded);
    pthread_mutex_unlock(&recorder->lock);
}

static void lose(struct recorder *recorder, const char *sentence)
{
    pthread_mutex_lock(&recorder->lock);
    trace_skip(&recorder->trace, "%s", sentence);
    pthread_mutex_unlock(&recorder->lock);
}

/* The client gets what will be replayed: the same head, and a body in chunks as one chunk. */
static void pass_on(void *context, const struct request *request, struct answer *answer)
{
    struct recorder *recorder = context;
    struct recorded_answer recorded = {0};
    struct error error;

    if (!upstream_takes(request, &error)) {
        refuse(answer, 400, error.text);
        tell(recorder, request, 0, error.text);
        return;
    }
    if (!upstream_ask(recorder->upstream, request, &recorded, &error)) {
        refuse(answer, 502, error.text);
        lose(recorder, error.text);
        tell(recorder, request, 0, error.text);
        return;
    }
    answer_captured(answer, recorded.head, recorded.body, recorded.body_length);
    tell(recorder, request, answer->status,
         recorded.body_length > TRACE_BODY_LIMIT ? "passed on, but too large to be recorded" : NULL);
    keep(recorder, &recorded);
}

static bool make_folder(struct recorder *recorder, struct error *error)
{
    recorder->folder = passing_folder_new("record-", error);
    if (recorder->folder)
        recorder->ca_file = text_format("%s/ca.pem", passing_folder_path(recorder->folder));
    return recorder->folder;
}

static bool make_identity(struct recorder *recorder, struct error *error)
{
    const char *const names[] = {"localhost", "127.0.0.1", "::1", upstream_host(recorder->upstream), NULL};

    recorder->authority = authority_new(error);
    if (!recorder->authority || !authority_write(recorder->authority, recorder->ca_file, error))
        return false;
    recorder->identity = identity_new(recorder->authority, names, CERTIFICATE_GOOD, error);
    return recorder->identity;
}

static bool listen_at(struct recorder *recorder, const struct recorder_options *options, struct error *error)
{
    const char *address = options->listen_address ? options->listen_address : "127.0.0.1";
    const bool local = strcmp(address, "127.0.0.1") == 0 || strcmp(address, "::1") == 0;
    const struct listener *safe, *plain;

    if (!(safe = wire_listen(recorder->wire, "recorder", address, options->port, true, error)) ||
        !(plain =
              wire_listen(recorder->wire, "recorder", address, options->port ? options->port + 1 : 0, false, error)))
        return false;
    recorder->url = text_format("https://%s:%u", local ? "localhost" : address, listener_port(safe));
    recorder->plain_url = text_format("http://%s:%u", local ? "localhost" : address, listener_port(plain));
    return true;
}

/* libcurl says of a file that cannot be used only when it asks, and of /dev/null nothing. NULL: the system's. */
static bool check_authorities(const char *file, struct error *error)
{
    CLEANUP(cleanup_string) char *text = file ? file_read(file, MOST_AUTHORITIES, NULL, error) : NULL;
    BIO *bytes = text ? BIO_new_mem_buf(text, -1) : NULL;
    X509 *first = bytes ? PEM_read_bio_X509(bytes, NULL, NULL, NULL) : NULL;
    const bool good = !file || first;

    X509_free(first);
    BIO_free(bytes);
    return good || (text ? error_set(error, "%s holds no certificate to trust; name a file in PEM", file) : false);
}

static bool start(struct recorder *recorder, const struct recorder_options *options, struct error *error)
{
    const struct http_callbacks http = {
        .context = recorder, .answer = pass_on, .blocks = always, .origin = serving_origin};
    const struct wire_callbacks wire = {
        .context = recorder, .protocol = serving_protocol(), .identity = choose_identity, .stream = adopt};
    const struct http_limits limits = {.body_bytes = TRACE_BODY_LIMIT, .workers = 16};

    recorder->upstream = upstream_new(options->upstream, options->connect, options->ca_file, error);
    if (!recorder->upstream || !check_authorities(options->ca_file, error) || !make_folder(recorder, error) ||
        !make_identity(recorder, error))
        return false;
    recorder->http = http_server_new(&http, &limits, error);
    recorder->wire = recorder->http ? wire_new(&wire, error) : NULL;
    if (!recorder->wire || !listen_at(recorder, options, error) ||
        !wire_watch(recorder->wire, http_server_fd(recorder->http), run_http, recorder, error))
        return false;
    wire_tick(recorder->wire, 1000, run_http, recorder);
    return wire_start(recorder->wire, error);
}

bool recorder_options_fit(const struct recorder_options *options, struct error *error)
{
    CLEANUP(upstream_free)
    struct upstream *upstream = upstream_new(options->upstream, options->connect, options->ca_file, error);

    return upstream;
}

struct recorder *recorder_start(const struct recorder_options *options, struct error *error)
{
    struct recorder *recorder = memory_new(sizeof *recorder);

    pthread_mutex_init(&recorder->lock, NULL);
    recorder->options = *options;
    if (!start(recorder, options, error)) {
        struct trace nothing = recorder_stop(&recorder);
        trace_clear(&nothing);
    }
    return recorder;
}

/* In the order of lab_stop(): workers may still need the loop, and a request its stream. */
static void stop_threads(struct recorder *recorder)
{
    if (recorder->http)
        http_server_stop_workers(recorder->http);
    if (recorder->wire)
        wire_stop(recorder->wire);
    if (recorder->http)
        http_server_free(&recorder->http);
    if (recorder->wire)
        wire_free(&recorder->wire);
}

struct trace recorder_stop(struct recorder **reference)
{
    struct recorder *recorder = TAKE(*reference);
    struct trace trace;

    stop_threads(recorder);
    identity_free(&recorder->identity);
    authority_free(&recorder->authority);
    upstream_free(&recorder->upstream);
    passing_folder_free(&recorder->folder);
    char *const texts[] = {recorder->ca_file, recorder->url, recorder->plain_url};
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        free(texts[i]);
    pthread_mutex_destroy(&recorder->lock);
    trace = recorder->trace;
    free(recorder);
    return trace;
}

const char *recorder_url(const struct recorder *recorder)
{
    return recorder->url;
}

const char *recorder_plain_url(const struct recorder *recorder)
{
    return recorder->plain_url;
}

const char *recorder_ca_file(const struct recorder *recorder)
{
    return recorder->ca_file;
}

const char *recorder_host(const struct recorder *recorder)
{
    return upstream_host(recorder->upstream);
}
