/* SPDX-License-Identifier: MIT */
/* The HTTP layer over socketpairs. A thread plays the owner's loop; the test is the client. */
#include "cleanup.h"
#include "server.h"
#include "text.h"

#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { PARALLEL = 200, PATIENCE_SECONDS = 30 };

struct lab {
    const void *row; /* of a table of tests */
    struct http_server *server;
    struct origin origin;
    pthread_t loop;
    int orders[2]; /* to the loop: a socket to adopt, or -1: stop */
    int tick_ms;   /* how long the loop waits at most */
    bool stopped;
    sem_t entered, leave; /* of the blocking handler */
    atomic_uint answered, last_status;
    char status_line[128]; /* written by the loop before the answer is sent */
};

/* ---- the server's side ---- */

static void tell_request(const struct request *request, struct answer *answer)
{
    const char *agent = headers_get(&request->headers, "User-Agent");
    char *text = text_format("%s %s query=%s agent=%s party=%s length=%zu", request->method, request->path,
                             request->query, agent ? agent : "-", request->origin->party, request->body_length);

    answer_take(answer, 200, "text/plain", text, strlen(text));
}

static void echo(const struct request *request, struct answer *answer)
{
    char *copy = text_copy(request->body);

    answer_take(answer, 200, "application/octet-stream", copy, request->body_length);
}

