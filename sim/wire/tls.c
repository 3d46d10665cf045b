/* SPDX-License-Identifier: MIT */
/* OpenSSL's contexts and what is chosen in a handshake. */
#include "tls.h"

#include "base/cleanup.h"
#include "base/key_log.h"
#include "base/memory.h"
#include "base/text.h"
#include "wire.h"

#include <ctype.h>
#include <openssl/err.h>
#include <string.h>

#define CONTEXTS 16
#define WEAK_CIPHERS ":@SECLEVEL=0" /* TLS 1.0 and 1.1 sign with SHA-1, which OpenSSL refuses above level 0 */

struct context {
    struct tls_versions versions;
    char *ciphers;
    SSL_CTX *ssl;
};

struct tls {
    tls_choose *choose;
    char *protocols;                   /* as ALPN lists them: a byte of length, then the name; NULL: none */
    struct context contexts[CONTEXTS]; /* the oldest gives way; sessions keep theirs alive */
    size_t next;
};

const char *tls_reason(void)
{
    const unsigned long code = ERR_peek_last_error();
    const char *reason = code ? ERR_reason_error_string(code) : NULL;

    return reason ? reason : "the peer closed the connection";
}

struct tls_versions tls_versions(int minimum, int maximum)
{
    struct tls_versions versions = {minimum ? minimum : TLS1_2_VERSION, maximum ? maximum : TLS1_3_VERSION};

    if (!minimum && versions.minimum > versions.maximum)
        versions.minimum = TLS1_VERSION;
    return versions;
}

static void lower_case(char *name)
{
    for (; *name; name++)
        *name = (char)tolower((unsigned char)*name);
}

/* Called for every ClientHello, also one without a name. */
static int choose_identity(SSL *session, int *alert, void *argument)
{
    const struct tls *tls = argument;
    const char *const said = SSL_get_servername(session, TLSEXT_NAMETYPE_host_name);
    CLEANUP(cleanup_string) char *name = text_copy(said ? said : "");
    const struct identity *identity;

    lower_case(name);
    identity = tls->choose(SSL_get_app_data(session), name);
    *alert = identity ? SSL_AD_INTERNAL_ERROR : SSL_AD_UNRECOGNIZED_NAME;
    if (!identity || !identity_present(identity, session))
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    return SSL_TLSEXT_ERR_OK;
}

/* Whoever asks for the certificate's status gets what the identity has brought along. */
static int agree_to_staple(SSL *session, void *argument)
{
    (void)session;
    (void)argument;
    return SSL_TLSEXT_ERR_OK;
}

static int choose_protocol(SSL *session, const unsigned char **chosen, unsigned char *length,
                           const unsigned char *offered, unsigned int offered_length, void *argument)
{
    const struct tls *tls = argument;
    const unsigned char *ours = (const unsigned char *)tls->protocols;
    unsigned char *found;

    (void)session;
    if (!ours ||
        SSL_select_next_proto(&found, length, ours, ours[0] + 1U, offered, offered_length) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_NOACK;
    *chosen = found;
    return SSL_TLSEXT_ERR_OK;
}

static bool set_ciphers(SSL_CTX *context, const struct tls_versions *versions, const char *ciphers)
{
    const bool weak = versions->minimum < TLS1_2_VERSION;
    CLEANUP(cleanup_string)
    char *list = text_format("%s%s", *ciphers ? ciphers : "DEFAULT", weak ? WEAK_CIPHERS : "");

    if (!*ciphers && !weak)
        return true;
    return SSL_CTX_set_cipher_list(context, list) == 1;
}

static void log_secret(const SSL *session, const char *line)
{
    (void)session;
    key_log_write(line);
}

/* No resumption: the lab wants every handshake whole, and tickets cost a tenth of one. */
static void configure(SSL_CTX *context, struct tls *tls)
{
    SSL_CTX_set_num_tickets(context, 0);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_options(context, SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_mode(context,
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_read_ahead(context, 1);
    if (key_log_wanted())
        SSL_CTX_set_keylog_callback(context, log_secret);
    SSL_CTX_set_tlsext_servername_callback(context, choose_identity);
    SSL_CTX_set_tlsext_servername_arg(context, tls);
    SSL_CTX_set_alpn_select_cb(context, choose_protocol, tls);
    SSL_CTX_set_tlsext_status_cb(context, agree_to_staple);
}

static SSL_CTX *make_context(struct tls *tls, const struct tls_versions *versions, const char *ciphers,
                             struct error *error)
{
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());

    if (context && SSL_CTX_set_min_proto_version(context, versions->minimum) &&
        SSL_CTX_set_max_proto_version(context, versions->maximum) && set_ciphers(context, versions, ciphers)) {
        configure(context, tls);
        return context;
    }
    error_set(error, "TLS cannot be set up with the cipher list \"%s\": %s; use OpenSSL's names", ciphers,
              tls_reason());
    SSL_CTX_free(context);
    return NULL;
}

static SSL_CTX *find_context(const struct tls *tls, const struct tls_versions *versions, const char *ciphers)
{
    for (size_t i = 0; i < CONTEXTS; i++) {
        const struct context *context = &tls->contexts[i];
        if (context->ssl && context->versions.minimum == versions->minimum &&
            context->versions.maximum == versions->maximum && strcmp(context->ciphers, ciphers) == 0)
            return context->ssl;
    }
    return NULL;
}

static void context_clear(struct context *context)
{
    SSL_CTX_free(context->ssl);
    free(context->ciphers);
    *context = (struct context){0};
}

static SSL_CTX *add_context(struct tls *tls, const struct tls_versions *versions, const char *ciphers,
                            struct error *error)
{
    SSL_CTX *made = make_context(tls, versions, ciphers, error);
    struct context *place = &tls->contexts[tls->next];

    if (!made)
        return NULL;
    context_clear(place);
    *place = (struct context){*versions, text_copy(ciphers), made};
    tls->next = (tls->next + 1) % CONTEXTS;
    return made;
}

SSL_CTX *tls_context(struct tls *tls, const struct wire_policy *policy, struct error *error)
{
    const struct tls_versions versions = tls_versions(policy->minimum_tls, policy->maximum_tls);
    const char *ciphers = policy->ciphers ? policy->ciphers : "";
    SSL_CTX *context = find_context(tls, &versions, ciphers);

    if (!context)
        context = add_context(tls, &versions, ciphers, error);
    if (context)
        SSL_CTX_up_ref(context);
    return context;
}

SSL *tls_session(SSL_CTX *context, int socket, void *connection)
{
    SSL *session = SSL_new(context);

    if (!session || !SSL_set_fd(session, socket)) {
        SSL_free(session);
        return NULL;
    }
    SSL_set_app_data(session, connection);
    SSL_set_accept_state(session);
    return session;
}

struct tls *tls_new(tls_choose *choose, const char *protocol)
{
    struct tls *tls = memory_new(sizeof *tls);

    tls->choose = choose;
    if (protocol)
        tls->protocols = text_format("%c%s", (int)strlen(protocol), protocol);
    return tls;
}

void tls_free(struct tls **pointer)
{
    struct tls *tls = TAKE(*pointer);

    for (size_t i = 0; tls && i < CONTEXTS; i++)
        context_clear(&tls->contexts[i]);
    if (tls)
        free(tls->protocols);
    free(tls);
}
