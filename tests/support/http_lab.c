/* SPDX-License-Identifier: MIT */
/* Runs the HTTP server under test on a thread and talks to it over a socket pair. */
#include "http_lab.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATIENCE_SECONDS = 30 };

static void tell_request(const struct request *request, struct answer *answer)
{
    const char *agent = headers_get(&request->headers, "User-Agent");
    char *text = text_format("%s %s query=%s agent=%s party=%s length=%zu thread=%s", request->method, request->path,
                             request->query, agent ? agent : "-", request->origin->party, request->body_length,
                             request->must_not_wait ? "loop" : "worker");

    answer_take(answer, 200, "text/plain", text, strlen(text));
}

static void echo(const struct request *request, struct answer *answer)
{
    char *copy = memory_copy(request->body, request->body_length);

    answer_take(answer, 200, "application/octet-stream", copy, request->body_length);
}

static void give_reason(const struct request *request, struct answer *answer)
{
    (void)request;
    answer_set(answer, 403, "text/html", "denied");
    answer->reason = text_copy("Forbidden ( The server denied the specified URL. )");
}

static void give_head(const struct request *request, struct answer *answer)
{
    (void)request;
    answer_set(answer, 299, "text/plain", "captured");
    headers_set(&answer->headers, "Connection", "close");
    answer->head = text_copy(HTTP_LAB_HEAD);
}

static void say_nothing(const struct request *request, struct answer *answer)
{
    (void)request, (void)answer;
}

static void continue_only(const struct request *request, struct answer *answer)
{
    (void)request;
    answer_set(answer, 100, NULL, NULL);
}

static void lie_about_length(const struct request *request, struct answer *answer)
{
    (void)request;
    answer_set(answer, 200, "text/plain", "four");
    headers_add(&answer->headers, "Content-Length", "4000");
    headers_add(&answer->headers, "Transfer-Encoding", "chunked");
    headers_add(&answer->headers, "WWW-Authenticate", "Bearer");
    headers_add(&answer->headers, "WWW-Authenticate", "Basic realm=\"lab\"");
}

static void empty(const struct request *request, struct answer *answer)
{
    (void)request;
    answer_set(answer, 401, NULL, NULL);
}

/* Leaves something behind that must not be sent. */
static void postpone(const struct request *request, struct answer *answer)
{
    const bool again = answer->postponed;

    if (!again)
        answer_set(answer, 500, "text/plain", "too early");
    else
        answer_set(answer, request->must_not_wait ? 500 : 200, NULL, "in its time");
    answer->postponed = request->must_not_wait;
}

static const struct endpoint {
    const char *path;
    void (*answer)(const struct request *request, struct answer *answer);
} endpoints[] = {
    {"/tell me", tell_request},  {"/echo", echo},           {"/reason", give_reason},
    {"/head", give_head},        {"/nothing", say_nothing}, {"/continue", continue_only},
    {"/lies", lie_about_length}, {"/empty", empty},         {"/block", echo},
    {"/postpone", postpone},     {"/apart", tell_request},
};

static void serve(void *context, const struct request *request, struct answer *answer)
{
    struct http_lab *lab = context;

    if (path_equal(request->path, "/block")) {
        sem_post(&lab->entered);
        sem_wait(&lab->leave);
    }
    for (size_t i = 0; i < ARRAY_SIZE(endpoints); i++)
        if (path_equal(request->path, endpoints[i].path)) {
            endpoints[i].answer(request, answer);
            return;
        }
    answer_set(answer, 404, "text/plain", "there is nothing here");
}

static bool blocks(void *context, const struct request *request)
{
    (void)context;
    return path_equal(request->path, "/block") || path_equal(request->path, "/apart");
}

static bool apart(void *context, const struct request *request)
{
    (void)context;
    return path_equal(request->path, "/apart");
}

static void count(void *context, const struct request *request, const struct answer *answer, double elapsed_ms)
{
    struct http_lab *lab = context;

    (void)request, (void)elapsed_ms;
    atomic_store(&lab->last_status, (unsigned)answer->status);
    atomic_fetch_add(&lab->answered, 1);
}

/* What the server adopts: a socket without TLS and faults. */
struct plain_stream {
    struct http_lab *lab;
    int socket;
};

static const struct origin *origin_of(void *stream)
{
    return &((struct plain_stream *)stream)->lab->origin;
}

static ssize_t receive(void *stream, void *bytes, size_t length)
{
    return recv(((struct plain_stream *)stream)->socket, bytes, length, 0);
}

static ssize_t send_parts(void *stream, const struct iovec *parts, size_t parts_count)
{
    const struct msghdr message = {.msg_iov = (struct iovec *)parts, .msg_iovlen = parts_count};

    return sendmsg(((struct plain_stream *)stream)->socket, &message, MSG_NOSIGNAL);
}

static void end(void *stream)
{
    close(((struct plain_stream *)stream)->socket);
    free(stream);
}

