/* SPDX-License-Identifier: MIT */
/* Test-FederationTrust: the organisation asks the gateway for a token for itself, and believes it as it would one that
 * another brings. */
#include "base/cleanup.h"
#include "base/text.h"
#include "checks.h"
#include "flow/lookup/flow_state.h"
#include "flow/tokens/delegation_token.h"
#include "flow/tokens/signing.h"
#include "phrase/phrase.h"
#include "saml/assertion.h"
#include "xml/xml.h"

#include <string.h>

struct trust_check {
    struct flow flow;
    const struct object *trust;
};

static bool request_token(struct trust_check *check)
{
    return delegation_authorize(&check->flow, HOP_AUTODISCOVER, NULL);
}

static bool is_believed(const struct trust_check *check)
{
    const char *token = check->flow.credentials.security, *keys[32];
    const size_t known = object_count(check->trust, "TokenIssuerCertificate");
    const size_t count = known < ARRAY_SIZE(keys) ? known : ARRAY_SIZE(keys);
    const struct snapshot *organization = check->flow.settings->organization;
    const char *scope = check->flow.settings->scope, *own = object_text(check->trust, "OrgCertificate");
    CLEANUP(signing_close)
    struct signing_files files = signing_read(&check->flow, own);
    CLEANUP(xml_free) xmlDoc *document = xml_parse(token, strlen(token), "token", NULL);
    CLEANUP(statement_close) struct statement statement = {0};

    for (size_t i = 0; i < count; i++)
        keys[i] = object_item(check->trust, "TokenIssuerCertificate", i);
    return document && files.private_key &&
           assertion_open(xmlDocGetRootElement(document), files.private_key, keys, count, &statement) ==
               ASSERTION_GOOD &&
           text_equal(statement.issuer, object_text(check->trust, "TokenIssuerUri")) &&
           text_equal(statement.audience, check->flow.token_for) &&
           statement_holds_at(&statement, scope_now(organization, scope)) &&
           !certificate_is_over(organization, scope, own);
}

static bool validate_token(struct trust_check *check)
{
    return is_believed(check) || flow_fail(&check->flow, HOP_TOKEN, object_text(check->trust, "TokenIssuerEpr"),
                                           OUTCOME_UNEXPECTED_ANSWER, "Failed to validate delegation token.");
}

static bool (*const steps[TRUST_STEPS])(struct trust_check *check) = {
    [TRUST_TOKEN] = request_token,
    [TRUST_VALIDATION] = validate_token,
};

struct lookup *flow_test_trust(const struct flow_settings *settings, const char *mailbox, enum trust_step *failed)
{
    struct trust_check check = {0};
    struct flow *flow = &check.flow;

    flow_open(flow, settings, mailbox, mailbox);
    flow->lookup->way = WAY_DAUTH;
    route_ask_as(&flow->route, settings, mailbox);
    check.trust = flow_object(flow, "FederationTrust");
    flow->token_for = check.trust ? object_text(check.trust, "ApplicationUri") : "";
    for (*failed = TRUST_TOKEN; *failed < TRUST_STEPS && steps[*failed](&check);)
        ++*failed;
    flow->lookup->ok = *failed == TRUST_STEPS;
    phrase_web_request(flow->lookup);
    flow_close(flow);
    return flow->lookup;
}
