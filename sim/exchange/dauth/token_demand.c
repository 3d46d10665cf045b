/* SPDX-License-Identifier: MIT */
/* Reads and verifies a RequestSecurityToken, which is hostile. */
#include "token_demand.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "saml/xml_signature.h"
#include "vocabulary/exchange_names.h"
#include "ws_security.h"
#include "xml/xml.h"

#include <string.h>

static char *take_text(char *text)
{
    return text ? text : text_copy("");
}

/* The ContextItem that names the requestor. */
static char *read_requestor(const xmlNode *request)
{
    for (const xmlNode *item = xml_first(xml_below(request, "AdditionalContext")); item; item = xml_next(item, NULL)) {
        CLEANUP(cleanup_string) char *scope = (char *)xmlGetNoNsProp(item, BAD_CAST "Scope");
        if (text_ends(scope, "/ctx/requestor"))
            return take_text(xml_text_at(item, "Value"));
    }
    return text_copy("");
}

/* An attribute of the assertion by its name. */
static char *read_attribute(const xmlNode *assertion, const char *wanted)
{
    for (const xmlNode *attribute = xml_first(xml_below(assertion, "AttributeStatement")); attribute;
         attribute = xml_next(attribute, NULL)) {
        CLEANUP(cleanup_string) char *name = (char *)xmlGetNoNsProp(attribute, BAD_CAST "AttributeName");
        if (text_equal(name, wanted))
            return take_text(xml_text_at(attribute, "AttributeValue"));
    }
    return text_copy("");
}

/* The user is a SAML assertion: its subject's name, and the address as an attribute if that differs. */
static void read_user(struct token_demand *demand, const xmlNode *on_behalf_of)
{
    demand->name = take_text(xml_text(xml_below(on_behalf_of, "NameIdentifier")));
    demand->address = read_attribute(on_behalf_of, "EmailAddress");
    if (!*demand->address) {
        free(demand->address);
        demand->address = text_copy(demand->name);
    }
}

bool token_demand_read(struct token_demand *demand, const xmlDoc *envelope)
{
    const xmlNode *root = envelope ? xmlDocGetRootElement(envelope) : NULL;
    const xmlNode *request = xml_find(root, "Body/RequestSecurityToken");

    *demand = (struct token_demand){
        .message_id = take_text(xml_text_at(root, "Header/MessageID")),
        .requestor = read_requestor(request),
        .target = take_text(xml_text(xml_below(xml_below(request, "AppliesTo"), "Address"))),
    };
    read_user(demand, xml_below(xml_child(request, "OnBehalfOf"), "Assertion"));
    return request && xml_is(root, NS_SOAP12, "Envelope") && xml_is(request, NS_TRUST, "RequestSecurityToken");
}

/* Works on a copy, in which what is signed gets its identifiers. */
bool token_demand_is_signed(const xmlDoc *envelope, const char *certificate)
{
    CLEANUP(xml_free) xmlDoc *copy = xmlCopyDoc((xmlDoc *)envelope, 1);
    const xmlNode *root = xmlDocGetRootElement(copy), *security = ws_security_header(copy);
    xmlNode *user = xml_below(xml_find(root, "Body/RequestSecurityToken/OnBehalfOf"), "Assertion");
    const struct signed_part whole = {user, NULL, "AssertionID"};
    const struct signed_part parts[] = {
        {xml_child(security, "Timestamp"), NS_WSU, "Id"},
        {xml_find(root, "Header/To"), NS_WSU, "Id"},
    };

    return security && user &&
           xml_signature_check(security, parts, ARRAY_SIZE(parts), &certificate, 1) == SIGNATURE_GOOD &&
           xml_signature_check(user, &whole, 1, &certificate, 1) == SIGNATURE_GOOD;
}

void token_demand_close(struct token_demand *demand)
{
    cleanup_string(&demand->message_id);
    cleanup_string(&demand->requestor);
    cleanup_string(&demand->target);
    cleanup_string(&demand->name);
    cleanup_string(&demand->address);
}
