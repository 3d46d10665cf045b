/* SPDX-License-Identifier: MIT */
/* Callbacks of OpenSSL's BIO and of libcurl, passed on. */
#include "traffic_tap.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct tapped {
    struct tapped *next;
    struct traffic_tap *tap;
    uint64_t connection;
};

static long see_bytes(BIO *bio, int operation, const char *bytes, size_t length, int number, long argument, int result,
                      size_t *done)
{
    const struct tapped *const tapped = (const struct tapped *)(const void *)BIO_get_callback_arg(bio);
    const bool read = operation == (BIO_CB_READ | BIO_CB_RETURN), written = operation == (BIO_CB_WRITE | BIO_CB_RETURN);

    (void)length, (void)number, (void)argument;
    if ((read || written) && result > 0 && done && *done > 0)
        tapped->tap->watch->bytes(tapped->tap->watch->context, tapped->connection, written, bytes, *done);
    return result;
}

void traffic_tap_listen(struct traffic_tap *tap, const SSL *session)
{
    BIO *const bio = SSL_get_rbio(session);

    if (!tap->watch || !tap->connections || BIO_get_callback_ex(bio))
        return;
    BIO_set_callback_arg(bio, (char *)tap->connections);
    BIO_set_callback_ex(bio, see_bytes);
}

void traffic_tap_secret(const struct traffic_tap *tap, const char *line)
{
    tap->watch->secret(tap->watch->context, line);
}

void traffic_tap_open(struct traffic_tap *tap, const char *from, const char *to)
{
    struct tapped *tapped;

    if (!tap->watch)
        return;
    tapped = memory_new(sizeof *tapped);
    *tapped = (struct tapped){.next = tap->connections, .tap = tap, .connection = ++tap->last};
    tap->connections = tapped;
    tap->opened = true;
    tap->watch->opened(tap->watch->context, tapped->connection, from, to, tap->secure);
}

/* libcurl calls with the bytes of heads and bodies; where there is no TLS, they are those of the wire. */
static int see_text(CURL *easy, curl_infotype type, char *bytes, size_t length, void *context)
{
    struct traffic_tap *const tap = context;
    const bool sent = type == CURLINFO_HEADER_OUT || type == CURLINFO_DATA_OUT;

    (void)easy;
    if (type == CURLINFO_HEADER_OUT) {
        free(tap->head);
        tap->head = text_copy_part(bytes, length);
    }
    if (!tap->secure && (sent || type == CURLINFO_HEADER_IN || type == CURLINFO_DATA_IN))
        tap->watch->bytes(tap->watch->context, tap->last, sent, bytes, length);
    return 0;
}

void traffic_tap_begin(struct traffic_tap *tap, CURL *easy, bool secure)
{
    free(tap->head);
    tap->head = NULL;
    tap->secure = secure;
    tap->opened = false;
    if (!tap->watch)
        return;
    curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, see_text);
    curl_easy_setopt(easy, CURLOPT_DEBUGDATA, tap);
}

void traffic_tap_clear(struct traffic_tap *tap)
{
    for (struct tapped *next, *tapped = tap->connections; tapped; tapped = next) {
        next = tapped->next;
        free(tapped);
    }
    free(tap->head);
    *tap = (struct traffic_tap){.watch = tap->watch};
}
