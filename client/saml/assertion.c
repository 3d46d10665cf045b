/* SPDX-License-Identifier: MIT */
/* Writes, signs and seals an assertion; opens, verifies and reads one. */
#include "assertion.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/memory.h"
#include "base/text.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"
#include "xml_encryption.h"
#include "xml_signature.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ID "AssertionID"
#define CLAIMS "http://schemas.xmlsoap.org/claims"
#define METHODS "urn:oasis:names:tc:SAML:1.0:"
#define SHARING "MSExchange.SharingCalendarFreeBusy"

static void put_conditions(FILE *output, const struct assertion *assertion)
{
    char created[32], expires[32];

    fprintf(output,
            "<saml:Conditions NotBefore=\"%s\" NotOnOrAfter=\"%s\"><saml:AudienceRestrictionCondition>"
            "<saml:Audience>",
            clock_iso(assertion->created, created), clock_iso(assertion->expires, expires));
    xml_put(output, assertion->audience);
    fputs("</saml:Audience></saml:AudienceRestrictionCondition></saml:Conditions>", output);
}

/* Who holds the proof key is confirmed: it is in here for the recipient, and beside the token for the asker. */
static void put_subject(FILE *output, const struct assertion *assertion, const char *wrapped)
{
    fputs("<saml:Subject><saml:NameIdentifier Format=\"" CLAIMS "/UPN\">", output);
    xml_put(output, assertion->user);
    fprintf(output,
            "</saml:NameIdentifier><saml:SubjectConfirmation><saml:ConfirmationMethod>" METHODS "cm:holder-of-key"
            "</saml:ConfirmationMethod><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">%s</ds:KeyInfo>"
            "</saml:SubjectConfirmation></saml:Subject>",
            wrapped);
}

static void put_attribute(FILE *output, const char *name, const char *space, const char *value)
{
    fprintf(output, "<saml:Attribute AttributeName=\"%s\" AttributeNamespace=\"%s\"><saml:AttributeValue>", name,
            space);
    xml_put(output, value);
    fputs("</saml:AttributeValue></saml:Attribute>", output);
}

static void put_statements(FILE *output, const struct assertion *assertion, const char *wrapped)
{
    char created[32];

    fputs("<saml:AttributeStatement>", output);
    put_subject(output, assertion, wrapped);
    put_attribute(output, "EmailAddress", CLAIMS, assertion->user);
    put_attribute(output, "action", NS_AUTHORIZATION "/claims", SHARING);
    fprintf(output,
            "</saml:AttributeStatement><saml:AuthenticationStatement AuthenticationMethod=\"" METHODS "am:password\" "
            "AuthenticationInstant=\"%s\">",
            clock_iso(assertion->created, created));
    put_subject(output, assertion, wrapped);
    fputs("</saml:AuthenticationStatement>", output);
}

static xmlDoc *make_document(const struct assertion *assertion, const char *wrapped)
{
    char created[32], *text = NULL;
    size_t length;
    FILE *output = text_stream(&text, &length);
    xmlDoc *document;

    fprintf(output,
            "<saml:Assertion xmlns:saml=\"" NS_SAML "\" MajorVersion=\"1\" MinorVersion=\"1\" " ID "=\"uuid-%s\" "
            "Issuer=\"" ASSERTION_ISSUER "\" IssueInstant=\"%s\">",
            assertion->id, clock_iso(assertion->created, created));
    put_conditions(output, assertion);
    put_statements(output, assertion, wrapped);
    fputs("</saml:Assertion>", output);
    text_stream_close(output);
    document = xml_parse(text, length, "assertion", NULL);
    free(text);
    return document;
}

/* No document says how the gateway signs its assertions; SHA-256 is what every verifier of today takes. */
static bool sign(xmlNode *root, const char *private_key, const char *certificate)
{
    const struct signed_part whole = {root, NULL, ID};
    const struct signer signer = {SIGNATURE_RSA_SHA256, private_key, certificate};

    return xml_signature_make(root, &whole, 1, &signer, NULL);
}

