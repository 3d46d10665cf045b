/* SPDX-License-Identifier: MIT */
/* Signs elements by id, and verifies that exactly those are covered. */
#include "xml_signature.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "keys.h"
#include "xml/xml.h"

#include <string.h>
#include <xmlsec/crypto.h>
#include <xmlsec/templates.h>
#include <xmlsec/xmldsig.h>

#define NS_DSIG "http://www.w3.org/2000/09/xmldsig#"
#define ENVELOPED NS_DSIG "enveloped-signature"
#define EXCLUSIVE "http://www.w3.org/2001/10/xml-exc-c14n#"

static void context_free(xmlSecDSigCtxPtr *context)
{
    if (*context)
        xmlSecDSigCtxDestroy(*context);
    *context = NULL;
}

static xmlAttr *attribute_of(const struct signed_part *part)
{
    return part->space ? xmlHasNsProp(part->element, BAD_CAST part->attribute, BAD_CAST part->space)
                       : xmlHasProp(part->element, BAD_CAST part->attribute);
}

/* Letters, digits and "._-": what would make an XPointer of the reference is no identifier. The caller frees it. */
static char *identifier_of(const struct signed_part *part)
{
    xmlAttr *attribute = part->element ? attribute_of(part) : NULL;
    xmlChar *value = attribute ? xmlNodeListGetString(part->element->doc, attribute->children, 1) : NULL;
    const char *text = (const char *)value;
    const size_t length = text ? strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") : 0;
    char *identifier = length > 0 && !text[length] ? text_copy(text) : NULL;

    xmlFree(value);
    return identifier;
}

/* false: there is none, or another element of the document has the same. */
static bool declare(const struct signed_part *part)
{
    CLEANUP(cleanup_string) char *identifier = identifier_of(part);
    xmlAttr *attribute = identifier ? attribute_of(part) : NULL, *known;

    if (!attribute)
        return false;
    known = xmlGetID(part->element->doc, BAD_CAST identifier);
    return known ? known == attribute : xmlAddID(NULL, part->element->doc, BAD_CAST identifier, attribute) != NULL;
}

static bool declare_all(const struct signed_part *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!declare(&parts[i]))
            return false;
    return count > 0;
}

/* Making one. */

static xmlSecTransformId method(enum signature_algorithm algorithm)
{
    return algorithm == SIGNATURE_RSA_SHA1 ? xmlSecTransformRsaSha1Id : xmlSecTransformRsaSha256Id;
}

static xmlSecTransformId digest(enum signature_algorithm algorithm)
{
    return algorithm == SIGNATURE_RSA_SHA1 ? xmlSecTransformSha1Id : xmlSecTransformSha256Id;
}

static void refer(xmlNode *signature, const struct signed_part *part, bool enveloped, const struct signer *signer)
{
    CLEANUP(cleanup_string) char *identifier = identifier_of(part), *uri = text_format("#%s", identifier);
    xmlNode *reference =
        xmlSecTmplSignatureAddReference(signature, digest(signer->algorithm), NULL, BAD_CAST uri, NULL);

    if (enveloped)
        xmlSecTmplReferenceAddTransform(reference, xmlSecTransformEnvelopedId);
    xmlSecTmplReferenceAddTransform(reference, xmlSecTransformExclC14NId);
}

static xmlNode *make_template(xmlNode *parent, const struct signed_part *parts, size_t count,
                              const struct signer *signer)
{
    xmlNode *signature =
        xmlSecTmplSignatureCreate(parent->doc, xmlSecTransformExclC14NId, method(signer->algorithm), NULL);

    if (!signature)
        memory_end();
    for (size_t i = 0; i < count; i++)
        refer(signature, &parts[i], parts[i].element == parent, signer);
    keys_put_reference(xmlSecTmplSignatureEnsureKeyInfo(signature, NULL), signer->certificate);
    return xmlAddChild(parent, signature);
}

static bool sign(xmlNode *signature, const struct signer *signer)
{
    CLEANUP(context_free) xmlSecDSigCtxPtr context = memory_need(xmlSecDSigCtxCreate(NULL));

    context->signKey = keys_private(signer->private_key);
    return context->signKey && xmlSecDSigCtxSign(context, signature) == 0;
}

bool xml_signature_make(xmlNode *parent, const struct signed_part *parts, size_t count, const struct signer *signer,
                        struct error *error)
{
    bool done;

    if (!declare_all(parts, count))
        return error_set(error, "the elements to sign have no identifiers of their own");
    keys_begin();
    done = sign(make_template(parent, parts, count, signer), signer);
    keys_end();
    return done || error_set(error, "the message cannot be signed: check the private key and its certificate");
}

