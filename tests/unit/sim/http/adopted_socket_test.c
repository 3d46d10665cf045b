/* SPDX-License-Identifier: MIT */
/* Lines and heads of answers are replaced, in whatever pieces they come and however little is taken at a time. */
#include "base/cleanup.h"
#include "base/text.h"
#include "http/adopted_socket.h"
#include "http/socket_calls.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#define ANSWER "HTTP/1.1 200 OK\r\nX: y\r\n\r\nbody\r\n\r\nrest"

struct sink {
    char text[256];
    size_t length, at_once; /* bytes taken by one call; 0: all */
    bool refuses_next;      /* after each call that took something */
    bool refuses;
    unsigned long delay;
    unsigned ended;
    const char *says; /* of the client; NULL: as many x as are wanted */
    int problem;      /* errno with which it ends */
};

static ssize_t receive(void *stream, void *bytes, size_t length)
{
    struct sink *sink = stream;

    if (sink->says) {
        const size_t said = strlen(sink->says);
        memcpy(bytes, sink->says, said);
        errno = sink->problem;
        return sink->problem ? -1 : (ssize_t)said;
    }
    memset(bytes, 'x', length);
    return (ssize_t)length;
}

static ssize_t send_parts(void *stream, const struct iovec *parts, size_t count)
{
    struct sink *sink = stream;
    size_t total = 0;

    if (sink->refuses) {
        sink->refuses = false;
        errno = EAGAIN;
        return -1;
    }
    sink->refuses = sink->refuses_next;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < parts[i].iov_len && (sink->at_once == 0 || total < sink->at_once); j++, total++)
            sink->text[sink->length++] = ((const char *)parts[i].iov_base)[j];
    return (ssize_t)total;
}

static void end(void *stream)
{
    ((struct sink *)stream)->ended++;
}

static void delay(void *stream, unsigned long milliseconds)
{
    ((struct sink *)stream)->delay = milliseconds;
}

static const struct byte_stream functions = {receive, send_parts, end, delay};

/* Sends in pieces of that size, as libmicrohttpd does: again from where it was stopped. */
static void say(int descriptor, const char *text, size_t piece)
{
    const size_t length = strlen(text);

    for (size_t said = 0, tries = 0; said < length && tries < 1000; tries++) {
        const ssize_t sent = socket_send(descriptor, text + said, piece < length - said ? piece : length - said, 0);
        said += sent > 0 ? (size_t)sent : 0;
    }
}

static const struct row {
    const char *name, *line, *head, *wanted;
} rows[] = {
    {"nothing replaced", NULL, NULL, ANSWER ANSWER},
    {"line", "HTTP/1.1 401 No  Way", NULL, "HTTP/1.1 401 No  Way\r\nX: y\r\n\r\nbody\r\n\r\nrest" ANSWER},
    {"empty line", "", NULL, "\r\nX: y\r\n\r\nbody\r\n\r\nrest" ANSWER},
    {"head", NULL, "HTTP/1.0 1 a\n\n", "HTTP/1.0 1 a\n\nbody\r\n\r\nrest" ANSWER},
    {"no head", NULL, "", "body\r\n\r\nrest" ANSWER},
};

static void replace(struct adopted_socket *adopted, const struct row *row)
{
    if (row->line)
        adopted_socket_replace_line(adopted, row->line);
    if (row->head)
        adopted_socket_replace_head(adopted, row->head, 7);
}

static void with(const struct row *row, size_t piece, size_t at_once, bool refuses)
{
    struct sink sink = {.at_once = at_once, .refuses_next = refuses};
    const int descriptor = dup(STDERR_FILENO);
    struct adopted_socket *adopted = adopted_socket_new(descriptor, &functions, &sink);

    assert_non_null(adopted);
    replace(adopted, row);
    say(descriptor, ANSWER, piece);
    say(descriptor, ANSWER, piece);
    assert_string_equal(sink.text, row->wanted);
    assert_int_equal(sink.delay, row->head ? 7 : 0);
    assert_int_equal(socket_close(descriptor), 0);
    assert_int_equal(sink.ended, 1);
    close(descriptor);
}

static void comes_out_right(void **state)
{
    static const size_t sizes[] = {1, 3, 17, 1000};

    for (size_t i = 0; i < ARRAY_SIZE(sizes); i++)
        for (size_t j = 0; j < ARRAY_SIZE(sizes); j++)
            for (int refuses = 0; refuses < 2; refuses++)
                with(*state, sizes[i], sizes[j], refuses);
}

