/* SPDX-License-Identifier: MIT */
/* Assertions signed with the lab's own gateway key, and what attackers of SAML do to them. */
#include "assertion_changes.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "lab/internal.h"
#include "saml/xml_signature.h"
#include "support/test_key.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define NS_DSIG "http://www.w3.org/2000/09/xmldsig#"

static const struct running_lab *lab;
static struct signing_key *stranger;

void assertions_begin(const struct running_lab *running)
{
    lab = running;
    stranger = signing_key_new("stranger");
}

void assertions_end(void)
{
    signing_key_free(&stranger);
}

/* ---- the assertion ---- */

static const char *key_of(const char *name)
{
    return lab->running->setup.private_key(lab->running->setup.context, name);
}

const char *certificate_of(const char *name)
{
    return lab->running->setup.certificate(lab->running->setup.context, name);
}

static void sign_again(xmlDoc *document, const char *key, const char *certificate)
{
    const struct signer signer = {SIGNATURE_RSA_SHA256, key, certificate};
    const struct signed_part whole = {xmlDocGetRootElement(document), NULL, "AssertionID"};

    assert_true(xml_signature_make(whole.element, &whole, 1, &signer, NULL));
}

xmlDoc *unsigned_assertion(const char *user)
{
    char from[32], until[32];
    const time_t now = time(NULL);
    CLEANUP(cleanup_string)
    char *text = text_format(
        "<saml:Assertion xmlns:saml=\"" NS_SAML "\" MajorVersion=\"1\" MinorVersion=\"1\" AssertionID=\"_1\" "
        "Issuer=\"urn:federation:MicrosoftOnline\"><saml:Conditions NotBefore=\"%s\" NotOnOrAfter=\"%s\">"
        "<saml:AudienceRestrictionCondition><saml:Audience>FYDIBOHF25SPDLT.contoso.com</saml:Audience>"
        "</saml:AudienceRestrictionCondition></saml:Conditions><saml:AttributeStatement><saml:Attribute "
        "AttributeName=\"EmailAddress\" AttributeNamespace=\"http://schemas.xmlsoap.org/claims\"><saml:AttributeValue>"
        "%s</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion>",
        clock_iso(now, from), clock_iso(now + 600, until), user);

    return xml_parse(text, strlen(text), "assertion", NULL);
}

xmlDoc *good_assertion(const char *user)
{
    xmlDoc *document = unsigned_assertion(user);

    sign_again(document, key_of("federation-gateway"), certificate_of("federation-gateway"));
    return document;
}

static xmlNode *root_of(xmlDoc *document)
{
    return xmlDocGetRootElement(document);
}

static xmlNode *signature_of(xmlDoc *document)
{
    return xml_child(root_of(document), "Signature");
}

