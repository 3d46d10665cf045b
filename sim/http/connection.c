/* SPDX-License-Identifier: MIT */
/* From headers to the answer: what libmicrohttpd calls, in its order. */
#include "connection.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "connection_watch.h"
#include "framing.h"
#include "outgoing.h"

#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>

enum {
    PATIENCE = 16, /* so many times the limit is read and thrown away, for clients that read only after they
                                  * have written */
    LOOP_BODY_BYTES = 32 * 1024, /* what is longer takes a while to be understood, and goes to a worker */
};

static void reset(struct connection *connection)
{
    incoming_clear(&connection->incoming);
    answer_clear(&connection->answer);
    connection->phase = PHASE_HEADERS;
}

static void report(struct connection *connection)
{
    const struct http_callbacks *callbacks = &connection->service->callbacks;

    connection->phase = PHASE_DECIDED;
    if (callbacks->answered)
        callbacks->answered(callbacks->context, &connection->incoming.request, &connection->answer,
                            clock_ms() - connection->started);
}

static void refuse(struct connection *connection, enum refusal refusal)
{
    outgoing_refuse(&connection->answer, refusal);
    report(connection);
}

/* false: postponed. */
static bool decide(struct connection *connection, bool must_not_wait)
{
    const struct http_callbacks *callbacks = &connection->service->callbacks;
    const int *status = &connection->answer.status;

    connection->incoming.request.must_not_wait = must_not_wait;
    callbacks->answer(callbacks->context, &connection->incoming.request, &connection->answer);
    if (must_not_wait && connection->answer.postponed) {
        answer_clear(&connection->answer);
        connection->answer.postponed = true;
        return false;
    }
    if (*status < 200 || *status > 999) /* 1xx does not end a request */
        outgoing_refuse(&connection->answer, REFUSAL_NO_ANSWER);
    report(connection);
    return true;
}

/* With service->resuming. */
static void wake(struct service *service)
{
    if (!service->resumed)
        eventfd_write(service->wake, 1);
    service->resumed = true;
}

void connections_wake(struct service *service)
{
    pthread_mutex_lock(&service->resuming);
    wake(service);
    pthread_mutex_unlock(&service->resuming);
}

/* From any thread. In external mode libmicrohttpd drops MHD_USE_ITC, so it wakes nobody by itself. */
static void resume(struct connection *connection)
{
    struct service *service = connection->service; /* the connection may be gone once it goes on */

    pthread_mutex_lock(&service->resuming);
    MHD_resume_connection(connection->transport);
    wake(service);
    pthread_mutex_unlock(&service->resuming);
}

/* Between deciding and resuming, nobody else looks at the connection; libmicrohttpd's lock orders the two threads. */
static void decide_on_worker(struct job *job)
{
    struct connection *connection = (struct connection *)job;

    decide(connection, false);
    resume(connection);
}

static void drop(struct job *job)
{
    struct connection *connection = (struct connection *)job;

    refuse(connection, REFUSAL_STOPPING);
    resume(connection);
}

static struct workers *workers_for(const struct connection *connection)
{
    const struct service *service = connection->service;
    const struct http_callbacks *callbacks = &service->callbacks;
    const bool apart = service->apart && callbacks->apart(callbacks->context, &connection->incoming.request);

    return apart ? service->apart : service->workers;
}

static enum MHD_Result hand_over(struct connection *connection)
{
    connection->job = (struct job){.run = decide_on_worker, .drop = drop};
    MHD_suspend_connection(connection->transport);
    if (!workers_submit(workers_for(connection), &connection->job))
        drop(&connection->job);
    return MHD_YES;
}

/* libmicrohttpd knows the standard reason phrases only, and its own order of headers. */
static void replace_head(const struct connection *connection)
{
    const struct answer *answer = &connection->answer;

    if (answer->head) {
        adopted_socket_replace_head(connection->adopted.socket, answer->head, answer->milliseconds);
    } else if (answer->reason) {
        CLEANUP(cleanup_string) char *line = text_format("HTTP/1.1 %d %s", answer->status, answer->reason);

        adopted_socket_replace_line(connection->adopted.socket, line);
    }
}

/* What comes behind it is heard by nobody. */
static bool is_last(const struct headers *headers)
{
    const char *const value = headers_get(headers, "Connection");

    return value && strcasestr(value, "close");
}

static enum MHD_Result queue(struct connection *connection)
{
    adopted_socket_answer(connection->adopted.socket);
    if (is_last(&connection->answer.headers))
        adopted_socket_hush(connection->adopted.socket);
    replace_head(connection);
    return outgoing_queue(connection->transport, &connection->answer);
}

static bool refused(struct connection *connection)
{
    const struct http_limits *limits = &connection->service->limits;
    const union MHD_ConnectionInfo *header_size =
        MHD_get_connection_info(connection->transport, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);

    if (connection->incoming.received > limits->body_bytes)
        refuse(connection, REFUSAL_BODY_TOO_LARGE);
    else if (header_size && header_size->header_size > limits->header_bytes)
        refuse(connection, REFUSAL_HEADERS_TOO_LARGE);
    else if (connection->incoming.null_in_path)
        refuse(connection, REFUSAL_NULL_IN_PATH);
    return connection->phase == PHASE_DECIDED;
}