static void bytes_of_the_client_are_passed_on(void **state)
{
    struct sink sink = {.length = 0};
    const int descriptor = dup(STDERR_FILENO);
    char bytes[4];

    (void)state;
    assert_non_null(adopted_socket_new(descriptor, &functions, &sink));
    assert_int_equal(socket_recv(descriptor, bytes, sizeof bytes, 0), sizeof bytes);
    assert_memory_equal(bytes, "xxxx", sizeof bytes);
    socket_close(descriptor);
    close(descriptor);
}

#define BAD_REQUEST                                                                                                    \
    "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: 32\r\n\r\n"          \
    "These bytes are no HTTP request."
#define TOO_LATE                                                                                                       \
    "HTTP/1.1 408 Request Timeout\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: 51\r\n\r\n"      \
    "The request's head did not come to its end in time."

/* What a client hears last, where libmicrohttpd says nothing. */
static const struct last_row {
    const char *name, *says;
    int problem;
    bool awaits, read, late, hushed;
    const char *refusal, *heard;
    ssize_t got; /* by libmicrohttpd */
} last_rows[] = {
    {"no request has begun", "", EAGAIN, true, false, false, false, NULL, "", -1},
    {"a head that never ends", "GET", 0, true, false, false, false, NULL, BAD_REQUEST, 3},
    {"a head that takes too long", "GET", 0, true, false, true, false, NULL, TOO_LATE, 0},
    {"a head that is over", "GET", 0, true, true, false, false, NULL, "", 3},
    {"no request is awaited", "GET", 0, false, false, false, false, NULL, "", 3},
    {"nobody is to hear", "GET", 0, true, false, false, true, NULL, "", 3},
    {"the client has gone", "", ECONNRESET, true, false, false, false, NULL, "", -1},
    {"it was refused already", "GET", 0, true, false, false, false, "HTTP/1.1 414 Long\r\n\r\n",
     "HTTP/1.1 414 Long\r\n\r\n", 3},
    {"it was told to go on", "GET", 0, true, false, false, false, "HTTP/1.1 100 Continue\r\n\r\n",
     "HTTP/1.1 100 Continue\r\n\r\n" BAD_REQUEST, 3},
    {"a refusal with two heads", "GET", 0, true, false, false, false, "HTTP/1.1 431 A\r\n\r\nHTTP/1.1 431 B\r\n\r\n",
     "HTTP/1.1 431 B\r\n\r\n", 3},
    {"too large while the head comes in", "GET", 0, true, false, false, false, "HTTP/1.1 413 A\r\n\r\n",
     "HTTP/1.1 413 A\r\n\r\n", 3},
    {"too large behind the head", "GET", 0, true, true, false, false, "HTTP/1.1 413 A\r\n\r\n", BAD_REQUEST, 3},
    {"another refusal behind the head", "GET", 0, true, true, false, false, "HTTP/1.1 400 A\r\n\r\n",
     "HTTP/1.1 400 A\r\n\r\n", 3},
    {"an answer of ours with two heads", "GET", 0, false, true, false, false,
     "HTTP/1.1 413 A\r\n\r\nHTTP/1.1 413 B\r\n\r\n", "HTTP/1.1 413 A\r\n\r\nHTTP/1.1 413 B\r\n\r\n", 3},
};

static void hears_last(void **state)
{
    const struct last_row *const row = *state;
    struct sink sink = {.says = row->says, .problem = row->problem};
    const int descriptor = dup(STDERR_FILENO);
    struct adopted_socket *const adopted = adopted_socket_new(descriptor, &functions, &sink);
    char bytes[8];

    adopted_socket_await(adopted);
    if (!row->awaits)
        adopted_socket_answer(adopted);
    if (row->late)
        adopted_socket_give_up(adopted);
    assert_int_equal(socket_recv(descriptor, bytes, sizeof bytes, 0), row->got);
    assert_int_equal(adopted_socket_head_began(adopted) > 0, row->awaits && row->got >= 0);
    if (row->read) {
        assert_true(adopted_socket_head_read(adopted, request_body_new(false, 0)));
        assert_true(adopted_socket_head_began(adopted) == 0);
    }
    if (row->hushed)
        adopted_socket_hush(adopted);
    if (row->refusal)
        assert_int_equal(socket_send(descriptor, row->refusal, strlen(row->refusal), 0), strlen(row->refusal));
    socket_close(descriptor);
    close(descriptor);
    assert_string_equal(sink.text, row->heard);
}

