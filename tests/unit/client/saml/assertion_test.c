/* SPDX-License-Identifier: MIT */
#include "saml/assertion.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/text.h"
#include "saml/xml_encryption.h"
#include "saml/xml_signature.h"
#include "support/test_key.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define NS_DSIG "http://www.w3.org/2000/09/xmldsig#"
#define ENTITIES                                                                                                       \
    "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;&b;&b;\">]><saml:Assertion xmlns:saml=\"" NS_SAML "\">&c;"
#define STEP 61 /* bytes from one change to the next */

static struct signing_key *gateway, *target, *stranger;

static char *seal(void)
{
    const struct assertion assertion = {
        .id = "0-1", .user = "ann@contoso.com", .audience = "FYD", .created = 1767600000, .expires = 1767603600};
    char *sealed = assertion_seal(&assertion, gateway->private_key, gateway->certificate, target->base64);

    assert_non_null(sealed);
    return sealed;
}

static enum assertion_verdict open_with(const char *sealed, const char *private_key, struct statement *statement)
{
    const char *const known[] = {stranger->base64, gateway->base64};
    CLEANUP(xml_free) xmlDoc *document = xml_parse(sealed, strlen(sealed), "sealed", NULL);
    const xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;

    return assertion_open(root, private_key, known, ARRAY_SIZE(known), statement);
}

static void holds_for_its_time(void **state)
{
    static const struct {
        const char *from, *until;
        int64_t now;
        bool holds;
    } rows[] = {
        {"2026-01-05T08:00:00Z", "2026-01-05T09:00:00Z", 1767600000, true},
        {"2026-01-05T08:00:00Z", "2026-01-05T09:00:00Z", 1767600000 - CLOCK_TOLERANCE, true},
        {"2026-01-05T08:00:00Z", "2026-01-05T09:00:00Z", 1767600000 - CLOCK_TOLERANCE - 1, false},
        {"2026-01-05T08:00:00Z", "2026-01-05T09:00:00Z", 1767603600 + CLOCK_TOLERANCE - 1, true},
        {"2026-01-05T08:00:00Z", "2026-01-05T09:00:00Z", 1767603600 + CLOCK_TOLERANCE, false},
        {"2026-01-05T10:00:00+02:00", "2026-01-05T09:00:00.000Z", 1767600000, true},
        {"", "2026-01-05T09:00:00Z", 1767600000, false},
        {"2026-01-05T08:00:00Z", "tomorrow", 1767600000, false},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        const struct statement statement = {.not_before = (char *)rows[i].from,
                                            .not_on_or_after = (char *)rows[i].until};
        assert_int_equal(statement_holds_at(&statement, rows[i].now), rows[i].holds);
    }
}

static void says_what_was_said(void **state)
{
    CLEANUP(cleanup_string) char *sealed = seal();
    CLEANUP(statement_close) struct statement statement;

    (void)state;
    assert_int_equal(open_with(sealed, target->private_key, &statement), ASSERTION_GOOD);
    assert_string_equal(statement.issuer, ASSERTION_ISSUER);
    assert_string_equal(statement.audience, "FYD");
    assert_string_equal(statement.user, "ann@contoso.com");
    assert_string_equal(statement.not_before, "2026-01-05T08:00:00Z");
    assert_string_equal(statement.not_on_or_after, "2026-01-05T09:00:00Z");
    assert_null(strstr(sealed, "ann@contoso.com"));
}

static void is_for_one_key_only(void **state)
{
    CLEANUP(cleanup_string) char *sealed = seal();
    CLEANUP(statement_close) struct statement statement;

    (void)state;
    assert_int_equal(open_with(sealed, stranger->private_key, &statement), ASSERTION_SEALED);
    assert_int_equal(open_with(sealed, "no key", &statement), ASSERTION_SEALED);
}

static void names_a_signer_that_must_be_known(void **state)
{
    const char *const known[] = {stranger->base64};
    CLEANUP(cleanup_string) char *sealed = seal();
    CLEANUP(statement_close) struct statement statement;
    CLEANUP(xml_free) xmlDoc *document = xml_parse(sealed, strlen(sealed), "sealed", NULL);

    (void)state;
    assert_int_equal(assertion_open(xmlDocGetRootElement(document), target->private_key, known, 1, &statement),
                     ASSERTION_UNKNOWN_SIGNER);
    assert_int_equal(assertion_open(xmlDocGetRootElement(document), target->private_key, NULL, 0, &statement),
                     ASSERTION_UNKNOWN_SIGNER);
}

