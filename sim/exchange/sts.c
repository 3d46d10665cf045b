/* SPDX-License-Identifier: MIT */
/* extSTS.srf of the federation gateway: vouches for a user of one organisation to another. */
#include "authentication.h"

#include "claims.h"
#include "cleanup.h"
#include "delegation_token.h"
#include "exchange_names.h"
#include "identity_store.h"
#include "text.h"
#include "token.h"
#include "token_service.h"
#include "xml.h"

#include <stdio.h>

#define LIFETIME_MINUTES 60

/* The asking organisation is known, and it is itself that asks. */
static enum sts_refusal check_organization(const struct exchange_call *call, const struct token_demand *demand)
{
    const struct object *organization =
        snapshot_find(call->snapshot, "msol", "MsolApplication", "ApplicationUri", demand->requestor);
    const char *certificate = organization ? object_text(organization, "Certificate") : "";
    CLEANUP(claims_free) json_t *claims = NULL;

    if (token_verify(demand->proof, &certificate, 1, &claims) != TOKEN_GOOD ||
        !claims_hold_at(claims, exchange_now(call->snapshot, "msol")))
        return STS_UNKNOWN_ORGANIZATION;
    return STS_GRANTED;
}

static enum sts_refusal check_target(const struct exchange_call *call, const struct token_demand *demand)
{
    return snapshot_find(call->snapshot, "msol", "MsolApplication", "ApplicationUri", demand->target)
               ? STS_GRANTED
               : STS_UNKNOWN_TARGET;
}

static enum sts_refusal check(const struct exchange_call *call, const struct token_demand *demand)
{
    static enum sts_refusal (*const checks[])(const struct exchange_call *, const struct token_demand *) = {
        check_organization,
        check_target,
        identity_check,
    };
    enum sts_refusal refusal = STS_GRANTED;

    for (size_t i = 0; i < ARRAY_SIZE(checks) && refusal == STS_GRANTED; i++)
        refusal = checks[i](call, demand);
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

static void put_body(FILE *output, const struct delegation *delegation, const char *token)
{
    char created[32], expires[32];

    fputs("<S:Body><wst:RequestSecurityTokenResponse><wst:TokenType>" DELEGATION_TOKEN_TYPE
          "</wst:TokenType><wsp:AppliesTo><wsa:EndpointReference><wsa:Address>",
          output);
    xml_put(output, delegation->target);
    fprintf(output,
            "</wsa:Address></wsa:EndpointReference></wsp:AppliesTo><wst:Lifetime><wsu:Created>%s</wsu:Created>"
            "<wsu:Expires>%s</wsu:Expires></wst:Lifetime><wst:RequestedSecurityToken><wsse:BinarySecurityToken "
            "ValueType=\"" DELEGATION_TOKEN_TYPE "\">%s</wsse:BinarySecurityToken></wst:RequestedSecurityToken>"
            "</wst:RequestSecurityTokenResponse></S:Body></S:Envelope>",
            clock_iso(delegation->created, created), clock_iso(delegation->expires, expires), token);
}

static enum sts_refusal issue(const struct exchange_call *call, const struct token_demand *demand,
                              struct answer *answer)
{
    const struct object *company = token_service_company(call->snapshot, "federation-gateway");
    const long minutes = company ? object_number(company, "LifetimeMinutes", LIFETIME_MINUTES) : LIFETIME_MINUTES;
    const int64_t now = exchange_now(call->snapshot, "msol");
    const struct delegation delegation = {demand->address, demand->requestor, demand->target, now, now + 60 * minutes};
    CLEANUP(cleanup_string) char *token = delegation_issue(call, &delegation);
    char *body = NULL;
    size_t length = 0;
    FILE *output = token ? open_memstream(&body, &length) : NULL;

    if (!output)
        return STS_UNAVAILABLE;
    put_head(output, demand);
    put_body(output, &delegation, token);
    fclose(output);
    answer_take(answer, 200, "application/soap+xml; charset=utf-8", body, length);
    return STS_GRANTED;
}

void sts_answer(const struct exchange_call *call, struct answer *answer)
{
    CLEANUP(token_demand_close) struct token_demand demand;
    enum sts_refusal refusal = token_demand_read(&demand, call->envelope) ? check(call, &demand) : STS_BAD_REQUEST;

    if (refusal == STS_GRANTED)
        refusal = issue(call, &demand, answer);
    if (refusal != STS_GRANTED)
        sts_fault(answer, refusal);
}
