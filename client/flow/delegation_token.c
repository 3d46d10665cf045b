/* SPDX-License-Identifier: MIT */
#include "delegation_token.h"

#include "answer.h"
#include "cleanup.h"
#include "envelope.h"
#include "exchange_names.h"
#include "guid.h"
#include "signing.h"
#include "text.h"
#include "xml.h"

#include <time.h>

#define TOLERANCE_SECONDS 300
#define PROOF_SECONDS 3600
#define NS_SAML "urn:oasis:names:tc:SAML:1.0:assertion"
#define CLAIMS_DIALECT NS_AUTHORIZATION "/authclaims"
#define JWT_TYPE "urn:ietf:params:oauth:token-type:jwt"

/* The trust the own organisation is federated by. */
static const struct object *find_trust(const struct flow *flow)
{
    const struct flow_settings *settings = flow->settings;
    const struct object *identifier = flow_object(flow, "FederatedOrganizationIdentifier");
    const char *link = identifier ? object_text(identifier, "DelegationTrustLink") : "";

    if (!identifier || !object_flag(identifier, "Enabled", true))
        return NULL;
    return *link ? snapshot_find(settings->organization, settings->scope, "FederationTrust", "Name", link)
                 : flow_object(flow, "FederationTrust");
}

static char *make_proof(const struct flow *flow, const struct object *trust)
{
    const json_int_t now = time(NULL);

    return signing_sign(flow, object_text(trust, "OrgCertificate"),
                        json_pack("{s:s,s:s,s:I,s:I}", "iss", object_text(trust, "ApplicationUri"), "aud",
                                  object_text(trust, "TokenIssuerUri"), "nbf", now - TOLERANCE_SECONDS, "exp",
                                  now + PROOF_SECONDS));
}

static void put_header(FILE *output, const char *url, const char *proof)
{
    CLEANUP(cleanup_string) char *id = guid_new();

    fprintf(output,
            "<s:Envelope xmlns:s=\"" NS_SOAP12 "\" xmlns:wsa=\"" NS_WSA "\" xmlns:wsse=\"" NS_WSSE
            "\" xmlns:wsu=\"" NS_WSU "\" xmlns:wst=\"" NS_TRUST "\" xmlns:wsp=\"" NS_POLICY
            "\" xmlns:auth=\"" NS_AUTHORIZATION "\"><s:Header>"
            "<wsa:Action s:mustUnderstand=\"1\">" ACTION_TRUST_ISSUE "</wsa:Action><wsa:MessageID>urn:uuid:%s"
            "</wsa:MessageID><wsa:ReplyTo><wsa:Address>" NS_WSA "/anonymous</wsa:Address></wsa:ReplyTo>"
            "<wsa:To s:mustUnderstand=\"1\">",
            id);
    xml_put(output, url);
    fputs("</wsa:To><wsse:Security s:mustUnderstand=\"1\">", output);
    envelope_put_timestamp(output);
    fprintf(output,
            "<wsse:BinarySecurityToken ValueType=\"" JWT_TYPE "\">%s</wsse:BinarySecurityToken></wsse:Security>"
            "</s:Header>",
            proof);
}

/* The identity store knows a synchronised user by the ImmutableId, any other by the address. */
static void put_user(FILE *output, const struct flow *flow)
{
    const struct object *asker = flow->route.asker;
    const char *immutable = asker ? object_text(asker, "ImmutableId") : "";

    fputs("<wst:OnBehalfOf><saml:Assertion xmlns:saml=\"" NS_SAML "\"><saml:AttributeStatement><saml:Subject>", output);
    envelope_put(output, "saml:NameIdentifier", *immutable ? immutable : flow->route.requester);
    fputs("</saml:Subject><saml:Attribute AttributeName=\"EmailAddress\" "
          "AttributeNamespace=\"http://schemas.xmlsoap.org/claims\">",
          output);
    envelope_put(output, "saml:AttributeValue", flow->route.requester);
    fputs("</saml:Attribute></saml:AttributeStatement></saml:Assertion></wst:OnBehalfOf>", output);
}

static void put_body(FILE *output, const struct flow *flow, const struct object *trust)
{
    fputs("<s:Body><wst:RequestSecurityToken><wst:RequestType>" NS_TRUST "/Issue</wst:RequestType>", output);
    put_user(output, flow);
    fputs("<wsp:AppliesTo><wsa:EndpointReference>", output);
    envelope_put(output, "wsa:Address", object_text(flow->route.by, "TargetApplicationUri"));
    fputs("</wsa:EndpointReference></wsp:AppliesTo><auth:AdditionalContext><auth:ContextItem Scope=\"" NS_AUTHORIZATION
          "/ctx/requestor\" Name=\"http://schemas.microsoft.com/wlid/requestor\">",
          output);
    envelope_put(output, "auth:Value", object_text(trust, "ApplicationUri"));
    fputs("</auth:ContextItem></auth:AdditionalContext><wst:Claims Dialect=\"" CLAIMS_DIALECT
          "\"><auth:ClaimType Uri=\"" NS_AUTHORIZATION "/claims/action\"><auth:Value>MSExchange.SharingCalendarFreeBusy"
          "</auth:Value></auth:ClaimType></wst:Claims></wst:RequestSecurityToken></s:Body></s:Envelope>",
          output);
}

static char *make_request(const struct flow *flow, const struct object *trust, const char *proof)
{
    char *text = NULL;
    size_t length;
    FILE *output = open_memstream(&text, &length);

    if (!output)
        abort();
    put_header(output, object_text(trust, "TokenIssuerEpr"), proof);
    put_body(output, flow, trust);
    fclose(output);
    return text;
}

/* Whatever element the gateway puts there is passed on as it is: only the other side can read it. */
static bool read_token(struct flow *flow, struct evidence *record, const struct reply *reply)
{
    CLEANUP(xml_free) xmlDoc *document = answer_read(ANSWER_TRUST, reply, record);
    const xmlNode *requested =
        document ? xml_find(xmlDocGetRootElement(document), "Body/RequestSecurityTokenResponse/RequestedSecurityToken")
                 : NULL;
    xmlNode *token = xml_first(requested);

    if (!document)
        return false;
    if (!token)
        return answer_refuse(record, reply, OUTCOME_UNEXPECTED_ANSWER);
    flow->credentials.security = xml_dump(token);
    return true;
}

static bool request_token(struct flow *flow, const struct object *trust, const char *proof)
{
    const char *url = object_text(trust, "TokenIssuerEpr");
    CLEANUP(cleanup_string) char *body = make_request(flow, trust, proof);
    CLEANUP(reply_clear) struct reply reply = {0};
    const struct query query = {
        .step = HOP_TOKEN,
        .url = url,
        .content_type = "application/soap+xml; charset=utf-8",
        .accept = "application/soap+xml",
        .agent = flow->agent_autodiscover,
        .body = body,
    };
    struct evidence *record = transport_ask(flow->transport, flow->lookup, &query, &reply);

    return record->outcome == OUTCOME_OK && read_token(flow, record, &reply);
}

bool delegation_authorize(struct flow *flow, enum hop step, const char *url)
{
    const struct object *trust = find_trust(flow);
    CLEANUP(cleanup_string) char *proof = NULL;

    (void)step, (void)url;
    if (flow->credentials.security)
        return true;
    proof = trust ? make_proof(flow, trust) : NULL;
    if (!proof)
        return flow_fail(flow, HOP_TOKEN, trust ? object_text(trust, "TokenIssuerEpr") : "",
                         OUTCOME_NO_SIGNING_CERTIFICATE, "Missing signing certificate.");
    return request_token(flow, trust, proof);
}