/* Any byte of the two ciphers: of the key, and of the assertion. */
static void sees_every_change(void **state)
{
    CLEANUP(cleanup_string) char *sealed = seal();
    char *at = sealed;

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        char *start = strstr(at, "CipherValue>") + strlen("CipherValue>");
        char *end = strchr(start, '<') - 4; /* the last bits of Base64 are padding */
        for (at = start; at < end; at += STEP) {
            CLEANUP(statement_close) struct statement statement = {0};
            const char kept = *at;
            *at = kept == 'Q' ? 'R' : 'Q';
            assert_int_not_equal(open_with(sealed, target->private_key, &statement), ASSERTION_GOOD);
            *at = kept;
        }
        at = strchr(end, '>');
    }
}

/* Whoever has the target's certificate can seal what he likes, so what is inside is hostile, too. */

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

static void remove_signature(xmlDoc *document)
{
    remove_child(signature_of(xmlDocGetRootElement(document)));
}

static void name_another(xmlNode *root)
{
    xmlNodeSetContent(xml_below(root, "AttributeValue"), BAD_CAST "kim@contoso.com");
}

static void change_user(xmlDoc *document)
{
    name_another(xmlDocGetRootElement(document));
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

static void wrap_in_object(xmlDoc *document)
{
    wrap(document, "_2", "Object");
}

static void wrap_under_the_same_name(xmlDoc *document)
{
    wrap(document, "_1", "Advice");
}

static void wrap_under_another_name(xmlDoc *document)
{
    wrap(document, "_2", "Advice");
}

static void wrap_by_xml_id(xmlDoc *document)
{
    wrap(document, "_2", "Advice");
    xmlSetProp(xml_child(xml_child(xmlDocGetRootElement(document), "Advice"), "Assertion"), BAD_CAST "xml:id",
               BAD_CAST "_1");
}

static void hide_in_another_element(xmlDoc *document)
{
    xmlNode *original = xmlDocGetRootElement(document),
            *root = xmlNewDocNode(document, NULL, BAD_CAST "Assertions", NULL);

    xmlDocSetRootElement(document, root);
    xmlAddChild(root, original);
}

static void refer_to(xmlDoc *document, const char *uri)
{
    xmlNode *reference = xml_below(xmlDocGetRootElement(document), "Reference");

    if (uri)
        xmlSetProp(reference, BAD_CAST "URI", BAD_CAST uri);
    else
        xmlUnsetProp(reference, BAD_CAST "URI");
}

static void refer_to_the_document(xmlDoc *document)
{
    refer_to(document, "");
}

static void refer_to_nothing(xmlDoc *document)
{
    refer_to(document, NULL);
}

static void refer_by_xpointer(xmlDoc *document)
{
    refer_to(document, "#xpointer(id('_1'))");
}

static void refer_to_a_file(xmlDoc *document)
{
    refer_to(document, "file:///etc/passwd");
}

static void transform(xmlDoc *document, const char *algorithm)
{
    xmlSetProp(xml_below(xmlDocGetRootElement(document), "Transform"), BAD_CAST "Algorithm", BAD_CAST algorithm);
}

static void transform_by_stylesheet(xmlDoc *document)
{
    transform(document, "http://www.w3.org/TR/1999/REC-xslt-19991116");
}

static void transform_by_xpath(xmlDoc *document)
{
    transform(document, "http://www.w3.org/TR/1999/REC-xpath-19991116");
}

/* The key would be the public certificate, which everybody has. */
static void sign_by_hmac(xmlDoc *document)
{
    xmlSetProp(xml_below(xmlDocGetRootElement(document), "SignatureMethod"), BAD_CAST "Algorithm",
               BAD_CAST NS_DSIG "hmac-sha1");
}

static void sign_twice(xmlDoc *document)
{
    xmlNode *root = xmlDocGetRootElement(document);

    xmlAddChild(root, xmlDocCopyNode(signature_of(root), document, 1));
}

static void name_another_signer(xmlDoc *document)
{
    remove_signature(document);
    {
        const struct signer signer = {SIGNATURE_RSA_SHA256, stranger->private_key, gateway->certificate};
        const struct signed_part whole = {xmlDocGetRootElement(document), NULL, "AssertionID"};
        assert_true(xml_signature_make(whole.element, &whole, 1, &signer, NULL));
    }
}

static const struct row {
    const char *name;
    void (*forge)(xmlDoc *document);
    const char *text; /* in place of an assertion */
    enum assertion_verdict verdict;
} rows[] = {
    {.name = "nothing changed", .verdict = ASSERTION_GOOD},
    {"not signed", remove_signature, NULL, ASSERTION_UNREADABLE},
    {"another user", change_user, NULL, ASSERTION_FORGED},
    {"wrapped, signed one in the signature", wrap_in_object, NULL, ASSERTION_UNREADABLE},
    {"wrapped, both under one name", wrap_under_the_same_name, NULL, ASSERTION_FORGED},
    {"wrapped, under another name", wrap_under_another_name, NULL, ASSERTION_UNREADABLE},
    {"wrapped, found by xml:id", wrap_by_xml_id, NULL, ASSERTION_UNREADABLE},
    {"below another root", hide_in_another_element, NULL, ASSERTION_UNREADABLE},
    {"reference to the document", refer_to_the_document, NULL, ASSERTION_UNREADABLE},
    {"reference to nothing", refer_to_nothing, NULL, ASSERTION_UNREADABLE},
    {"reference by XPointer", refer_by_xpointer, NULL, ASSERTION_UNREADABLE},
    {"reference to a file", refer_to_a_file, NULL, ASSERTION_UNREADABLE},
    {"stylesheet", transform_by_stylesheet, NULL, ASSERTION_UNREADABLE},
    {"XPath", transform_by_xpath, NULL, ASSERTION_UNREADABLE},
    {"HMAC with the public key", sign_by_hmac, NULL, ASSERTION_FORGED},
    {"two signatures", sign_twice, NULL, ASSERTION_UNREADABLE},
    {"signed by a stranger in the gateway's name", name_another_signer, NULL, ASSERTION_FORGED},
    {"entities", NULL, ENTITIES "</saml:Assertion>", ASSERTION_UNREADABLE},
    {"no XML", NULL, "\x01\x02", ASSERTION_UNREADABLE},
    {"cut", NULL, "<saml:Assertion xmlns:saml=\"" NS_SAML "\">", ASSERTION_UNREADABLE},
};

static void believes_only_what_is_signed(void **state)
{
    const struct row *row = *state;
    CLEANUP(xml_free) xmlDoc *document = sign_assertion();
    CLEANUP(cleanup_string) char *text = NULL, *sealed = NULL;
    CLEANUP(statement_close) struct statement statement = {0};

    if (row->forge)
        row->forge(document);
    text = row->text ? text_copy(row->text) : xml_print(xmlDocGetRootElement(document));
    sealed = xml_encryption_seal(text, strlen(text), target->base64);
    assert_non_null(sealed);
    assert_int_equal(open_with(sealed, target->private_key, &statement), row->verdict);
}

/* EncryptedData that is not as we make it. */
static void follows_no_reference(void **state)
{
    static const char *const hostile[] = {
        "<a/>",
        "<x:EncryptedData xmlns:x=\"" NS_XENC "\"/>",
        "<x:EncryptedData xmlns:x=\"" NS_XENC "\" xmlns:d=\"" NS_DSIG
        "\"><x:EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#aes256-cbc\"/><d:KeyInfo>"
        "<d:RetrievalMethod URI=\"file:///etc/passwd\"/><x:EncryptedKey/></d:KeyInfo><x:CipherData><x:CipherReference "
        "URI=\"file:///etc/passwd\"/></x:CipherData></x:EncryptedData>",
        "<x:EncryptedData xmlns:x=\"" NS_XENC "\" xmlns:d=\"" NS_DSIG
        "\"><x:EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#aes256-cbc\"/><d:KeyInfo><x:EncryptedKey>"
        "<x:EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#rsa-1_5\"/><x:CipherData><x:CipherValue>AAAA"
        "</x:CipherValue></x:CipherData></x:EncryptedKey></d:KeyInfo><x:CipherData><x:CipherValue>AAAA</x:CipherValue>"
        "</x:CipherData></x:EncryptedData>",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(hostile); i++) {
        CLEANUP(statement_close) struct statement statement = {0};
        assert_int_equal(open_with(hostile[i], target->private_key, &statement), ASSERTION_SEALED);
    }
    assert_null(xml_encryption_seal("<a/>", 4, "no certificate"));
    assert_null(xml_encryption_wrap((const unsigned char *)"secret", 6, "no certificate"));
}

static int set_up(void **state)
{
    (void)state;
    gateway = signing_key_new("gateway");
    target = signing_key_new("target");
    stranger = signing_key_new("stranger");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    signing_key_free(&gateway);
    signing_key_free(&target);
    signing_key_free(&stranger);
    return 0;
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 6] = {
        [ARRAY_SIZE(rows)] = cmocka_unit_test(holds_for_its_time),
        cmocka_unit_test(says_what_was_said),
        cmocka_unit_test(is_for_one_key_only),
        cmocka_unit_test(names_a_signer_that_must_be_known),
        cmocka_unit_test(sees_every_change),
        cmocka_unit_test(follows_no_reference),
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){.name = rows[i].name,
                                       .test_func = believes_only_what_is_signed,
                                       .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("assertion", tests, set_up, tear_down);
}