/* Whoever has gone hears nothing, however far the head had come; and of two lines the last one counts. */
static void ends_and_seconds_count(void **state)
{
    struct sink sink = {.says = "GET"};
    const int descriptor = dup(STDERR_FILENO);
    struct adopted_socket *const adopted = adopted_socket_new(descriptor, &functions, &sink);
    char bytes[8];

    (void)state;
    adopted_socket_await(adopted);
    assert_int_equal(socket_recv(descriptor, bytes, sizeof bytes, 0), 3);
    sink.says = "";
    assert_int_equal(socket_recv(descriptor, bytes, sizeof bytes, 0), 0);
    adopted_socket_answer(adopted);
    adopted_socket_replace_line(adopted, "HTTP/1.1 200 First");
    adopted_socket_replace_line(adopted, "HTTP/1.1 200 Second");
    adopted_socket_await(adopted);
    socket_close(descriptor);
    assert_string_equal(sink.text, "");
    close(descriptor);
}

/* A refusal that cannot be sent now is sent again, whole. */
static void refusals_wait_for_room(void **state)
{
    static const char twice[] = "HTTP/1.1 431 A\r\n\r\nHTTP/1.1 431 B\r\n\r\n";
    struct sink sink = {.says = "GET", .refuses = true};
    const int descriptor = dup(STDERR_FILENO);

    (void)state;
    adopted_socket_await(adopted_socket_new(descriptor, &functions, &sink));
    assert_int_equal(socket_send(descriptor, twice, sizeof twice - 1, 0), -1);
    assert_int_equal(socket_send(descriptor, twice, sizeof twice - 1, 0), sizeof twice - 1);
    assert_string_equal(sink.text, "HTTP/1.1 431 B\r\n\r\n");
    socket_close(descriptor);
    close(descriptor);
}

/* A head of ours for the answer, of which libmicrohttpd sends its own in parts. */
static void heads_are_replaced_in_many_parts(void **state)
{
    struct iovec parts[] = {
        {(void *)"HTTP/1.1 200 OK\r\n", 17}, {(void *)"X: y\r\n\r", 7}, {(void *)"\nbo", 3}, {(void *)"dy", 2}};
    const struct msghdr message = {.msg_iov = parts, .msg_iovlen = ARRAY_SIZE(parts)};
    struct sink sink = {.length = 0};
    const int descriptor = dup(STDERR_FILENO);
    struct adopted_socket *const adopted = adopted_socket_new(descriptor, &functions, &sink);

    (void)state;
    adopted_socket_replace_head(adopted, "HEAD", 0);
    assert_int_equal(sink.delay, 0);
    assert_int_equal(socket_sendmsg(descriptor, &message, 0), 29);
    assert_string_equal(sink.text, "HEADbody");
    socket_close(descriptor);
    close(descriptor);
}

static void numbers_beyond_the_table_are_not_adopted(void **state)
{
    struct sink sink = {.length = 0};

    (void)state;
    assert_null(adopted_socket_new(-1, &functions, &sink));
    assert_null(adopted_socket_new(1 << 20, &functions, &sink));
    assert_int_equal(sink.ended, 0);
}

int main(void)
{
    enum { OTHERS = 5 };
    struct CMUnitTest tests[OTHERS + ARRAY_SIZE(last_rows) + ARRAY_SIZE(rows)] = {
        cmocka_unit_test(bytes_of_the_client_are_passed_on),
        cmocka_unit_test(numbers_beyond_the_table_are_not_adopted),
        cmocka_unit_test(refusals_wait_for_room),
        cmocka_unit_test(ends_and_seconds_count),
        cmocka_unit_test(heads_are_replaced_in_many_parts),
    };

    for (size_t i = 0; i < ARRAY_SIZE(last_rows); i++)
        tests[OTHERS + i] = (struct CMUnitTest){
            .name = last_rows[i].name, .test_func = hears_last, .initial_state = (void *)(uintptr_t)&last_rows[i]};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[OTHERS + ARRAY_SIZE(last_rows) + i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = comes_out_right, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
