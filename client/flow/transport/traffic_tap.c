/* SPDX-License-Identifier: MIT */
/* Callbacks of OpenSSL's BIO and of libcurl, passed on. */
#include "traffic_tap.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void cleanup_bio(BIO **text)
{
    BIO_free(*text);
}

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

/* The caller frees it. */
static char *name_of(const X509_NAME *name)
{
    CLEANUP(cleanup_bio) BIO *text = BIO_new(BIO_s_mem());
    char *bytes = NULL;

    X509_NAME_print_ex(text, name, 0, XN_FLAG_RFC2253);
    const long length = BIO_get_mem_data(text, &bytes);
    return text_copy_part(bytes, (size_t)length);
}

static char *other_names(const X509 *certificate)
{
    CLEANUP(cleanup_bio) BIO *text = BIO_new(BIO_s_mem());
    const int at = X509_get_ext_by_NID(certificate, NID_subject_alt_name, -1);
    char *bytes = NULL;

    if (at < 0 || !X509V3_EXT_print(text, X509_get_ext(certificate, at), 0, 0))
        return text_copy("");
    const long length = BIO_get_mem_data(text, &bytes);
    return text_copy_part(bytes, (size_t)length);
}

static void write_date(const ASN1_TIME *date, char text[32])
{
    struct tm parts;

    clock_iso(ASN1_TIME_to_tm(date, &parts) ? timegm(&parts) : 0, text);
}

void traffic_tap_certificate(const struct traffic_tap *tap, const X509 *certificate, int verdict)
{
    CLEANUP(cleanup_string) char *subject = name_of(X509_get_subject_name(certificate));
    CLEANUP(cleanup_string) char *issuer = name_of(X509_get_issuer_name(certificate));
    CLEANUP(cleanup_string) char *names = other_names(certificate);
    char from[32], to[32];
    const struct traffic_security security = {.subject = subject,
                                              .issuer = issuer,
                                              .names = names,
                                              .from = from,
                                              .to = to,
                                              .verdict = X509_verify_cert_error_string(verdict)};

    write_date(X509_get0_notBefore(certificate), from);
    write_date(X509_get0_notAfter(certificate), to);
    tap->watch->security(tap->watch->context, tap->last, &security);
}

void traffic_tap_session(const struct traffic_tap *tap, const SSL *session)
{
    const struct traffic_security security = {.protocol = SSL_get_version(session),
                                              .cipher = SSL_get_cipher_name(session)};

    tap->watch->security(tap->watch->context, tap->last, &security);
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
