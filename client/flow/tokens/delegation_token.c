/* SPDX-License-Identifier: MIT */
/* Writes the RequestSecurityToken for the gateway, signed by the organisation, and takes the token from its answer. */
#include "delegation_token.h"

#include "answer/answer.h"
#include "base/cleanup.h"
#include "base/guid.h"
#include "base/memory.h"
#include "base/text.h"
#include "flow/transport/envelope.h"
#include "saml/xml_signature.h"
#include "signing.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <string.h>
#include <time.h>

#define ASSERTION_TYPE "urn:oasis:names:tc:SAML:1.0"
#define CLAIMS_DIALECT NS_AUTHORIZATION "/authclaims"
#define LIFETIME_SECONDS 300

/* The type and the code are published, the words are ours. */
#define NO_FEDERATION "The organization has no federation trust."

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

/* The signature names what it covers, so both have an identifier. */
static void put_header(FILE *output, const char *url)
{
    char id[GUID_SIZE];
    const time_t now = time(NULL);
    char created[32], expires[32];

    fputs("<s:Envelope xmlns:s=\"" NS_SOAP12 "\" xmlns:a=\"" NS_WSA "\" xmlns:u=\"" NS_WSU
          "\"><s:Header><a:To s:mustUnderstand=\"1\" u:Id=\"_1\">",
          output);
    xml_put(output, url);
    fprintf(output,
            "</a:To><a:Action s:mustUnderstand=\"1\">" ACTION_TRUST_ISSUE "</a:Action><a:MessageID>urn:uuid:%s"
            "</a:MessageID><a:ReplyTo><a:Address>" NS_WSA "/anonymous</a:Address></a:ReplyTo>"
            "<o:Security xmlns:o=\"" NS_WSSE "\" s:mustUnderstand=\"1\"><u:Timestamp u:Id=\"_0\"><u:Created>%s"
            "</u:Created><u:Expires>%s</u:Expires></u:Timestamp></o:Security></s:Header>",
            guid_random(id), clock_iso(now, created), clock_iso(now + LIFETIME_SECONDS, expires));
}

/* The identity store knows a synchronised user by the ImmutableId, any other by the address. */
static void put_user(FILE *output, const struct flow *flow, const struct object *trust)
{
    const struct object *asker = flow->route.asker;
    const char *immutable = asker ? object_text(asker, "ImmutableId") : "";
    char id[GUID_SIZE];
    char now[32];

    fprintf(output,
            "<t:OnBehalfOf><saml:Assertion xmlns:saml=\"" NS_SAML "\" MajorVersion=\"1\" MinorVersion=\"1\" "
            "AssertionID=\"uuid-%s\" IssueInstant=\"%s\" Issuer=\"",
            guid_random(id), clock_iso(time(NULL), now));
    xml_put(output, object_text(trust, "ApplicationUri"));
    fputs("\"><saml:AttributeStatement><saml:Subject>", output);
    envelope_put(output, "saml:NameIdentifier", *immutable ? immutable : flow->route.requester);
    fputs("</saml:Subject><saml:Attribute AttributeName=\"EmailAddress\" "
          "AttributeNamespace=\"http://schemas.xmlsoap.org/claims\">",
          output);
    envelope_put(output, "saml:AttributeValue", flow->route.requester);
    fputs("</saml:Attribute></saml:AttributeStatement></saml:Assertion></t:OnBehalfOf>", output);
}

static void put_body(FILE *output, const struct flow *flow, const struct object *trust)
{
    fputs("<s:Body><t:RequestSecurityToken xmlns:t=\"" NS_TRUST "\" xmlns:auth=\"" NS_AUTHORIZATION
          "\"><t:TokenType>" ASSERTION_TYPE "</t:TokenType><t:RequestType>" NS_TRUST "/Issue</t:RequestType>"
          "<t:KeyType>" NS_TRUST "/SymmetricKey</t:KeyType><t:KeySize>256</t:KeySize>",
          output);
    put_user(output, flow, trust);
    fputs("<wsp:AppliesTo xmlns:wsp=\"" NS_POLICY "\"><a:EndpointReference>", output);
    envelope_put(output, "a:Address",
                 flow->token_for ? flow->token_for : object_text(flow->route.by, "TargetApplicationUri"));
    fputs("</a:EndpointReference></wsp:AppliesTo><auth:AdditionalContext><auth:ContextItem Scope=\"" NS_AUTHORIZATION
          "/ctx/requestor\" Name=\"http://schemas.microsoft.com/wlid/requestor\">",
          output);
    envelope_put(output, "auth:Value", object_text(trust, "ApplicationUri"));
    fputs("</auth:ContextItem></auth:AdditionalContext><t:Claims Dialect=\"" CLAIMS_DIALECT
          "\"><auth:ClaimType Uri=\"" NS_AUTHORIZATION "/claims/action\"><auth:Value>MSExchange.SharingCalendarFreeBusy"
          "</auth:Value></auth:ClaimType></t:Claims></t:RequestSecurityToken></s:Body></s:Envelope>",
          output);
}

static xmlDoc *make_document(const struct flow *flow, const struct object *trust)
{
    char *text = NULL;
    size_t length;
    FILE *output = text_stream(&text, &length);
    xmlDoc *document;

    put_header(output, object_text(trust, "TokenIssuerEpr"));
    put_body(output, flow, trust);
    text_stream_close(output);
    document = xml_parse(text, length, "request", NULL);
    free(text);
    return document;
}

/* The organisation signs whom it vouches for, and that it asks the gateway, now. */
static bool sign(const xmlDoc *document, const struct signing_files *files)
{
    const xmlNode *root = xmlDocGetRootElement(document);
    xmlNode *security = xml_find(root, "Header/Security"), *user = xml_below(xml_child(root, "Body"), "Assertion");
    const struct signer signer = {SIGNATURE_RSA_SHA1, files->private_key, files->certificate}; /* as documented */
    const struct signed_part whole = {user, NULL, "AssertionID"};
    const struct signed_part parts[] = {
        {xml_child(security, "Timestamp"), NS_WSU, "Id"},
        {xml_find(root, "Header/To"), NS_WSU, "Id"},
    };

    return xml_signature_make(user, &whole, 1, &signer, NULL) &&
           xml_signature_make(security, parts, ARRAY_SIZE(parts), &signer, NULL);
}

/* NULL: there is nothing to sign with. The caller frees it. */
static char *make_request(const struct flow *flow, const struct object *trust)
{
    CLEANUP(signing_close) struct signing_files files = signing_read(flow, object_text(trust, "OrgCertificate"));
    CLEANUP(xml_free)
    xmlDoc *document = files.private_key && files.certificate ? make_document(flow, trust) : NULL;

    return document && sign(document, &files) ? xml_print(xmlDocGetRootElement(document)) : NULL;
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

static bool request_token(struct flow *flow, const char *url, const char *body)
{
    CLEANUP(reply_clear) struct reply reply = {0};
    const struct transport_query query = {
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
    const char *issuer = trust ? object_text(trust, "TokenIssuerEpr") : "";
    CLEANUP(cleanup_string) char *body = NULL;

    (void)step, (void)url;
    if (flow->credentials.security)
        return true;
    if (!trust)
        return flow_fail(flow, HOP_TOKEN, issuer, OUTCOME_NO_FEDERATION_TRUST, NO_FEDERATION);
    body = make_request(flow, trust);
    if (!body)
        return flow_fail(flow, HOP_TOKEN, issuer, OUTCOME_NO_SIGNING_CERTIFICATE, "Missing signing certificate.");
    return request_token(flow, issuer, body);
}
