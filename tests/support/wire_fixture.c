/* SPDX-License-Identifier: MIT */
/* Runs the wire under test with an echo behind it. */
#include "wire_fixture.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "serving/serving.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

struct consumer {
    struct wire_fixture *fixture;
    struct stream *stream;
    int socket; /* waited for */
    char request[8192];
    size_t request_length;
    char *answer;
    size_t answer_length, answer_sent;
    bool closing;
};

static void policy(void *context, const struct listener *listener, struct origin *origin, struct wire_policy *wanted)
{
    struct wire_fixture *fixture = context;

    (void)listener;
    (void)origin;
    pthread_mutex_lock(&fixture->lock);
    *wanted = fixture->policy;
    pthread_mutex_unlock(&fixture->lock);
}

static const struct identity *identity(void *context, struct origin *origin)
{
    const struct wire_fixture *fixture = context;
    const char *const name = origin->server_name;

    if (!*name)
        return fixture->fallback;
    return strcmp(name, "mail.contoso.com") == 0        ? fixture->contoso
           : strcmp(name, "outlook.office365.com") == 0 ? fixture->outlook
                                                        : NULL;
}

static void event(void *context, const struct origin *origin, const char *what)
{
    struct wire_fixture *fixture = context;

    pthread_mutex_lock(&fixture->lock);
    snprintf(fixture->event, sizeof fixture->event, "%s", what);
    fixture->origin = *origin;
    fixture->events++;
    pthread_cond_broadcast(&fixture->changed);
    pthread_mutex_unlock(&fixture->lock);
}

static void count_streams(struct wire_fixture *fixture, int change)
{
    pthread_mutex_lock(&fixture->lock);
    fixture->streams_open += (size_t)change;
    fixture->streams_seen += change > 0;
    pthread_cond_broadcast(&fixture->changed);
    pthread_mutex_unlock(&fixture->lock);
}

static void consumer_close(struct consumer *consumer)
{
    epoll_ctl(consumer->fixture->epoll, EPOLL_CTL_DEL, consumer->socket, NULL); /* it may stay open for a while */
    stream_end(consumer->stream);
    count_streams(consumer->fixture, -1);
    free(consumer->answer);
    free(consumer);
}

static void prepare(struct consumer *consumer)
{
    char head[64] = "";
    const bool first_line = sscanf(consumer->request, "%63[^\r]", head) == 1;
    const bool teapot = first_line && strstr(head, " /teapot ");
    const char *bytes = strstr(head, " /bytes/");
    const size_t length = bytes ? strtoul(bytes + 8, NULL, 10) : 5;
    CLEANUP(cleanup_string) char *body = calloc(1, length + 1);

    memset(body, 'x', length);
    if (!bytes)
        memcpy(body, "hello", 5);
    consumer->closing = strstr(head, " /close ");
    consumer->answer =
        text_format("%s\r\nContent-Length: %zu\r\n\r\n%s", teapot ? TEAPOT : "HTTP/1.1 200 OK", length, body);
    consumer->answer_length = strlen(consumer->answer);
    consumer->answer_sent = 0;
}

/* false: the answer does not fit yet, or the consumer has gone. */
static bool send_answer(struct consumer *consumer)
{
    struct epoll_event wanted = {.events = EPOLLOUT, .data.ptr = consumer};
    const struct iovec rest = {consumer->answer + consumer->answer_sent,
                               consumer->answer_length - consumer->answer_sent};
    const ssize_t sent = stream_send(consumer->stream, &rest, 1);

    consumer->fixture->miscounted += sent >= 0 && (size_t)sent != rest.iov_len;
    consumer->answer_sent += sent > 0 ? (size_t)sent : 0;
    if (consumer->answer_sent < consumer->answer_length && (sent > 0 || errno == EAGAIN)) {
        epoll_ctl(consumer->fixture->epoll, EPOLL_CTL_MOD, consumer->socket, &wanted);
        return false;
    }
    wanted.events = EPOLLIN;
    epoll_ctl(consumer->fixture->epoll, EPOLL_CTL_MOD, consumer->socket, &wanted);
    free(TAKE(consumer->answer));
    if (!consumer->closing)
        return true;
    consumer_close(consumer);
    return false;
}

/* Length of a whole request at the front, 0: not yet. */
static size_t whole_request(const struct consumer *consumer)
{
    const char *end = strstr(consumer->request, "\r\n\r\n"), *field = strcasestr(consumer->request, "content-length:");
    const size_t head = end ? (size_t)(end + 4 - consumer->request) : 0;
    const size_t body = end && field && field < end ? strtoul(field + 15, NULL, 10) : 0;

    return head && consumer->request_length >= head + body ? head + body : 0;
}

static void serve(struct consumer *consumer)
{
    for (size_t length; !consumer->answer && (length = whole_request(consumer)) > 0;) {
        prepare(consumer);
        consumer->request_length -= length;
        memmove(consumer->request, consumer->request + length, consumer->request_length + 1);
        if (!send_answer(consumer))
            return;
    }
}