static void remove_node(xmlNode *node)
{
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

/* ---- what is done to it ---- */

/* A copy that names somebody else. */
static xmlNode *forged_copy(xmlDoc *document, const char *identifier)
{
    xmlNode *forged = xmlDocCopyNode(root_of(document), document, 1);

    xmlNodeSetContent(xml_below(forged, "AttributeValue"), BAD_CAST VICTIM);
    xmlSetProp(forged, BAD_CAST "AssertionID", BAD_CAST identifier);
    return forged;
}

/* The original becomes a child of a new one. */
static void put_below(xmlDoc *document, xmlNode *root, xmlNode *home)
{
    xmlNode *original = root_of(document);

    xmlDocSetRootElement(document, root);
    xmlAddChild(home, original);
}

static void wrap_1(xmlDoc *document) /* the signature stays with the forged one, which holds the original */
{
    xmlNode *forged = forged_copy(document, "_2");

    remove_node(signature_of(document));
    put_below(document, forged, forged);
}

static void wrap_2(xmlDoc *document) /* side by side, the original first */
{
    xmlNode *root = xmlNewDocNode(document, NULL, BAD_CAST "Response", NULL), *forged = forged_copy(document, "_2");

    put_below(document, root, root);
    xmlAddChild(root, forged);
}

static void wrap_3(xmlDoc *document) /* side by side, the forged one first and without a signature */
{
    xmlNode *root = xmlNewDocNode(document, NULL, BAD_CAST "Response", NULL), *forged = forged_copy(document, "_2");

    remove_node(xml_child(forged, "Signature"));
    xmlAddChild(root, forged);
    put_below(document, root, root);
}

static void wrap_4(xmlDoc *document) /* the original, signature and all, in the forged one, which has none */
{
    xmlNode *forged = forged_copy(document, "_2");

    remove_node(xml_child(forged, "Signature"));
    put_below(document, forged, forged);
}

static void wrap_5(xmlDoc *document) /* both under one identifier, the original behind */
{
    xmlNode *forged = forged_copy(document, "_1");

    remove_node(signature_of(document));
    put_below(document, forged, forged);
}

static void wrap_6(xmlDoc *document) /* the original in the signature */
{
    xmlNode *forged = forged_copy(document, "_2");

    remove_node(signature_of(document));
    put_below(document, forged, xml_child(forged, "Signature"));
}

static void wrap_7(xmlDoc *document) /* the original in an element of any content, under the same identifier */
{
    xmlNode *forged = forged_copy(document, "_1");

    remove_node(signature_of(document));
    put_below(document, forged, xmlNewChild(forged, forged->ns, BAD_CAST "Advice", NULL));
}

static void wrap_8(xmlDoc *document) /* the original in an object of the signature */
{
    xmlNode *forged = forged_copy(document, "_2"), *signature = xml_child(forged, "Signature");

    remove_node(signature_of(document));
    put_below(document, forged, xmlNewChild(signature, signature->ns, BAD_CAST "Object", NULL));
}

static void name_another(xmlDoc *document)
{
    xmlNodeSetContent(xml_below(root_of(document), "AttributeValue"), BAD_CAST VICTIM);
}

static void unsign(xmlDoc *document)
{
    remove_node(signature_of(document));
}

static void two_attributes(xmlDoc *document)
{
    xmlNode *attribute = xml_below(root_of(document), "Attribute"), *copy = xmlDocCopyNode(attribute, document, 1);

    xmlNodeSetContent(xml_child(copy, "AttributeValue"), BAD_CAST VICTIM);
    xmlAddPrevSibling(attribute, copy);
}

static void same_identifier_twice(xmlDoc *document)
{
    xmlNode *advice = xmlNewChild(root_of(document), NULL, BAD_CAST "Advice", NULL);

    xmlSetProp(advice, BAD_CAST "xml:id", BAD_CAST "_1");
}

static void sign_by_a_stranger(xmlDoc *document)
{
    unsign(document);
    sign_again(document, stranger->private_key, stranger->certificate);
}

static void sign_by_a_stranger_in_the_gateways_name(xmlDoc *document)
{
    unsign(document);
    sign_again(document, stranger->private_key, certificate_of("federation-gateway"));
}

static void sign_by_the_other_organisation(xmlDoc *document)
{
    unsign(document);
    sign_again(document, key_of("exo-federation"), certificate_of("exo-federation"));
}

static void set_algorithm(xmlDoc *document, const char *element, const char *algorithm)
{
    xmlSetProp(xml_below(root_of(document), element), BAD_CAST "Algorithm", BAD_CAST algorithm);
}

static void claim_sha1(xmlDoc *document)
{
    set_algorithm(document, "SignatureMethod", NS_DSIG "rsa-sha1");
}

static void claim_md5(xmlDoc *document)
{
    set_algorithm(document, "SignatureMethod", "http://www.w3.org/2001/04/xmldsig-more#rsa-md5");
}

static void claim_hmac(xmlDoc *document)
{
    set_algorithm(document, "SignatureMethod", NS_DSIG "hmac-sha1");
}

static void digest_by_md5(xmlDoc *document)
{
    set_algorithm(document, "DigestMethod", "http://www.w3.org/2001/04/xmldsig-more#md5");
}

static void canonicalise_with_comments(xmlDoc *document)
{
    set_algorithm(document, "CanonicalizationMethod", "http://www.w3.org/2001/10/xml-exc-c14n#WithComments");
}

static void transform_by_stylesheet(xmlDoc *document)
{
    set_algorithm(document, "Transform", "http://www.w3.org/TR/1999/REC-xslt-19991116");
}

static void no_signature_value(xmlDoc *document)
{
    xmlNodeSetContent(xml_below(root_of(document), "SignatureValue"), NULL);
}

const struct assertion_change assertion_changes[] = {
    {"wrapping 1", wrap_1, INVALID},
    {"wrapping 2", wrap_2, INVALID},
    {"wrapping 3", wrap_3, INVALID},
    {"wrapping 4", wrap_4, INVALID},
    {"wrapping 5", wrap_5, INVALID},
    {"wrapping 6", wrap_6, INVALID},
    {"wrapping 7", wrap_7, INVALID},
    {"wrapping 8", wrap_8, INVALID},
    {"another user", name_another, INVALID},
    {"no signature", unsign, INVALID},
    {"two addresses", two_attributes, INVALID},
    {"an identifier twice", same_identifier_twice, INVALID},
    {"a stranger's key", sign_by_a_stranger, INVALID_TOKEN},
    {"a stranger's key, the gateway's certificate", sign_by_a_stranger_in_the_gateways_name, INVALID},
    {"the other organisation's key", sign_by_the_other_organisation, INVALID_TOKEN},
    {"SHA-1 is claimed", claim_sha1, INVALID},
    {"MD5 is claimed", claim_md5, INVALID},
    {"HMAC is claimed", claim_hmac, INVALID},
    {"a digest by MD5", digest_by_md5, INVALID},
    {"canonical with comments", canonicalise_with_comments, INVALID},
    {"a stylesheet", transform_by_stylesheet, INVALID},
    {"an empty signature", no_signature_value, INVALID},
};
const size_t assertion_change_count = ARRAY_SIZE(assertion_changes);
