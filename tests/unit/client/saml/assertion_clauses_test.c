/* SPDX-License-Identifier: MIT */
/* Each clause of what is asked of a signed assertion, alone: what is presented here is signed by the gateway and sealed, and
 * one thing about it is not as we make it. */
#include "saml/assertion.h"

#include "base/base64.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "saml/xml_encryption.h"
#include "saml/xml_signature.h"
#include "support/test_key.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NS_DSIG "http://www.w3.org/2000/09/xmldsig#"

static struct signing_key *gateway, *target;

static xmlDoc *sign_assertion(void)
{
    static const char text[] =
        "<saml:Assertion xmlns:saml=\"" NS_SAML "\" AssertionID=\"_1\" Issuer=\"" ASSERTION_ISSUER
        "\"><saml:AttributeStatement><saml:Attribute AttributeName=\"EmailAddress\" "
        "AttributeNamespace=\"http://schemas.xmlsoap.org/claims\"><saml:AttributeValue>"
        "ann@contoso.com</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>"
        "</saml:Assertion>";
    const struct signer signer = {SIGNATURE_RSA_SHA256, gateway->private_key, gateway->certificate};
    xmlDoc *document = xml_parse(text, sizeof text - 1, "assertion", NULL);
    const struct signed_part whole = {xmlDocGetRootElement(document), NULL, "AssertionID"};

    assert_true(xml_signature_make(whole.element, &whole, 1, &signer, NULL));
    return document;
}

static xmlNode *signature_of(xmlNode *root)
{
    return xml_child(root, "Signature");
}

