/* SPDX-License-Identifier: MIT */
/* What the gateway seals, word for word, but for keys and signature. */
#include "saml/assertion.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "saml/xml_encryption.h"
#include "support/test_key.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define SUBJECT                                                                                                        \
    "<saml:Subject><saml:NameIdentifier Format=\"http://schemas.xmlsoap.org/claims/UPN\">ann@contoso.com"              \
    "</saml:NameIdentifier><saml:SubjectConfirmation><saml:ConfirmationMethod>"                                        \
    "urn:oasis:names:tc:SAML:1.0:cm:holder-of-key</saml:ConfirmationMethod>"                                           \
    "<ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">...</ds:KeyInfo>"                                     \
    "</saml:SubjectConfirmation></saml:Subject>"

static const char wanted[] =
    "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:1.0:assertion\" MajorVersion=\"1\" MinorVersion=\"1\" "
    "AssertionID=\"uuid-1\" Issuer=\"urn:federation:MicrosoftOnline\" IssueInstant=\"2026-01-05T08:00:00Z\">"
    "<saml:Conditions NotBefore=\"2026-01-05T08:00:00Z\" NotOnOrAfter=\"2026-01-05T16:00:00Z\">"
    "<saml:AudienceRestrictionCondition><saml:Audience>fabrikam.com</saml:Audience>"
    "</saml:AudienceRestrictionCondition></saml:Conditions>"
    "<saml:AttributeStatement>" SUBJECT "<saml:Attribute AttributeName=\"EmailAddress\" "
    "AttributeNamespace=\"http://schemas.xmlsoap.org/claims\"><saml:AttributeValue>ann@contoso.com</"
    "saml:AttributeValue>"
    "</saml:Attribute><saml:Attribute AttributeName=\"action\" "
    "AttributeNamespace=\"http://schemas.xmlsoap.org/ws/2006/12/authorization/claims\"><saml:AttributeValue>"
    "MSExchange.SharingCalendarFreeBusy</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>"
    "<saml:AuthenticationStatement AuthenticationMethod=\"urn:oasis:names:tc:SAML:1.0:am:password\" "
    "AuthenticationInstant=\"2026-01-05T08:00:00Z\">" SUBJECT "</saml:AuthenticationStatement></saml:Assertion>";

/* Without what stands between the two, which goes on as "...". The caller frees it. */
static char *without(const char *text, const char *opens, const char *closes, const char *instead)
{
    char *made = NULL;
    size_t size = 0;
    FILE *const stream = open_memstream(&made, &size);

    for (const char *start; (start = strstr(text, opens)); text = strstr(start, closes))
        fprintf(stream, "%.*s%s", (int)(start - text) + (*instead ? (int)strlen(opens) : 0), text, instead);
    fputs(*instead ? text : text + strlen(closes), stream);
    fclose(stream);
    return made;
}

static void says_word_for_word(void **state)
{
    struct signing_key *gateway = signing_key_new("gateway"), *target = signing_key_new("target");
    const struct assertion assertion = {
        .id = "1", .user = "ann@contoso.com", .audience = "fabrikam.com", .created = 1767600000, .expires = 1767628800};
    CLEANUP(cleanup_string)
    char *sealed = assertion_seal(&assertion, gateway->private_key, gateway->certificate, target->base64);
    CLEANUP(xml_free) xmlDoc *document = xml_parse(sealed, strlen(sealed), "sealed", NULL);
    size_t length = 0;
    CLEANUP(cleanup_string)
    char *text = xml_encryption_open(xmlDocGetRootElement(document), target->private_key, &length);
    CLEANUP(cleanup_string) char *bare = without(text, "<Signature", "</Signature>", "");
    CLEANUP(cleanup_string)
    char *plain = without(bare, "<ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">", "</ds:KeyInfo>", "...");

    (void)state;
    assert_int_equal(length, strlen(text));
    assert_string_equal(plain, wanted);
    signing_key_free(&gateway);
    signing_key_free(&target);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(says_word_for_word)};

    return cmocka_run_group_tests_name("assertion text", tests, NULL, NULL);
}