/* Checking one. */

/* NULL: none, or several, of which nobody could say which counts. */
static xmlNode *only_signature(const xmlNode *parent)
{
    xmlNode *found = NULL;

    for (xmlNode *child = xml_first(parent); child; child = xml_next(child, NULL)) {
        if (!xml_is(child, NS_DSIG, "Signature"))
            continue;
        if (found)
            return NULL;
        found = child;
    }
    return found;
}

static bool has_transforms(const xmlNode *reference, bool enveloped)
{
    bool removed = false, canonical = false;

    for (const xmlNode *transform = xml_first(xml_child(reference, "Transforms")); transform;
         transform = xml_next(transform, NULL)) {
        CLEANUP(cleanup_string) char *algorithm = (char *)xmlGetNoNsProp(transform, BAD_CAST "Algorithm");
        removed = removed || text_equal(algorithm, ENVELOPED);
        canonical = canonical || text_equal(algorithm, EXCLUSIVE);
        if (!text_equal(algorithm, ENVELOPED) && !text_equal(algorithm, EXCLUSIVE))
            return false;
    }
    return canonical && removed == enveloped;
}

static bool refers_to(const xmlNode *reference, const struct signed_part *part, bool enveloped)
{
    CLEANUP(cleanup_string) char *uri = (char *)xmlGetNoNsProp(reference, BAD_CAST "URI");
    CLEANUP(cleanup_string) char *identifier = identifier_of(part);

    return uri && identifier && uri[0] == '#' && strcmp(uri + 1, identifier) == 0 &&
           has_transforms(reference, enveloped);
}

static bool is_covered(const xmlNode *signed_info, const xmlNode *parent, const struct signed_part *part)
{
    for (const xmlNode *child = xml_child(signed_info, "Reference"); child; child = xml_next(child, "Reference"))
        if (refers_to(child, part, part->element == parent))
            return true;
    return false;
}

/* As many references as parts, each part has one, and there is no ds:Object to hide things in. */
static bool covers(const xmlNode *signature, const xmlNode *parent, const struct signed_part *parts, size_t count)
{
    const xmlNode *signed_info = xml_child(signature, "SignedInfo");
    size_t references = 0;

    for (const xmlNode *child = xml_child(signed_info, "Reference"); child; child = xml_next(child, "Reference"))
        references++;
    for (size_t i = 0; i < count; i++)
        if (!is_covered(signed_info, parent, &parts[i]))
            return false;
    return references == count && !xml_child(signature, "Object");
}

static void permit(xmlSecDSigCtxPtr context)
{
    const xmlSecTransformId identifiers[] = {
        xmlSecTransformExclC14NId, xmlSecTransformEnvelopedId, xmlSecTransformSha1Id,
        xmlSecTransformSha256Id,   xmlSecTransformRsaSha1Id,   xmlSecTransformRsaSha256Id,
    };

    context->enabledReferenceUris = xmlSecTransformUriTypeSameDocument;
    for (size_t i = 0; i < ARRAY_SIZE(identifiers); i++) {
        xmlSecDSigCtxEnableSignatureTransform(context, identifiers[i]);
        xmlSecDSigCtxEnableReferenceTransform(context, identifiers[i]);
    }
}

static enum signature_verdict verify(xmlNode *signature, const char *certificate)
{
    CLEANUP(context_free) xmlSecDSigCtxPtr context = xmlSecDSigCtxCreate(NULL);

    if (!context)
        memory_end();
    permit(context);
    context->signKey = keys_public(certificate);
    if (!context->signKey)
        return SIGNATURE_UNKNOWN_KEY;
    return xmlSecDSigCtxVerify(context, signature) == 0 && context->status == xmlSecDSigStatusSucceeded ? SIGNATURE_GOOD
                                                                                                        : SIGNATURE_BAD;
}

enum signature_verdict xml_signature_check(const xmlNode *parent, const struct signed_part *parts, size_t count,
                                           const char *const *certificates, size_t certificate_count)
{
    xmlNode *signature = only_signature(parent);
    const char *certificate;
    enum signature_verdict verdict;

    if (!signature || !covers(signature, parent, parts, count) || !declare_all(parts, count))
        return SIGNATURE_UNREADABLE;
    certificate = keys_named(xml_child(signature, "KeyInfo"), certificates, certificate_count);
    if (!certificate)
        return SIGNATURE_UNKNOWN_KEY;
    keys_begin();
    verdict = verify(signature, certificate);
    keys_end();
    return verdict;
}
