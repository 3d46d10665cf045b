/* SPDX-License-Identifier: MIT */
/* Waits for the ClientHello, agrees on TLS, and reports why it failed. */
#include "handshake.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "fault_actions.h"
#include "reception.h"
#include "stream.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <sys/socket.h>

#define RECORD_HEADER 5
#define RECORD_HANDSHAKE 22

const struct identity *handshake_identity(void *connection, const char *server_name)
{
    struct stream *stream = connection;
    const struct wire_callbacks *callbacks = &stream->relay->callbacks;

    snprintf(stream->origin.server_name, sizeof stream->origin.server_name, "%s", server_name);
    return callbacks->identity(callbacks->context, &stream->origin);
}

void handshake_time_out(struct stream *stream)
{
    if (stream->phase == PHASE_HANDSHAKE || stream->context)
        stream_event(stream, "the client did not finish the TLS handshake in time");
    stream_finish(stream);
}

/* We have nothing to say at the end of the handshake that would carry the acknowledgement, and a client that lets small
 * packets wait for it (Nagle) would lose 40 ms. */
static void acknowledge_now(const struct stream *stream)
{
    const int on = 1;

    setsockopt(stream->client.fd, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
}

static void open_stream(struct stream *stream)
{
    stream->phase = PHASE_OPEN;
    stream->client_wants_write = false;
    stream_set_due(stream, FIRST_REQUEST_MS, handshake_time_out);
    /* The first request may have come along with the end of the handshake, or be what brought us here. */
    if (!stream->channel.tls || channel_pending(&stream->channel))
        reception_continue(stream);
    else
        stream_update(stream);
}

static void report_failure(struct stream *stream)
{
    CLEANUP(cleanup_string) char *what = text_format("TLS handshake failed: %s", tls_reason());

    stream_event(stream, what);
}

/* OpenSSL has sent the alert already. */
static void fail(struct stream *stream, int code)
{
    report_failure(stream);
    if (code == SSL_ERROR_SSL)
        stream_finish(stream);
    else
        stream_close(stream);
}

void handshake_continue(struct stream *stream)
{
    int result, code;

    ERR_clear_error();
    result = SSL_accept(stream->channel.tls);
    code = SSL_get_error(stream->channel.tls, result);
    if (result == 1) {
        acknowledge_now(stream);
        open_stream(stream);
    } else if (code == SSL_ERROR_WANT_READ || code == SSL_ERROR_WANT_WRITE) {
        stream->client_wants_write = code == SSL_ERROR_WANT_WRITE;
        stream_update(stream);
    } else {
        fail(stream, code);
    }
}

#define HELLO_VERSION 9 /* behind the headers of record and message: two bytes */

/* The version that the ClientHello names, which is the highest up to 1.2; looked at, not read. 0: not all of it is there. */
static int offered_version(const struct stream *stream)
{
    unsigned char hello[HELLO_VERSION + 2];
    const ssize_t got = recv(stream->client.fd, hello, sizeof hello, MSG_PEEK | MSG_DONTWAIT);

    return got == (ssize_t)sizeof hello && hello[0] == RECORD_HANDSHAKE
               ? hello[HELLO_VERSION] * 256 + hello[HELLO_VERSION + 1]
               : 0;
}

static bool is_too_old(const struct stream *stream)
{
    const int version = stream->oldest ? offered_version(stream) : 0;

    return version && version < stream->oldest;
}

/* An idle connection costs no TLS session: it is made when the first byte has come. */
static void begin_tls(struct stream *stream)
{
    channel_begin_tls(&stream->channel, tls_session(stream->context, stream->client.fd, stream));
    SSL_CTX_free(TAKE(stream->context));
    if (!stream->channel.tls) {
        stream_reset(stream);
        return;
    }
    stream->phase = PHASE_HANDSHAKE;
    handshake_continue(stream);
}

/* As Exchange Online does with who offers TLS 1.1 at most. */
static void reset_old(struct stream *stream)
{
    stream_event(stream, "the client was reset: it offers an old version of TLS");
    stream_reset(stream);
}

static void keep_header(struct stream *stream, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length && stream->hello_length + i < RECORD_HEADER; i++)
        stream->hello[stream->hello_length + i] = (unsigned char)bytes[i];
    stream->hello_length += length;
}

/* What is no TLS record counts as complete: the fault is due to anyone who speaks. */
static bool hello_complete(const struct stream *stream)
{
    const unsigned char *hello = stream->hello;

    if (stream->hello_length > 0 && hello[0] != RECORD_HANDSHAKE)
        return true;
    return stream->hello_length >= RECORD_HEADER &&
           stream->hello_length >= (size_t)(RECORD_HEADER + hello[3] * 256 + hello[4]);
}

/* Read, not peeked at: bytes left unread would turn a FIN into an RST. */
static void await_hello(struct stream *stream)
{
    const ssize_t got = channel_read(&stream->channel, stream->relay->scratch, PUMP_BYTES);

    if (got == CHANNEL_END || got == CHANNEL_DEAD) {
        stream_close(stream);
    } else if (got > 0) {
        keep_header(stream, stream->relay->scratch, (size_t)got);
        if (hello_complete(stream))
            fault_strikes(stream, FAULT_AT_HELLO);
    }
}

void handshake_begin(struct stream *stream)
{
    if (fault_waits_for(stream, FAULT_AT_HELLO))
        await_hello(stream);
    else if (stream->context && is_too_old(stream))
        reset_old(stream);
    else if (stream->context)
        begin_tls(stream);
    else
        open_stream(stream);
}
