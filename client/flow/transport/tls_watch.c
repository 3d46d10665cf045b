/* SPDX-License-Identifier: MIT */
/* Hooks of OpenSSL: its messages, its state changes, and its verdict on the chain. */
#include "tls_watch.h"

#include "base/key_log.h"
#include "base/text.h"
#include "certificate_status.h"

#include <openssl/err.h>
#include <openssl/sslerr.h>

void tls_watch_reset(struct tls_watch *watch)
{
    *watch = (struct tls_watch){
        .check_status = watch->check_status, .newest = watch->newest, .tap = watch->tap, .alert = -1};
}

static void see_message(int written, int version, int type, const void *bytes, size_t length, SSL *ssl, void *context)
{
    struct tls_watch *watch = context;
    const unsigned char *content = bytes;

    (void)version;
    if (written && watch->started_ms == 0)
        watch->started_ms = clock_ms();
    if (written || length == 0)
        return;
    if (type == SSL3_RT_ALERT && length == 2 && content[0] == SSL3_AL_FATAL)
        watch->alert = content[1];
    /* TLS 1.3 hides the kind of a record inside it; before, it stands in the record's header. */
    if ((type == SSL3_RT_INNER_CONTENT_TYPE || (type == SSL3_RT_HEADER && SSL_version(ssl) < TLS1_3_VERSION)) &&
        content[0] == SSL3_RT_APPLICATION_DATA)
        watch->answered = true;
}

/* Comes back whenever the handshake pauses; what it says last counts. A FIN is the end of file: no error is queued (by a
 * BIO that knows no end of file), or exactly this one. */
static void see_state(const SSL *ssl, int where, int result)
{
    struct tls_watch *watch = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));
    const unsigned long error = ERR_peek_last_error();

    if (where == SSL_CB_HANDSHAKE_START && watch->tap)
        traffic_tap_listen(watch->tap, ssl);
    if (where != SSL_CB_CONNECT_EXIT)
        return;
    if (result == 1 && watch->tap)
        traffic_tap_session(watch->tap, ssl);
    watch->closed = result <= 0 && (error == 0 || ERR_GET_REASON(error) == SSL_R_UNEXPECTED_EOF_WHILE_READING);
    watch->distrust |= SSL_get_verify_result(ssl) != X509_V_OK;
}

/* Leaves the verdict as it is. */
static int see_certificate(int good, X509_STORE_CTX *store)
{
    const SSL *const ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
    const struct tls_watch *const watch = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));

    if (X509_STORE_CTX_get_error_depth(store) == 0 || !good)
        traffic_tap_certificate(watch->tap, X509_STORE_CTX_get0_cert(store), X509_STORE_CTX_get_error(store));
    return good;
}

static void see_secret(const SSL *ssl, const char *line)
{
    const struct tls_watch *watch = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));

    key_log_write(line);
    if (watch->tap)
        traffic_tap_secret(watch->tap, line);
}

static int see_status(SSL *ssl, void *context)
{
    struct tls_watch *watch = context;
    const bool good = certificate_status_good(ssl);

    watch->distrust |= !good;
    return good;
}

/* Servers on which TLS 1.2 is off still offer what they have; OpenSSL does so only without its security level. */
static void limit_versions(const struct tls_watch *watch, SSL_CTX *context)
{
    if (watch->newest == 0)
        return;
    if (watch->newest < TLS1_2_VERSION) {
        SSL_CTX_set_security_level(context, 0);
        SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
    }
    SSL_CTX_set_max_proto_version(context, watch->newest);
}

void tls_watch_attach(struct tls_watch *watch, SSL_CTX *context)
{
    limit_versions(watch, context);
    SSL_CTX_set_app_data(context, watch);
    SSL_CTX_set_info_callback(context, see_state);
    if (watch->tap || key_log_wanted())
        SSL_CTX_set_keylog_callback(context, see_secret);
    if (watch->tap)
        SSL_CTX_set_verify(context, SSL_CTX_get_verify_mode(context), see_certificate);
    SSL_CTX_set_msg_callback(context, see_message);
    SSL_CTX_set_msg_callback_arg(context, watch);
    if (!watch->check_status)
        return;
    SSL_CTX_set_tlsext_status_type(context, TLSEXT_STATUSTYPE_ocsp);
    SSL_CTX_set_tlsext_status_cb(context, see_status);
    SSL_CTX_set_tlsext_status_arg(context, watch);
}