static void remove_child(xmlNode *node)
{
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

/* The one of the assertion, for a change of which another has to be made. */
static void remove_signature(xmlDoc *document)
{
    remove_child(signature_of(xmlDocGetRootElement(document)));
}

static void refer_to(xmlDoc *document, const char *uri)
{
    xmlNode *reference = xml_below(xmlDocGetRootElement(document), "Reference");

    if (uri)
        xmlSetProp(reference, BAD_CAST "URI", BAD_CAST uri);
    else
        xmlUnsetProp(reference, BAD_CAST "URI");
}

static void transform(xmlDoc *document, const char *algorithm)
{
    xmlSetProp(xml_below(xmlDocGetRootElement(document), "Transform"), BAD_CAST "Algorithm", BAD_CAST algorithm);
}

static void name_another(xmlNode *root)
{
    xmlNodeSetContent(xml_below(root, "AttributeValue"), BAD_CAST "kim@contoso.com");
}

/* A new root with the same identifier (or another), the same signature, and the signed assertion somewhere in it. */
static void wrap(xmlDoc *document, const char *identifier, const char *where)
{
    xmlNode *original = xmlDocGetRootElement(document), *evil = xmlDocCopyNode(original, document, 1), *home;

    xmlDocSetRootElement(document, evil);
    name_another(evil);
    xmlSetProp(evil, BAD_CAST "AssertionID", BAD_CAST identifier);
    remove_child(signature_of(original));
    home = strcmp(where, "Object") == 0 ? signature_of(evil) : evil;
    xmlAddChild(xmlNewChild(home, home->ns, BAD_CAST where, NULL), original);
}

static void refer_without_a_mark(xmlDoc *document)
{
    refer_to(document, "__1");
}

/* Two elements have the name, and what finds elements by name knows the signed one. */
static void wrap_under_the_name_of_xml_id(xmlDoc *document)
{
    wrap(document, "_1", "Advice");
    xmlSetProp(xml_child(xml_child(xmlDocGetRootElement(document), "Advice"), "Assertion"), BAD_CAST "xml:id",
               BAD_CAST "_1");
}

static void set_name(xmlDoc *document, const char *name)
{
    CLEANUP(cleanup_string) char *uri = text_format("#%s", name);

    xmlSetProp(xmlDocGetRootElement(document), BAD_CAST "AssertionID", BAD_CAST name);
    refer_to(document, uri);
}

static void name_with_a_blank(xmlDoc *document)
{
    set_name(document, "_1 2");
}

static void name_with_a_bracket(xmlDoc *document)
{
    set_name(document, "_1)");
}

static void name_nothing(xmlDoc *document)
{
    set_name(document, "");
}

static void without_a_name(xmlDoc *document)
{
    xmlUnsetProp(xmlDocGetRootElement(document), BAD_CAST "AssertionID");
}

static void do_not_canonicalise(xmlDoc *document)
{
    remove_child(xml_next(xml_below(xmlDocGetRootElement(document), "Transform"), "Transform"));
}

static void leave_the_signature_in(xmlDoc *document)
{
    remove_child(xml_below(xmlDocGetRootElement(document), "Transform"));
}

static void transform_once_more(xmlDoc *document)
{
    xmlNode *first = xml_below(xmlDocGetRootElement(document), "Transform");

    xmlAddNextSibling(first, xmlDocCopyNode(first, document, 1));
    transform(document, NS_DSIG "base64");
}

static void refer_twice(xmlDoc *document)
{
    xmlNode *reference = xml_below(xmlDocGetRootElement(document), "Reference");

    xmlAddNextSibling(reference, xmlDocCopyNode(reference, document, 1));
}

/* The signature holds all the same: nothing of it is signed. */
static void add_an_object(xmlDoc *document)
{
    xmlNode *signature = signature_of(xmlDocGetRootElement(document));

    xmlNewChild(signature, signature->ns, BAD_CAST "Object", NULL);
}

/* Made anew by the gateway after a change of the assertion. */
static void sign_again(xmlDoc *document)
{
    const struct signer signer = {SIGNATURE_RSA_SHA256, gateway->private_key, gateway->certificate};
    const struct signed_part whole = {xmlDocGetRootElement(document), NULL, "AssertionID"};

    remove_signature(document);
    assert_true(xml_signature_make(whole.element, &whole, 1, &signer, NULL));
}

static void sign_another_root(xmlDoc *document)
{
    xmlNodeSetName(xmlDocGetRootElement(document), BAD_CAST "Statement");
    sign_again(document);
}

static void sign_another_namespace(xmlDoc *document)
{
    xmlNode *root = xmlDocGetRootElement(document);

    xmlSetNs(root, xmlNewNs(root, BAD_CAST "urn:other", BAD_CAST "other"));
    sign_again(document);
}

static void set_attribute(xmlDoc *document, const char *name, const char *value)
{
    xmlSetProp(xml_below(xmlDocGetRootElement(document), "Attribute"), BAD_CAST name, BAD_CAST value);
    sign_again(document);
}

static void say_another_attribute(xmlDoc *document)
{
    set_attribute(document, "AttributeName", "Email");
}

static void say_another_claim(xmlDoc *document)
{
    set_attribute(document, "AttributeNamespace", "urn:claims");
}

#define NOBODY ""

static const struct row {
    const char *name;
    void (*forge)(xmlDoc *document);
    enum assertion_verdict verdict;
    const char *user; /* of a good one */
} rows[] = {
    {"nothing changed", NULL, ASSERTION_GOOD, "ann@contoso.com"},
    {"signed again", sign_again, ASSERTION_GOOD, "ann@contoso.com"},
    {"an address under another name", say_another_attribute, ASSERTION_GOOD, NOBODY},
    {"an address of another namespace", say_another_claim, ASSERTION_GOOD, NOBODY},
    {"signed, but no assertion", sign_another_root, ASSERTION_UNREADABLE, NULL},
    {"signed, but not of SAML", sign_another_namespace, ASSERTION_UNREADABLE, NULL},
    {"wrapped, found by xml:id under one name", wrap_under_the_name_of_xml_id, ASSERTION_UNREADABLE, NULL},
    {"reference that is none", refer_without_a_mark, ASSERTION_UNREADABLE, NULL},
    {"identifier with a blank", name_with_a_blank, ASSERTION_UNREADABLE, NULL},
    {"identifier with a bracket", name_with_a_bracket, ASSERTION_UNREADABLE, NULL},
    {"empty identifier", name_nothing, ASSERTION_UNREADABLE, NULL},
    {"no identifier", without_a_name, ASSERTION_UNREADABLE, NULL},
    {"not canonicalised", do_not_canonicalise, ASSERTION_UNREADABLE, NULL},
    {"signed with the signature in it", leave_the_signature_in, ASSERTION_UNREADABLE, NULL},
    {"one transform more", transform_once_more, ASSERTION_UNREADABLE, NULL},
    {"one reference more", refer_twice, ASSERTION_UNREADABLE, NULL},
    {"an object in the signature", add_an_object, ASSERTION_UNREADABLE, NULL},
};

static void believes(void **state)
{
    const struct row *row = *state;
    const char *const known[] = {gateway->base64};
    CLEANUP(xml_free) xmlDoc *document = sign_assertion(), *presented = NULL;
    CLEANUP(cleanup_string) char *text = NULL, *sealed = NULL;
    CLEANUP(statement_close) struct statement statement = {0};

    if (row->forge)
        row->forge(document);
    text = xml_print(xmlDocGetRootElement(document));
    sealed = xml_encryption_seal(text, strlen(text), target->base64);
    assert_non_null(sealed);
    presented = xml_parse(sealed, strlen(sealed), "sealed", NULL);
    assert_int_equal(assertion_open(xmlDocGetRootElement(presented), target->private_key, known, 1, &statement),
                     row->verdict);
    if (row->verdict == ASSERTION_GOOD)
        assert_string_equal(statement.user, row->user);
}

/* A good token with one element more, which a library would follow. */
static const struct addition {
    const char *name, *home, *added;
} additions[] = {
    {"the cipher is elsewhere", "CipherData", "CipherReference"},
    {"the key is elsewhere", "KeyInfo", "RetrievalMethod"},
};

static void takes_nothing_that_refers(void **state)
{
    const struct addition *row = *state;
    const char *const known[] = {gateway->base64};
    CLEANUP(xml_free) xmlDoc *document = sign_assertion(), *presented = NULL;
    CLEANUP(cleanup_string) char *text = xml_print(xmlDocGetRootElement(document));
    CLEANUP(cleanup_string) char *sealed = xml_encryption_seal(text, strlen(text), target->base64);
    CLEANUP(statement_close) struct statement statement = {0};
    xmlNode *home;

    presented = xml_parse(sealed, strlen(sealed), "sealed", NULL);
    home = xml_below(xmlDocGetRootElement(presented), row->home);
    assert_non_null(home);
    xmlNewChild(home, home->ns, BAD_CAST row->added, NULL);
    assert_int_equal(assertion_open(xmlDocGetRootElement(presented), target->private_key, known, 1, &statement),
                     ASSERTION_SEALED);
}

static char *in_base64(const char *hex)
{
    unsigned char bytes[20];

    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)strtoul((const char[]){hex[2 * i], hex[2 * i + 1], '\0'}, NULL, 16);
    return base64_encode(bytes, sizeof bytes);
}

