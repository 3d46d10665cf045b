/* SPDX-License-Identifier: MIT */
/* The same calls with OpenSSL or the kernel behind them. */
#include "channel.h"

#include <errno.h>
#include <openssl/err.h>
#include <sys/socket.h>

static long note_read(BIO *bio, int operation, const char *bytes, size_t length, int number, long other, int result,
                      size_t *processed)
{
    struct channel *channel = (struct channel *)(void *)BIO_get_callback_arg(bio);

    (void)bytes, (void)number, (void)other;
    if (operation == (BIO_CB_READ | BIO_CB_RETURN))
        channel->dry = result > 0 && *processed < length;
    return result;
}

void channel_begin_tls(struct channel *channel, SSL *tls)
{
    channel->tls = tls;
    if (!tls)
        return;
    BIO_set_callback_arg(SSL_get_rbio(tls), (char *)channel);
    BIO_set_callback_ex(SSL_get_rbio(tls), note_read);
}

static ssize_t plain_result(ssize_t result)
{
    if (result >= 0)
        return result;
    return errno == EAGAIN || errno == EINTR ? CHANNEL_WAIT : CHANNEL_DEAD;
}

static ssize_t tls_result(struct channel *channel, int result)
{
    const int code = SSL_get_error(channel->tls, result);

    if (result > 0)
        return result;
    if (code == SSL_ERROR_ZERO_RETURN)
        return CHANNEL_END;
    return code == SSL_ERROR_WANT_READ || code == SSL_ERROR_WANT_WRITE ? CHANNEL_WAIT : CHANNEL_DEAD;
}

ssize_t channel_read(struct channel *channel, void *bytes, size_t length)
{
    if (!channel->tls)
        return plain_result(recv(channel->socket, bytes, length, 0));
    ERR_clear_error();
    return tls_result(channel, SSL_read(channel->tls, bytes, (int)length));
}

/* Only a read of this very call counts: of what has come since an earlier one the kernel may have told already. */
size_t channel_read_on(struct channel *channel, void *bytes, size_t length, ssize_t *last)
{
    size_t total = 0;

    channel->dry = false;
    *last = 1;
    while (total < length && !(channel->dry && !SSL_has_pending(channel->tls)) &&
           (*last = channel_read(channel, (char *)bytes + total, length - total)) > 0)
        total += (size_t)*last;
    return total;
}

ssize_t channel_write(struct channel *channel, const void *bytes, size_t length)
{
    ssize_t written;

    if (!channel->tls)
        return plain_result(send(channel->socket, bytes, length, MSG_NOSIGNAL));
    ERR_clear_error();
    written = tls_result(channel, SSL_write(channel->tls, bytes, (int)length));
    return written == CHANNEL_END ? CHANNEL_DEAD
                                  : written; /* so says OpenSSL of an error after close_notify has come */
}

bool channel_pending(const struct channel *channel)
{
    return channel->tls && SSL_has_pending(channel->tls);
}

void channel_finish(struct channel *channel)
{
    if (channel->tls && SSL_is_init_finished(channel->tls)) {
        ERR_clear_error();
        SSL_shutdown(channel->tls);
    }
    shutdown(channel->socket, SHUT_WR);
}

bool channel_is_left(const struct channel *channel)
{
    char byte;

    return recv(channel->socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

void channel_drop_tls(struct channel *channel)
{
    SSL_free(channel->tls);
    channel->tls = NULL;
}