static void consumer_ready(struct consumer *consumer, uint32_t events)
{
    ssize_t got;

    if (events & EPOLLOUT) {
        if (send_answer(consumer))
            serve(consumer);
        return;
    }
    got = stream_receive(consumer->stream, consumer->request + consumer->request_length,
                         sizeof consumer->request - 1 - consumer->request_length);
    if (got < 0 && errno == EAGAIN)
        return;
    if (got <= 0) {
        consumer_close(consumer);
        return;
    }
    consumer->request_length += (size_t)got;
    consumer->request[consumer->request_length] = '\0';
    serve(consumer);
}

static void stream(void *context, struct stream *given, int descriptor, const struct sockaddr *peer, socklen_t length)
{
    struct wire_fixture *fixture = context;
    struct consumer *consumer = calloc(1, sizeof *consumer);
    struct epoll_event wanted = {.events = EPOLLIN, .data.ptr = consumer};

    (void)length;
    assert_int_equal(peer->sa_family, AF_INET);
    *consumer = (struct consumer){.fixture = fixture, .stream = given, .socket = descriptor};
    epoll_ctl(fixture->epoll, EPOLL_CTL_ADD, descriptor, &wanted);
    count_streams(fixture, 1);
    consumer_ready(consumer, EPOLLIN); /* of bytes that TLS has taken already, the kernel does not tell */
}

static void responder_ready(void *context)
{
    struct wire_fixture *fixture = context;
    struct epoll_event ready[64];
    const int count = epoll_wait(fixture->epoll, ready, 64, 0);

    for (int i = 0; i < count; i++)
        consumer_ready(ready[i].data.ptr, ready[i].events);
}

static void make_identities(struct wire_fixture *fixture)
{
    static const char *const contoso[] = {"mail.contoso.com", NULL}, *const outlook[] = {"outlook.office365.com", NULL},
                             *const fallback[] = {"localhost", "127.0.0.1", NULL};

    fixture->authority = authority_new(NULL);
    fixture->contoso = identity_new(fixture->authority, contoso, CERTIFICATE_GOOD, NULL);
    fixture->outlook = identity_new(fixture->authority, outlook, CERTIFICATE_GOOD, NULL);
    fixture->fallback = identity_new(fixture->authority, fallback, CERTIFICATE_GOOD, NULL);
}

int wire_fixture_start(void **state)
{
    struct wire_fixture *fixture = calloc(1, sizeof *fixture);
    const struct wire_callbacks callbacks = {fixture, serving_protocol(), policy, identity, stream, event};
    struct error error = {""};

    make_identities(fixture);
    pthread_mutex_init(&fixture->lock, NULL);
    pthread_cond_init(&fixture->changed, NULL);
    fixture->epoll = epoll_create1(EPOLL_CLOEXEC);
    fixture->wire = wire_new(&callbacks, &error);
    assert_non_null(fixture->wire);
    fixture->tls = wire_listen(fixture->wire, "onprem", "127.0.0.1", 0, true, &error);
    fixture->plain = wire_listen(fixture->wire, "admin", "127.0.0.1", 0, false, &error);
    if (!fixture->tls || !fixture->plain)
        fail_msg("%s", error.text);
    assert_true(wire_watch(fixture->wire, fixture->epoll, responder_ready, fixture, &error));
    assert_true(wire_start(fixture->wire, &error));
    *state = fixture;
    return 0;
}

void wire_fixture_end_streams(struct wire_fixture *fixture)
{
    while (fixture->streams_open > 0)
        responder_ready(fixture);
}

int wire_fixture_stop(void **state)
{
    struct wire_fixture *fixture = *state;

    wire_fixture_await_no_stream(fixture);
    wire_free(&fixture->wire);
    assert_int_equal(fixture->miscounted, 0);
    authority_free(&fixture->authority);
    identity_free(&fixture->contoso);
    identity_free(&fixture->outlook);
    identity_free(&fixture->fallback);
    close(fixture->epoll);
    pthread_cond_destroy(&fixture->changed);
    pthread_mutex_destroy(&fixture->lock);
    free(fixture);
    return 0;
}

void wire_fixture_policy(struct wire_fixture *fixture, const struct wire_policy *wanted)
{
    pthread_mutex_lock(&fixture->lock);
    fixture->policy = *wanted;
    pthread_mutex_unlock(&fixture->lock);
}

static bool event_came(const struct wire_fixture *fixture, const char *text)
{
    return fixture->events > 0 && strstr(fixture->event, text);
}

static bool no_stream(const struct wire_fixture *fixture, const char *text)
{
    (void)text;
    return fixture->streams_open == 0;
}

static void await(struct wire_fixture *fixture, bool (*holds)(const struct wire_fixture *, const char *),
                  const char *text)
{
    struct timespec deadline;
    int code = 0;

    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_sec += 10;
    pthread_mutex_lock(&fixture->lock);
    while (code == 0 && !holds(fixture, text))
        code = pthread_cond_timedwait(&fixture->changed, &fixture->lock, &deadline);
    pthread_mutex_unlock(&fixture->lock);
    if (code != 0)
        fail_msg("waited in vain; the last event was \"%s\", wanted \"%s\"", fixture->event, text ? text : "");
}

void wire_fixture_await_event(struct wire_fixture *fixture, const char *text)
{
    await(fixture, event_came, text);
}

void wire_fixture_await_no_stream(struct wire_fixture *fixture)
{
    await(fixture, no_stream, NULL);
}