/* As WS-Security has it: the SHA-1 of the certificate, in ordinary Base64. */
static void names_certificates_by_thumbprint(void **state)
{
    CLEANUP(xml_free) xmlDoc *document = sign_assertion();
    CLEANUP(cleanup_string) char *expected = in_base64(gateway->thumbprint);
    const xmlNode *reference = xml_below(xmlDocGetRootElement(document), "SecurityTokenReference");
    const xmlNode *identifier = xml_child(reference, "KeyIdentifier");
    CLEANUP(cleanup_string) char *text = xml_text(identifier);
    xmlChar *type = xmlGetNoNsProp((xmlNode *)identifier, BAD_CAST "ValueType");

    (void)state;
    assert_true(xml_is(reference, NS_WSSE, "SecurityTokenReference"));
    assert_true(xml_is(identifier, NS_WSSE, "KeyIdentifier"));
    assert_string_equal(text, expected);
    assert_string_equal((const char *)type,
                        "http://docs.oasis-open.org/wss/oasis-wss-soap-message-security-1.1#ThumbprintSHA1");
    xmlFree(type);
}

static int set_up(void **state)
{
    (void)state;
    gateway = signing_key_new("gateway");
    target = signing_key_new("target");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    signing_key_free(&gateway);
    signing_key_free(&target);
    return 0;
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(additions) + 1] = {
        [ARRAY_SIZE(rows) + ARRAY_SIZE(additions)] = cmocka_unit_test(names_certificates_by_thumbprint),
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = believes, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(additions); i++)
        tests[ARRAY_SIZE(rows) + i] = (struct CMUnitTest){.name = additions[i].name,
                                                          .test_func = takes_nothing_that_refers,
                                                          .initial_state = (void *)(uintptr_t)&additions[i]};
    return cmocka_run_group_tests_name("assertion_clauses", tests, set_up, tear_down);
}
