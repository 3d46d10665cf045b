/* SPDX-License-Identifier: MIT */
/* extSTS.srf of the federation gateway: vouches for a user of one organisation to another. */
#include "base/base64.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "dauth.h"
#include "delegation_check.h"
#include "exchange/common/call.h"
#include "exchange/common/company.h"
#include "exchange/common/exchange_state.h"
#include "identity_store.h"
#include "vocabulary/exchange_names.h"
#include "vocabulary/places.h"
#include "ws_security.h"
#include "xml/xml.h"

#include <stdio.h>
#include <stdlib.h>

#define LIFETIME_MINUTES 60

/* What it is asked with: the request, and where it came in. */
struct token_question {
    const struct exchange_call *call;
    const struct token_demand *demand;
    const struct object *target; /* MsolApplication */
};

static const struct object *find_application(const struct exchange_call *call, const char *uri)
{
    return snapshot_find(call->snapshot, SCOPE_MSOL, "MsolApplication", "ApplicationUri", uri);
}

/* The asking organisation is known, it is itself that asks, and it asks now. */
static enum sts_refusal check_organization(const struct token_question *question)
{
    const struct exchange_call *call = question->call;
    const struct object *organization = find_application(call, question->demand->requestor);
    const xmlNode *security = ws_security_header(exchange_envelope(call));

    if (!organization || !security || !ws_security_is_fresh(security, scope_now(call->snapshot, SCOPE_MSOL)) ||
        !token_demand_is_signed(exchange_envelope(call), object_text(organization, "Certificate")))
        return STS_UNKNOWN_ORGANIZATION;
    return STS_GRANTED;
}

static enum sts_refusal check_target(const struct token_question *question)
{
    return question->target ? STS_GRANTED : STS_UNKNOWN_TARGET;
}

static enum sts_refusal check_user(const struct token_question *question)
{
    return identity_check(question->call, question->demand);
}

static enum sts_refusal check(const struct token_question *question)
{
    static enum sts_refusal (*const checks[])(const struct token_question *question) = {
        check_organization,
        check_target,
        check_user,
    };
    enum sts_refusal refusal = STS_GRANTED;

    for (size_t i = 0; i < ARRAY_SIZE(checks) && refusal == STS_GRANTED; i++)
        refusal = checks[i](question);
    return refusal;
}

static void put_head(FILE *output, const struct token_demand *demand)
{
    fputs("<?xml version=\"1.0\" encoding=\"utf-8\" ?><S:Envelope xmlns:S=\"" NS_SOAP12 "\" xmlns:wsa=\"" NS_WSA
          "\" xmlns:wsse=\"" NS_WSSE "\" xmlns:wsu=\"" NS_WSU "\" xmlns:wst=\"" NS_TRUST "\" xmlns:wsp=\"" NS_POLICY
          "\"><S:Header><wsa:Action S:mustUnderstand=\"1\">" NS_TRUST "/RSTR/Issue</wsa:Action>",
          output);
    if (*demand->message_id) {
        fputs("<wsa:RelatesTo>", output);
        xml_put(output, demand->message_id);
        fputs("</wsa:RelatesTo>", output);
    }
    fputs("<psf:pp xmlns:psf=\"" NS_PSF "\"><psf:serverVersion>1</psf:serverVersion><psf:reqstatus>0x0</psf:reqstatus>"
          "</psf:pp></S:Header>",
          output);
}

/* The sealed token, which only the target can read, and for the asker the key that it names. */
static void put_token(FILE *output, const struct assertion *assertion, const char *token)
{
    CLEANUP(cleanup_string) char *proof = base64_encode(assertion->proof, PROOF_BYTES);

    fprintf(output,
            "<wst:RequestedSecurityToken>%s</wst:RequestedSecurityToken><wst:RequestedProofToken><wst:BinarySecret>%s"
            "</wst:BinarySecret></wst:RequestedProofToken>",
            token, proof);
}

static void put_body(FILE *output, const struct assertion *assertion, const char *token)
{
    char created[32], expires[32];

    fputs("<S:Body><wst:RequestSecurityTokenResponse><wst:TokenType>" ASSERTION_TYPE
          "</wst:TokenType><wsp:AppliesTo><wsa:EndpointReference><wsa:Address>",
          output);
    xml_put(output, assertion->audience);
    fprintf(output,
            "</wsa:Address></wsa:EndpointReference></wsp:AppliesTo><wst:Lifetime><wsu:Created>%s</wsu:Created>"
            "<wsu:Expires>%s</wsu:Expires></wst:Lifetime>",
            clock_iso(assertion->created, created), clock_iso(assertion->expires, expires));
    put_token(output, assertion, token);
    fputs("</wst:RequestSecurityTokenResponse></S:Body></S:Envelope>", output);
}

static void answer_token(const struct token_demand *demand, const struct assertion *assertion, const char *token,
                         struct answer *answer)
{
    char *body = NULL;
    size_t length;
    FILE *output = text_stream(&body, &length);

    put_head(output, demand);
    put_body(output, assertion, token);
    text_stream_close(output);
    answer_take(answer, 200, "application/soap+xml; charset=utf-8", body, length);
}

static enum sts_refusal issue(const struct token_question *question, struct answer *answer)
{
    const struct exchange_call *call = question->call;
    const struct object *company = company_find(call->snapshot, "federation-gateway");
    const long minutes = company ? object_number(company, "LifetimeMinutes", LIFETIME_MINUTES) : LIFETIME_MINUTES;
    const int64_t now = scope_now(call->snapshot, SCOPE_MSOL);
    struct assertion assertion = {.user = question->demand->address,
                                  .audience = question->demand->target,
                                  .created = now,
                                  .expires = now + 60 * minutes};
    char id[GUID_SIZE];
    CLEANUP(cleanup_string) char *token = delegation_issue(call, &assertion, id, question->target);

    if (!token)
        return STS_UNAVAILABLE;
    answer_token(question->demand, &assertion, token, answer);
    return STS_GRANTED;
}

static enum sts_refusal answer_demand(const struct exchange_call *call, const struct token_demand *demand,
                                      struct answer *answer)
{
    const struct token_question question = {call, demand, find_application(call, demand->target)};
    const enum sts_refusal refusal = check(&question);

    return refusal == STS_GRANTED ? issue(&question, answer) : refusal;
}

/* What a browser is given it cannot show, and so offers to keep: documented in row 28. */
static void answer_browser(struct answer *answer)
{
    sts_fault(answer, STS_BAD_REQUEST);
    answer->status = 200;
}

void sts_answer(const struct exchange_call *call, struct answer *answer)
{
    CLEANUP(token_demand_close) struct token_demand demand;
    const enum sts_refusal refusal =
        token_demand_read(&demand, exchange_envelope(call)) ? answer_demand(call, &demand, answer) : STS_BAD_REQUEST;

    if (!text_equal(call->request->method, "POST"))
        answer_browser(answer);
    else if (refusal != STS_GRANTED)
        sts_fault(answer, refusal);
}