static void give_reason(const struct request *request, struct answer *answer)
{
    (void)request;
    answer_set(answer, 403, "text/html", "denied");
    answer->reason = text_copy("Forbidden ( The server denied the specified URL. )");
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

static const struct endpoint {
    const char *path;
    void (*answer)(const struct request *request, struct answer *answer);
} endpoints[] = {
    {"/tell me", tell_request},
    {"/echo", echo},
    {"/reason", give_reason},
    {"/nothing", say_nothing},
    {"/continue", continue_only},
    {"/lies", lie_about_length},
    {"/empty", empty},
    {"/block", echo},
};

static void serve(void *context, const struct request *request, struct answer *answer)
{
    struct lab *lab = context;

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
    return path_equal(request->path, "/block");
}

static void count(void *context, const struct request *request, const struct answer *answer, double elapsed_ms)
{
    struct lab *lab = context;

    (void)request, (void)elapsed_ms;
    atomic_store(&lab->last_status, (unsigned)answer->status);
    atomic_fetch_add(&lab->answered, 1);
}

static const struct origin *origin_of(void *stream)
{
    return &((struct lab *)stream)->origin;
}

static void keep_status_line(void *stream, const char *line)
{
    struct lab *lab = stream;

    snprintf(lab->status_line, sizeof lab->status_line, "%s", line);
}

/* false: the order was to stop. */
static bool obey(struct lab *lab)
{
    const struct sockaddr nobody = {.sa_family = AF_UNIX};
    int order;

    if (read(lab->orders[0], &order, sizeof order) != sizeof order || order < 0)
        return false;
    http_server_adopt(lab->server, order, lab, &nobody, sizeof nobody);
    return true;
}

static void *run_loop(void *context)
{
    struct lab *lab = context;
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

static void stop_loop(struct lab *lab)
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
    struct lab *lab = calloc(1, sizeof *lab);
    struct error error;
    const struct http_callbacks callbacks = {
        .context = lab,
        .answer = serve,
        .blocks = blocks,
        .answered = count,
        .origin = origin_of,
        .status_line = keep_status_line,
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

static int start(void **state)
{
    return start_lab(state, 100,
                     &(struct http_limits){.body_bytes = 2000, .header_bytes = 4096, .idle_seconds = 20, .workers = 2});
}

static int start_impatient(void **state)
{
    return start_lab(state, 100, &(struct http_limits){.idle_seconds = 1});
}

/* Only a descriptor wakes this loop. */
static int start_without_tick(void **state)
{
    return start_lab(state, -1, &(struct http_limits){0});
}

static int stop(void **state)
{
    struct lab *lab = *state;

    stop_loop(lab);
    http_server_free(&lab->server);
    close(lab->orders[0]);
    close(lab->orders[1]);
    sem_destroy(&lab->entered);
    sem_destroy(&lab->leave);
    free(lab);
    return 0;
}

/* ---- the client's side ---- */

static int connect_to(struct lab *lab)
{
    const struct timeval patience = {.tv_sec = PATIENCE_SECONDS};
    int ends[2];

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    assert_int_equal(write(lab->orders[1], &ends[1], sizeof ends[1]), sizeof ends[1]);
    return ends[0];
}

static void say(int socket, const char *text)
{
    assert_int_equal(send(socket, text, strlen(text), MSG_NOSIGNAL), strlen(text));
}

/* Up to the end of the connection. The caller frees it. */
static char *hear_all(int socket)
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

/* One byte after the other until the text ends so: the connection stays open. */
static void hear_until(int socket, const char *end)
{
    char text[8192];
    size_t length = 0;

    do {
        assert_true(length + 1 < sizeof text);
        assert_int_equal(recv(socket, text + length, 1, 0), 1);
        text[++length] = '\0';
    } while (!text_ends(text, end));
}

static char *ask(struct lab *lab, const char *request)
{
    const int socket = connect_to(lab);
    char *answer;

    say(socket, request);
    answer = hear_all(socket);
    close(socket);
    return answer;
}

static void expect_in(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("\"%s\" is not in:\n%s", part, text);
}

static void still_serves(struct lab *lab)
{
    CLEANUP(cleanup_string)
    char *answer = ask(lab, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nConnection: close\r\n\r\nalive");

    expect_in(answer, "\r\n\r\nalive");
}

/* ---- one request, one answer ---- */

#define END "Host: mail.contoso.com\r\nConnection: close\r\n\r\n"

static const struct row {
    const char *name, *request, *expected, *unexpected;
} rows[] = {
    {"a path is decoded, its query is not", "GET /tell%20me?a=%20b&c HTTP/1.1\r\n" END,
     "GET /tell me query=a=%20b&c agent=-", NULL},
    {"headers in lower case", "GET /tell%20me HTTP/1.1\r\nhost: a\r\nuser-agent: curl\r\nconnection: close\r\n\r\n",
     "agent=curl", NULL},
    {"the origin of the stream", "GET /tell%20me HTTP/1.1\r\n" END, "party=onprem", NULL},
    {"the form for proxies", "GET https://a.b/tell%20me?x HTTP/1.1\r\n" END, "GET /tell me query=x ", NULL},
    {"the form for proxies without a path", "GET https://a.b HTTP/1.1\r\n" END, "404 Not Found", NULL},
    {"PUT", "PUT /tell%20me HTTP/1.1\r\nContent-Length: 3\r\n" END "abc",
     "PUT /tell me query= agent=- party=onprem length=3", NULL},
    {"an unknown method", "BREW /tell%20me HTTP/1.1\r\n" END, "BREW /tell me", NULL},
    {"HEAD has no body", "HEAD /tell%20me HTTP/1.1\r\n" END, "Content-Length: ", "HEAD /tell me"},
    {"HTTP/1.0", "GET /tell%20me HTTP/1.0\r\n\r\n", "200 OK", NULL},
    {"a body in chunks", "POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" END "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
     "\r\n\r\nabcde", NULL},
    {"an empty body", "GET /empty HTTP/1.1\r\n" END, "Content-Length: 0\r\n", "Content-Type"},
    {"a date is added", "GET /empty HTTP/1.1\r\n" END, "\r\nDate: ", NULL},
    {"the length is ours", "GET /lies HTTP/1.1\r\n" END, "Content-Length: 4\r\n", "chunked"},
    {"the same header twice", "GET /lies HTTP/1.1\r\n" END,
     "WWW-Authenticate: Bearer\r\nWWW-Authenticate: Basic realm=\"lab\"\r\n", NULL},
    {"a handler without an answer", "GET /nothing HTTP/1.1\r\n" END, "500 Internal Server Error", NULL},
    {"a handler that says 100", "GET /continue HTTP/1.1\r\n" END, "This server had no answer to the request.", NULL},
    {"an unknown path", "GET /x HTTP/1.1\r\n" END, "there is nothing here", NULL},
    {"a body over the limit", "POST /echo HTTP/1.1\r\nContent-Length: 100000\r\nExpect: 100-continue\r\n" END,
     "HTTP/1.1 413 ", "100 Continue"},
    {"a body far over the limit", "POST /echo HTTP/1.1\r\nContent-Length: 99999999999\r\n" END,
     "The request's body is larger", NULL},
    {"a NUL in the path", "GET /echo%00/../x HTTP/1.1\r\n" END, "HTTP/1.1 400 ", NULL},
    {"a NUL in the query", "GET /tell%20me?%00 HTTP/1.1\r\n" END, "query=%00 ", NULL},
    {"no host", "GET /echo HTTP/1.1\r\nConnection: close\r\n\r\n", "HTTP/1.1 400 ", NULL},
    {"not HTTP", "\x16\x03\x01 this is not HTTP\r\n\r\n", "400", NULL},
    {"two lengths", "POST /echo HTTP/1.1\r\nContent-Length: x\r\n" END, "HTTP/1.1 400 ", NULL},
    {"a chunk that is none", "POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" END "zz\r\n", "HTTP/1.1 400 ",
     NULL},
};

static void answers(void **state)
{
    struct lab *lab = *state;
    const struct row *row = lab->row;
    CLEANUP(cleanup_string) char *answer = ask(lab, row->request);

    expect_in(answer, row->expected);
    if (row->unexpected && strstr(answer, row->unexpected))
        fail_msg("\"%s\" is in:\n%s", row->unexpected, answer);
    still_serves(lab);
}

/* ---- connections ---- */

static void keeps_alive(void **state)
{
    const int socket = connect_to(*state);

    for (int i = 0; i < 3; i++) {
        say(socket, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
        hear_until(socket, "\r\n\r\nhello");
    }
    close(socket);
}

static void answers_pipelined_requests_in_order(void **state)
{
    struct lab *lab = *state;
    CLEANUP(cleanup_string) char *answer = NULL;

    sem_post(&lab->leave);
    answer = ask(lab, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none"
                      "POST /block HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\ntwo"
                      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nConnection: close\r\n\r\nthree");
    expect_in(answer, "\r\n\r\none");
    expect_in(strstr(answer, "one"), "\r\n\r\ntwo");
    expect_in(strstr(answer, "two"), "\r\n\r\nthree");
}

static void reads_a_body_that_comes_slowly(void **state)
{
    const int socket = connect_to(*state);

    say(socket, "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    hear_until(socket, "HTTP/1.1 100 Continue\r\n\r\n");
    for (const char *byte = "slow"; *byte; byte++)
        say(socket, (char[]){*byte, '\0'});
    hear_until(socket, "\r\n\r\nslow");
    close(socket);
}

static void refuses_a_body_that_is_sent_all_the_same(void **state)
{
    CLEANUP(cleanup_string) char *body = text_format("%010000d", 1);
    CLEANUP(cleanup_string)
    char *request = text_format("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10000\r\n\r\n%s", body);
    CLEANUP(cleanup_string) char *answer = ask(*state, request);

    expect_in(answer, "HTTP/1.1 413 ");
    expect_in(answer, "Connection: close\r\n");
    still_serves(*state);
}

static void ends_a_body_without_end(void **state)
{
    const int socket = connect_to(*state);
    CLEANUP(cleanup_string) char *chunk = text_format("3e8\r\n%01000d\r\n", 1);
    CLEANUP(cleanup_string) char *answer = NULL;

    say(socket, "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    while (send(socket, chunk, strlen(chunk), MSG_NOSIGNAL) > 0)
        continue;
    answer = hear_all(socket);
    assert_string_equal(answer, "");
    close(socket);
    still_serves(*state);
}

/* 5000: over our limit, within the memory of a connection. 60000: over both. */
static void refuses_large_headers(void **state)
{
    static const int sizes[] = {5000, 60000};

    for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
        CLEANUP(cleanup_string)
        char *request = text_format("GET /echo HTTP/1.1\r\nHost: a\r\nX: %0*d\r\n\r\n", sizes[i], 1);
        CLEANUP(cleanup_string) char *answer = ask(*state, request);

        expect_in(answer, "431");
    }
    still_serves(*state);
}

static void answers_a_half_closed_client(void **state)
{
    const int socket = connect_to(*state);
    CLEANUP(cleanup_string) char *answer = NULL;

    say(socket, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nhalf");
    shutdown(socket, SHUT_WR);
    answer = hear_all(socket);
    expect_in(answer, "\r\n\r\nhalf");
    close(socket);
}

/* The end of the stream is there before the first byte is read. */
static void notices_an_end_that_comes_with_the_request(void **state)
{
    struct lab *lab = *state;
    int ends[2];
    CLEANUP(cleanup_string) char *answer = NULL;

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    say(ends[0], "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nhalf");
    shutdown(ends[0], SHUT_WR);
    assert_int_equal(write(lab->orders[1], &ends[1], sizeof ends[1]), sizeof ends[1]);
    answer = hear_all(ends[0]);
    expect_in(answer, "\r\n\r\nhalf");
    close(ends[0]);
}

static void survives_cut_requests(void **state)
{
    static const char *const cut[] = {
        "",
        "GET",
        "GET /echo HTTP/1.1\r\nHos",
        "GET /echo?a HTTP/1.1\r\nHost: a\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc",
        "POST /block HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    };

    for (size_t i = 0; i < ARRAY_SIZE(cut); i++) {
        const int socket = connect_to(*state);
        CLEANUP(cleanup_string) char *answer = NULL;

        say(socket, cut[i]);
        shutdown(socket, SHUT_WR);
        answer = hear_all(socket);
        assert_null(strstr(answer, "200 OK"));
        close(socket);
    }
    assert_int_equal(((struct lab *)*state)->answered, 0);
    still_serves(*state);
}

static void closes_silent_clients(void **state)
{
    static const char *const silent[] = {"", "GET /echo HTT",
                                         "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n"};
    int sockets[ARRAY_SIZE(silent)];

    for (size_t i = 0; i < ARRAY_SIZE(silent); i++) {
        sockets[i] = connect_to(*state);
        say(sockets[i], silent[i]);
    }
    for (size_t i = 0; i < ARRAY_SIZE(silent); i++) {
        CLEANUP(cleanup_string) char *answer = hear_all(sockets[i]);

        assert_null(strstr(answer, "200 OK"));
        close(sockets[i]);
    }
    still_serves(*state);
}

static void passes_on_its_own_status_line(void **state)
{
    struct lab *lab = *state;
    CLEANUP(cleanup_string) char *answer = ask(lab, "GET /reason HTTP/1.1\r\n" END);

    expect_in(answer, "HTTP/1.1 403 Forbidden\r\n"); /* the wire layer replaces it */
    assert_string_equal(lab->status_line, "HTTP/1.1 403 Forbidden ( The server denied the specified URL. )");
}

static void leaves_standard_phrases_alone(void **state)
{
    struct lab *lab = *state;

    still_serves(lab);
    assert_string_equal(lab->status_line, "");
}

static void tells_what_it_refused(void **state)
{
    struct lab *lab = *state;
    CLEANUP(cleanup_string) char *answer = ask(lab, "POST / HTTP/1.1\r\nContent-Length: 99999999\r\n" END);

    expect_in(answer, " 413 ");
    assert_int_equal(lab->last_status, 413);
}

/* ---- handlers that block ---- */

#define BLOCKING "POST /block HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nConnection: close\r\n\r\ndone"

static int ask_blocking(struct lab *lab)
{
    const int socket = connect_to(lab);

    say(socket, BLOCKING);
    return socket;
}

static void serves_others_while_one_blocks(void **state)
{
    struct lab *lab = *state;
    const int socket = ask_blocking(lab);
    CLEANUP(cleanup_string) char *answer = NULL;

    sem_wait(&lab->entered);
    still_serves(lab);
    sem_post(&lab->leave);
    answer = hear_all(socket);
    expect_in(answer, "\r\n\r\ndone");
    close(socket);
}

static void answers_many_blocking_requests(void **state)
{
    struct lab *lab = *state;
    int sockets[PARALLEL];

    for (size_t i = 0; i < PARALLEL; i++)
        sockets[i] = ask_blocking(lab);
    for (size_t i = 0; i < PARALLEL; i++)
        sem_post(&lab->leave);
    for (size_t i = 0; i < PARALLEL; i++) {
        CLEANUP(cleanup_string) char *answer = hear_all(sockets[i]);

        expect_in(answer, "\r\n\r\ndone");
        close(sockets[i]);
    }
    assert_int_equal(lab->answered, PARALLEL);
}

static void *ask_one_after_the_other(void *context)
{
    struct lab *lab = context;
    const int socket = connect_to(lab);

    for (int i = 0; i < 2000; i++) {
        say(socket, "POST /block HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\ndone");
        hear_until(socket, "\r\n\r\ndone");
    }
    close(socket);
    return NULL;
}

/* A worker's signal may come while the loop is busy with another's: no answer may wait for the next tick. */
static void hears_every_worker(void **state)
{
    struct lab *lab = *state;
    pthread_t clients[4];

    for (size_t i = 0; i < ARRAY_SIZE(clients) * 2000; i++)
        sem_post(&lab->leave);
    for (size_t i = 0; i < ARRAY_SIZE(clients); i++)
        assert_int_equal(pthread_create(&clients[i], NULL, ask_one_after_the_other, lab), 0);
    for (size_t i = 0; i < ARRAY_SIZE(clients); i++)
        pthread_join(clients[i], NULL);
    assert_int_equal(lab->answered, ARRAY_SIZE(clients) * 2000);
}

static void survives_a_client_that_leaves_a_worker(void **state)
{
    struct lab *lab = *state;
    const int socket = ask_blocking(lab);

    sem_wait(&lab->entered);
    close(socket);
    sem_post(&lab->leave);
    still_serves(lab);
}

/* Two workers run, eight requests wait; the loop has ended already. A worker that is done takes the next until it is told. */
static void stops_while_workers_run(void **state)
{
    struct lab *lab = *state;
    int sockets[10];

    for (size_t i = 0; i < ARRAY_SIZE(sockets); i++)
        sockets[i] = ask_blocking(lab);
    sem_wait(&lab->entered);
    sem_wait(&lab->entered);
    still_serves(lab); /* so all ten have been adopted */
    stop_loop(lab);
    for (size_t i = 0; i < ARRAY_SIZE(sockets); i++)
        sem_post(&lab->leave);
    http_server_free(&lab->server);
    for (size_t i = 0; i < ARRAY_SIZE(sockets); i++) {
        CLEANUP(cleanup_string) char *answer = hear_all(sockets[i]);

        assert_string_equal(answer, "");
        close(sockets[i]);
    }
}

static void *stop_workers(void *server)
{
    http_server_stop_workers(server);
    return NULL;
}

static void refuses_what_waits_when_workers_stop(void **state)
{
    struct lab *lab = *state;
    int running[2];
    pthread_t stopping;

    for (size_t i = 0; i < ARRAY_SIZE(running); i++)
        running[i] = ask_blocking(lab);
    sem_wait(&lab->entered);
    sem_wait(&lab->entered);
    const int waiting = ask_blocking(lab);
    pthread_create(&stopping, NULL, stop_workers, lab->server);
    CLEANUP(cleanup_string) char *refusal = hear_all(waiting);
    expect_in(refusal, "HTTP/1.1 503 ");
    close(waiting);
    for (size_t i = 0; i < ARRAY_SIZE(running); i++)
        sem_post(&lab->leave);
    for (size_t i = 0; i < ARRAY_SIZE(running); i++) {
        CLEANUP(cleanup_string) char *answer = hear_all(running[i]);

        expect_in(answer, "\r\n\r\ndone");
        close(running[i]);
    }
    pthread_join(stopping, NULL);
    CLEANUP(cleanup_string) char *late = ask(lab, BLOCKING);
    expect_in(late, "This server is being stopped.");
    still_serves(lab);
}

#define WITH_LAB(function) cmocka_unit_test_setup_teardown(function, start, stop)

static const struct CMUnitTest tests[] = {
    WITH_LAB(keeps_alive),
    WITH_LAB(answers_pipelined_requests_in_order),
    WITH_LAB(reads_a_body_that_comes_slowly),
    WITH_LAB(refuses_a_body_that_is_sent_all_the_same),
    WITH_LAB(ends_a_body_without_end),
    WITH_LAB(refuses_large_headers),
    WITH_LAB(answers_a_half_closed_client),
    WITH_LAB(notices_an_end_that_comes_with_the_request),
    WITH_LAB(survives_cut_requests),
    cmocka_unit_test_setup_teardown(closes_silent_clients, start_impatient, stop),
    WITH_LAB(passes_on_its_own_status_line),
    WITH_LAB(leaves_standard_phrases_alone),
    WITH_LAB(tells_what_it_refused),
    WITH_LAB(serves_others_while_one_blocks),
    WITH_LAB(answers_many_blocking_requests),
    cmocka_unit_test_setup_teardown(hears_every_worker, start_without_tick, stop),
    WITH_LAB(survives_a_client_that_leaves_a_worker),
    WITH_LAB(stops_while_workers_run),
    WITH_LAB(refuses_what_waits_when_workers_stop),
};

int main(void)
{
    struct CMUnitTest row_tests[ARRAY_SIZE(rows)];
    int failures;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        row_tests[i] = (struct CMUnitTest){rows[i].name, answers, start, stop, (void *)(uintptr_t)&rows[i]};
    failures = cmocka_run_group_tests_name("one request, one answer", row_tests, NULL, NULL);
    return failures + cmocka_run_group_tests_name("connections", tests, NULL, NULL);
}
