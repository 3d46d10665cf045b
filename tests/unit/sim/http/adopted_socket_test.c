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
};

static ssize_t receive(void *stream, void *bytes, size_t length)
{
    (void)stream;
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
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 2] = {
        [ARRAY_SIZE(rows)] = cmocka_unit_test(bytes_of_the_client_are_passed_on),
        cmocka_unit_test(numbers_beyond_the_table_are_not_adopted),
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = comes_out_right, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