char *assertion_seal(const struct assertion *assertion, const char *private_key, const char *certificate,
                     const char *recipient)
{
    CLEANUP(cleanup_string)
    char *wrapped = recipient ? xml_encryption_wrap(assertion->proof, PROOF_BYTES, recipient) : NULL;
    CLEANUP(xml_free) xmlDoc *document = wrapped ? make_document(assertion, wrapped) : NULL;
    xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
    CLEANUP(cleanup_string)
    char *text = root && private_key && certificate && sign(root, private_key, certificate) ? xml_print(root) : NULL;

    return text ? xml_encryption_seal(text, strlen(text), recipient) : NULL;
}

static char *or_empty(char *text)
{
    return text ? text : text_copy("");
}

static char *attribute(const xmlNode *node, const char *name)
{
    return or_empty(node ? (char *)xmlGetNoNsProp(node, BAD_CAST name) : NULL);
}

/* The value of the attribute EmailAddress, which the statement must have. */
static char *read_user(const xmlNode *statement)
{
    for (const xmlNode *item = xml_child(statement, "Attribute"); item; item = xml_next(item, "Attribute")) {
        CLEANUP(cleanup_string)
        char *name = attribute(item, "AttributeName"), *space = attribute(item, "AttributeNamespace");
        if (text_equal(name, "EmailAddress") && text_equal(space, CLAIMS))
            return or_empty(xml_text_at(item, "AttributeValue"));
    }
    return text_copy("");
}

static struct statement read(const xmlNode *root)
{
    const xmlNode *conditions = xml_child(root, "Conditions");

    return (struct statement){
        .issuer = attribute(root, "Issuer"),
        .audience = or_empty(xml_text_at(conditions, "AudienceRestrictionCondition/Audience")),
        .user = read_user(xml_child(root, "AttributeStatement")),
        .not_before = attribute(conditions, "NotBefore"),
        .not_on_or_after = attribute(conditions, "NotOnOrAfter"),
    };
}

/* The signature must be a child of the assertion and cover that very element, which is the whole document: there is no
 * room for a second assertion that a signature could be borrowed from. */
static enum assertion_verdict check(xmlNode *root, const char *const *certificates, size_t count)
{
    static const enum assertion_verdict verdicts[SIGNATURE_VERDICT_COUNT] = {
        [SIGNATURE_GOOD] = ASSERTION_GOOD,
        [SIGNATURE_UNREADABLE] = ASSERTION_UNREADABLE,
        [SIGNATURE_UNKNOWN_KEY] = ASSERTION_UNKNOWN_SIGNER,
        [SIGNATURE_BAD] = ASSERTION_FORGED,
    };
    const struct signed_part whole = {root, NULL, ID};

    if (!xml_is(root, NS_SAML, "Assertion"))
        return ASSERTION_UNREADABLE;
    return verdicts[xml_signature_check(root, &whole, 1, certificates, count)];
}

enum assertion_verdict assertion_open(const xmlNode *sealed, const char *private_key, const char *const *certificates,
                                      size_t count, struct statement *statement)
{
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = sealed ? xml_encryption_open(sealed, private_key, &length) : NULL;
    CLEANUP(xml_free) xmlDoc *document = text ? xml_parse(text, length, "assertion", NULL) : NULL;
    xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
    enum assertion_verdict verdict;

    *statement = (struct statement){0};
    if (!root)
        return text ? ASSERTION_UNREADABLE : ASSERTION_SEALED;
    verdict = check(root, certificates, count);
    if (verdict == ASSERTION_GOOD)
        *statement = read(root);
    return verdict;
}

bool statement_holds_at(const struct statement *statement, int64_t now)
{
    struct date_time from, until;

    return date_time_parse(statement->not_before, &from) && date_time_parse(statement->not_on_or_after, &until) &&
           from.seconds <= now + CLOCK_TOLERANCE && until.seconds > now - CLOCK_TOLERANCE;
}

void statement_close(struct statement *statement)
{
    cleanup_string(&statement->issuer);
    cleanup_string(&statement->audience);
    cleanup_string(&statement->user);
    cleanup_string(&statement->not_before);
    cleanup_string(&statement->not_on_or_after);
}