static void delay(void *stream, unsigned long milliseconds)
{
    (void)stream;
    usleep((useconds_t)milliseconds * 1000);
}

/* false: the order was to stop. */
static bool obey(struct http_lab *lab)
{
    static const struct byte_stream functions = {receive, send_parts, end, delay};
    const struct sockaddr nobody = {.sa_family = AF_UNIX};
    struct plain_stream *stream;
    int order;

    if (read(lab->orders[0], &order, sizeof order) != sizeof order || order < 0)
        return false;
    stream = calloc(1, sizeof *stream);
    *stream = (struct plain_stream){lab, order};
    http_server_adopt(lab->server, order, &functions, stream, &nobody, sizeof nobody);
    return true;
}

static void *run_loop(void *context)
{
    struct http_lab *lab = context;
    struct pollfd watched[] = {
        {.fd = http_server_fd(lab->server), .events = POLLIN},
        {.fd = lab->orders[0], .events = POLLIN},
    };

    for (;;) {
        poll(watched, ARRAY_SIZE(watched), lab->tick_ms);
        if (watched[1].revents && !obey(lab))
            return NULL;
        http_server_run(lab->server);
    }
}

void http_lab_stop_loop(struct http_lab *lab)
{
    const int stop = -1;

    if (lab->stopped)
        return;
    assert_int_equal(write(lab->orders[1], &stop, sizeof stop), sizeof stop);
    pthread_join(lab->loop, NULL);
    lab->stopped = true;
}

static int start_lab(void **state, int tick_ms, const struct http_limits *limits)
{
    struct http_lab *lab = calloc(1, sizeof *lab);
    struct error error;
    const struct http_callbacks callbacks = {
        .context = lab,
        .answer = serve,
        .blocks = blocks,
        .apart = apart,
        .answered = count,
        .origin = origin_of,
    };

    lab->row = *state;
    lab->tick_ms = tick_ms;
    lab->origin.party = "onprem";
    sem_init(&lab->entered, 0, 0);
    sem_init(&lab->leave, 0, 0);
    lab->server = http_server_new(&callbacks, limits, &error);
    assert_non_null(lab->server);
    assert_int_equal(pipe(lab->orders), 0);
    assert_int_equal(pthread_create(&lab->loop, NULL, run_loop, lab), 0);
    *state = lab;
    return 0;
}

static const struct http_limits small = {.body_bytes = 2000, .header_bytes = 4096, .idle_seconds = 20, .workers = 2};

int http_lab_start(void **state)
{
    return start_lab(state, 100, &small);
}

int http_lab_start_restless(void **state)
{
    return start_lab(state, 1, &small);
}

int http_lab_start_impatient(void **state)
{
    return start_lab(state, 100, &(struct http_limits){.idle_seconds = 1});
}

int http_lab_start_without_tick(void **state)
{
    return start_lab(state, -1, &(struct http_limits){0});
}

int http_lab_stop(void **state)
{
    struct http_lab *lab = *state;

    http_lab_stop_loop(lab);
    http_server_free(&lab->server);
    close(lab->orders[0]);
    close(lab->orders[1]);
    sem_destroy(&lab->entered);
    sem_destroy(&lab->leave);
    free(lab);
    return 0;
}

void http_lab_adopt(struct http_lab *lab, int socket)
{
    assert_int_equal(write(lab->orders[1], &socket, sizeof socket), sizeof socket);
}

int http_lab_connect(struct http_lab *lab)
{
    const struct timeval patience = {.tv_sec = PATIENCE_SECONDS};
    int ends[2];

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    http_lab_adopt(lab, ends[1]);
    return ends[0];
}

void http_lab_say(int socket, const char *text)
{
    assert_int_equal(send(socket, text, strlen(text), MSG_NOSIGNAL), strlen(text));
}

char *http_lab_hear(int socket)
{
    char *text = NULL, buffer[4096];
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    ssize_t length;

    while ((length = recv(socket, buffer, sizeof buffer, 0)) > 0)
        fwrite(buffer, 1, (size_t)length, stream);
    fclose(stream);
    return text;
}

void http_lab_hear_until(int socket, const char *end)
{
    char text[8192];
    size_t length = 0;

    do {
        assert_true(length + 1 < sizeof text);
        assert_int_equal(recv(socket, text + length, 1, 0), 1);
        text[++length] = '\0';
    } while (!text_ends(text, end));
}

char *http_lab_ask(struct http_lab *lab, const char *request)
{
    const int socket = http_lab_connect(lab);
    char *answer;

    http_lab_say(socket, request);
    answer = http_lab_hear(socket);
    close(socket);
    return answer;
}

void http_lab_expect(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("\"%s\" is not in:\n%s", part, text);
}

void http_lab_still_serves(struct http_lab *lab)
{
    CLEANUP(cleanup_string)
    char *answer =
        http_lab_ask(lab, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nConnection: close\r\n\r\nalive");

    http_lab_expect(answer, "\r\n\r\nalive");
}
