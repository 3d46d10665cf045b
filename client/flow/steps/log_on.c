/* SPDX-License-Identifier: MIT */
/* Reads what a server offers, and logs on by the best of it. */
#include "log_on.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "flow/transport/url.h"
#include "ntlm/ntlm.h"

#include <openssl/rand.h>
#include <string.h>
#include <time.h>

#define NTLM "NTLM"

/* What stands behind a scheme that the answer offers ("" where nothing does). NULL: it does not. Borrowed. */
static const char *offered(const struct evidence *record, const char *scheme)
{
    const size_t length = strlen(scheme);

    for (size_t i = 0; i < record->header_count; i++) {
        const char *const value = record->headers[i].value;
        if (text_equal(record->headers[i].name, "WWW-Authenticate") && text_starts(value, scheme) &&
            (value[length] == ' ' || !value[length]))
            return value + length + strspn(value + length, " ");
    }
    return NULL;
}

static struct evidence *ask_with(struct flow *flow, struct transport_query query, const char *message,
                                 struct reply *reply)
{
    CLEANUP(cleanup_string) char *value = text_format(NTLM " %s", message);

    query.user = query.password = NULL;
    query.authorization = value;
    reply_clear(reply);
    return transport_ask(flow->transport, flow->lookup, &query, reply);
}

/* The proof is for that host, and for the connection on which the challenge came. The caller frees it. */
static char *answer(const struct transport_query *query, const unsigned char *channel, const char *challenge)
{
    CLEANUP(cleanup_string) char *host = url_host(query->url);
    CLEANUP(cleanup_string) char *service = text_format("HTTP/%s", host ? host : "");
    struct ntlm_client client = {.user = query->user,
                                 .password = query->password ? query->password : "",
                                 .seconds = (uint64_t)time(NULL),
                                 .channel = channel_binding_is_none(channel) ? NULL : channel,
                                 .service = service};

    return RAND_bytes(client.nonce, sizeof client.nonce) == 1 ? ntlm_answer(&client, challenge) : NULL;
}

/* Two more questions on the same connection. */
static struct evidence *log_on(struct flow *flow, const struct transport_query *query, struct reply *reply)
{
    unsigned char channel[CHANNEL_BINDING_SIZE] = {0};
    struct transport_query begin = *query;
    CLEANUP(cleanup_string) char *negotiate = ntlm_write_negotiate(), *proof = NULL;
    struct evidence *record;
    const char *challenge;

    begin.channel = channel;
    record = ask_with(flow, begin, negotiate, reply);
    challenge = record->http_status == 401 ? offered(record, NTLM) : NULL;
    proof = challenge ? answer(query, channel, challenge) : NULL;
    if (!proof)
        return record;
    record = ask_with(flow, *query, proof, reply);
    if (record->outcome == OUTCOME_OK && record->http_status == 401)
        record->outcome = OUTCOME_LOG_ON_REFUSED;
    return record;
}

struct evidence *log_on_ask(struct flow *flow, const struct transport_query *query, struct reply *reply)
{
    struct transport_query nobody = *query;
    struct evidence *record;

    nobody.user = nobody.password = NULL;
    record = transport_ask(flow->transport, flow->lookup, &nobody, reply);
    if (record->http_status != 401 || !query->user)
        return record;
    if (offered(record, NTLM))
        return log_on(flow, query, reply);
    if (!offered(record, "Basic"))
        return record;
    reply_clear(reply);
    return transport_ask(flow->transport, flow->lookup, query, reply);
}
