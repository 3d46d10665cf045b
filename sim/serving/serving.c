/* SPDX-License-Identifier: MIT */
/* The wire's functions with http's types, and http's with the wire's. */
#include "serving.h"

#include "http/protocol.h"
#include "http/request_scanner.h"

static unsigned requests_ended(void *scanner, const char *bytes, size_t length)
{
    return request_scanner_feed(scanner, bytes, length);
}

const struct wire_protocol *serving_protocol(void)
{
    static const struct wire_protocol http = {
        .name = http_protocol_name,
        .state_bytes = sizeof(struct request_scanner),
        .requests_ended = requests_ended,
        .refusal = http_refusal_in_clear,
        .nonsense = http_nonsense,
    };

    return &http;
}

static ssize_t receive(void *stream, void *bytes, size_t length)
{
    return stream_receive(stream, bytes, length);
}

static ssize_t send_parts(void *stream, const struct iovec *parts, size_t count)
{
    return stream_send(stream, parts, count);
}

static void end(void *stream)
{
    stream_end(stream);
}

static void delay(void *stream, unsigned long milliseconds)
{
    stream_delay(stream, milliseconds);
}

void serving_adopt(struct http_server *server, struct stream *stream, int descriptor, const struct sockaddr *peer,
                   socklen_t length)
{
    static const struct byte_stream functions = {.receive = receive, .send = send_parts, .end = end, .delay = delay};

    http_server_adopt(server, descriptor, &functions, stream, peer, length);
}

const struct origin *serving_origin(void *stream)
{
    return stream_origin(stream);
}
