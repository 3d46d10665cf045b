/* SPDX-License-Identifier: MIT */
/* Challenge, trusted issuer, actor token, outer token; remembers for which host. */
#include "oauth_token.h"

#include "actor_token.h"
#include "answer/answer.h"
#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/text.h"
#include "bearer_challenge.h"
#include "flow/lookup/dedicated_app.h"
#include "flow/transport/url.h"
#include "token/token.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <time.h>

#define TOKEN_SECONDS (8 * HOUR)
#define ISSUER_OF_NAMES "urn:federation:MicrosoftOnline"

/* The token service that both sides trust. Where the challenge names none of ours we ask our own all the same: published
 * refusals of tokens from an unknown issuer (2000009) show that Exchange does. */
static const struct object *find_auth_server(const struct flow *flow, const struct bearer_challenge *challenge)
{
    const struct flow_settings *settings = flow->settings;
    const struct object *own = dedicated_app_server(settings, flow->of_any_domain ? NULL : flow->route.target);

    if (own)
        return own;
    for (const struct object *server = NULL;
         (server = snapshot_next(settings->organization, settings->scope, "AuthServer", server));) {
        if (!object_flag(server, "Enabled", true))
            continue;
        if (bearer_challenge_trusts(challenge, object_text(server, "IssuerIdentifier"), object_text(server, "Realm")))
            return server;
        own = own ? own : server;
    }
    return own;
}

/* That an empty token is refused is what is hoped for; any other answer is judged like one to the request itself. */
static bool judge_challenge(struct flow *flow, struct evidence *record, const struct reply *reply)
{
    CLEANUP(bearer_challenge_close) struct bearer_challenge challenge = {0};
    CLEANUP(xml_free) xmlDoc *document = NULL;

    if (record->http_status == 401 && bearer_challenge_read(&challenge, record) &&
        (flow->auth_server = find_auth_server(flow, &challenge))) {
        flow->realm = text_copy(challenge.realm ? challenge.realm : actor_token_realm(flow));
        return true;
    }
    document = answer_read(ANSWER_SOAP, reply, record);
    return document ? answer_refuse(record, reply, OUTCOME_UNEXPECTED_ANSWER) : false;
}

static bool ask_for_challenge(struct flow *flow, enum hop step, const char *url)
{
    CLEANUP(reply_clear) struct reply reply = {0};
    struct transport_query query = flow_query(flow, step, url);
    struct evidence *record;

    query.bearer = "";
    record = transport_ask(flow->transport, flow->lookup, &query, &reply);
    return record->outcome == OUTCOME_OK && judge_challenge(flow, record, &reply);
}

static const char *asker_text(const struct flow *flow, const char *property)
{
    return flow->route.asker ? object_text(flow->route.asker, property) : "";
}

/* Names the user in the words of Exchange; the actor token inside vouches for who says so. */
static char *make_outer_token(const struct flow *flow, const char *resource, const char *actor)
{
    CLEANUP(cleanup_string) char *issuer = actor_token_name(flow);
    const char *principal = asker_text(flow, "UserPrincipalName");
    const json_int_t now = time(NULL);
    json_t *claims = json_pack("{s:s,s:s,s:I,s:I,s:s,s:s,s:s,s:s,s:s,s:s}", "iss", issuer, "aud", resource, "nbf",
                               now - CLOCK_TOLERANCE, "exp", now + TOKEN_SECONDS, "nameid",
                               asker_text(flow, "ImmutableId"), "nii", ISSUER_OF_NAMES, "smtp", flow->route.requester,
                               "upn", *principal ? principal : flow->lookup->requester, "sip",
                               asker_text(flow, "SipAddress"), "actortoken", actor);
    char *token = claims ? token_unsigned(claims, NULL) : NULL;

    json_decref(claims);
    return token;
}

bool oauth_authorize(struct flow *flow, enum hop step, const char *url)
{
    struct credentials *credentials = &flow->credentials;
    CLEANUP(cleanup_string) char *host = url_host(url), *resource = NULL, *actor = NULL;

    if (host && text_equal(host, credentials->bearer_host))
        return true;
    if ((!host || !flow->auth_server) && !ask_for_challenge(flow, step, url))
        return false;
    resource = text_format("%s/%s@%s", APP_EXCHANGE, host, flow->realm);
    actor = actor_token_request(flow, resource);
    if (!actor && !actor_token_may_be_missing(flow))
        return false;
    free(credentials->bearer);
    free(credentials->bearer_host);
    credentials->bearer = actor ? make_outer_token(flow, resource, actor) : NULL;
    credentials->bearer_host = TAKE(host);
    return true;
}