static enum MHD_Result complete(struct connection *connection, const char *method, const char *path)
{
    const struct http_callbacks *callbacks = &connection->service->callbacks;
    const struct request *request = &connection->incoming.request;

    incoming_finish(&connection->incoming, connection->transport, method, path);
    if (refused(connection))
        return queue(connection);
    if (callbacks->blocks && (request->body_length > LOOP_BODY_BYTES || callbacks->blocks(callbacks->context, request)))
        return hand_over(connection);
    if (!decide(connection, callbacks->blocks != NULL))
        return hand_over(connection);
    return queue(connection);
}

/* Not worth waiting for: a client that asks first, or one that announces far too much. */
static bool hopeless(const struct connection *connection, const struct request_body *body)
{
    const size_t limit = connection->service->limits.body_bytes;

    if (body->left <= limit)
        return false;
    return body->left / PATIENCE > limit ||
           MHD_lookup_connection_value(connection->transport, MHD_HEADER_KIND, "Expect");
}

static enum MHD_Result begin(struct connection *connection, const char *method, const char *version, const char *path)
{
    const struct headers *const headers = &connection->incoming.request.headers;
    struct request_body body;
    bool clean;

    connection->phase = PHASE_BODY;
    connection->started = clock_ms();
    connection->incoming.request.origin = connection->service->callbacks.origin(connection->adopted.stream);
    incoming_finish(&connection->incoming, connection->transport, method, path);
    body = request_body_of(headers);
    clean = adopted_socket_head_read(connection->adopted.socket, body);
    if (is_last(headers) || strcmp(version, "HTTP/1.1") != 0)
        adopted_socket_hush(connection->adopted.socket);
    if (!clean || !framing_is_sound(method, version, headers))
        refuse(connection, REFUSAL_BAD_HEAD);
    else if (hopeless(connection, &body))
        refuse(connection, REFUSAL_BODY_TOO_LARGE);
    return connection->phase == PHASE_DECIDED ? queue(connection) : MHD_YES;
}

static enum MHD_Result receive(struct connection *connection, const char *data, size_t *length)
{
    const size_t limit = connection->service->limits.body_bytes;

    incoming_append(&connection->incoming, data, *length, limit);
    *length = 0;
    return connection->incoming.received / PATIENCE <= limit ? MHD_YES : MHD_NO;
}

enum MHD_Result connection_handle(void *service, struct MHD_Connection *transport, const char *path, const char *method,
                                  const char *version, const char *data, size_t *length, void **context)
{
    struct connection *connection = *context;

    (void)service, (void)transport;
    if (!connection)
        return MHD_NO;
    switch (connection->phase) {
    case PHASE_HEADERS: return begin(connection, method, version, path);
    case PHASE_BODY: return *length > 0 ? receive(connection, data, length) : complete(connection, method, path);
    case PHASE_DECIDED: return queue(connection);
    }
    return MHD_NO;
}

void *connection_target(void *service, const char *target, struct MHD_Connection *transport)
{
    struct connection *connection =
        MHD_get_connection_info(transport, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;

    (void)service;
    if (connection)
        incoming_target(&connection->incoming, target);
    return connection;
}

void connection_completed(void *service, struct MHD_Connection *transport, void **context,
                          enum MHD_RequestTerminationCode how)
{
    struct connection *connection = *context;

    (void)service, (void)transport;
    if (!connection)
        return;
    reset(connection);
    if (how == MHD_REQUEST_TERMINATED_COMPLETED_OK)
        adopted_socket_await(connection->adopted.socket);
}

void connections_acknowledge(struct service *service)
{
    eventfd_t count;

    pthread_mutex_lock(&service->resuming);
    if (service->resumed)
        eventfd_read(service->wake, &count);
    service->resumed = false;
    pthread_mutex_unlock(&service->resuming);
}

static struct connection *connection_new(struct service *service, struct MHD_Connection *transport)
{
    struct connection *connection = memory_new(sizeof *connection);

    *connection = (struct connection){.service = service, .transport = transport, .adopted = *service->adopting};
    adopted_socket_await(connection->adopted.socket);
    connection_watch(connection);
    return connection;
}

static void connection_free(struct connection **connection)
{
    if (*connection) {
        connection_unwatch(*connection);
        reset(*connection);
    }
    free(*connection);
    *connection = NULL;
}

void connection_notify(void *service, struct MHD_Connection *transport, void **context,
                       enum MHD_ConnectionNotificationCode what)
{
    switch (what) {
    case MHD_CONNECTION_NOTIFY_STARTED: *context = connection_new(service, transport); break;
    case MHD_CONNECTION_NOTIFY_CLOSED: connection_free((struct connection **)context); break;
    }
}
