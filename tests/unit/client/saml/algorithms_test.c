/* SPDX-License-Identifier: MIT */
/* Which algorithms a signature may ask for: what the gateway and Exchange use, and nothing else, though the library could. */
#include "base/cleanup.h"
#include "base/text.h"
#include "saml/keys.h"
#include "saml/xml_signature.h"
#include "support/test_key.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <xmlsec/crypto.h>
#include <xmlsec/templates.h>
#include <xmlsec/xmldsig.h>

static struct signing_key *own;

/* Of a signature: how SignedInfo is written, how it is signed, and the digest of what it refers to. */
struct row {
    const char *name;
    xmlSecTransformId (*canonical)(void), (*method)(void), (*digest)(void);
    enum signature_verdict verdict;
};

static const struct row rows[] = {
    {"RSA and SHA-256", xmlSecTransformExclC14NGetKlass, xmlSecOpenSSLTransformRsaSha256GetKlass,
     xmlSecOpenSSLTransformSha256GetKlass, SIGNATURE_GOOD},
    {"RSA and SHA-1", xmlSecTransformExclC14NGetKlass, xmlSecOpenSSLTransformRsaSha1GetKlass,
     xmlSecOpenSSLTransformSha1GetKlass, SIGNATURE_GOOD},
    {"SHA-1 of what was signed with SHA-256", xmlSecTransformExclC14NGetKlass, xmlSecOpenSSLTransformRsaSha256GetKlass,
     xmlSecOpenSSLTransformSha1GetKlass, SIGNATURE_GOOD},
    {"RSA and SHA-512", xmlSecTransformExclC14NGetKlass, xmlSecOpenSSLTransformRsaSha512GetKlass,
     xmlSecOpenSSLTransformSha256GetKlass, SIGNATURE_BAD},
    {"digests of SHA-512", xmlSecTransformExclC14NGetKlass, xmlSecOpenSSLTransformRsaSha256GetKlass,
     xmlSecOpenSSLTransformSha512GetKlass, SIGNATURE_BAD},
    {"inclusive canonicalisation", xmlSecTransformInclC14NGetKlass, xmlSecOpenSSLTransformRsaSha256GetKlass,
     xmlSecOpenSSLTransformSha256GetKlass, SIGNATURE_BAD},
    {"canonicalisation with comments", xmlSecTransformExclC14NWithCommentsGetKlass,
     xmlSecOpenSSLTransformRsaSha256GetKlass, xmlSecOpenSSLTransformSha256GetKlass, SIGNATURE_BAD},
};

/* By xmlsec itself, which refuses none of them. */
static void sign(xmlNode *root, const struct row *row)
{
    xmlNode *const signature = xmlSecTmplSignatureCreate(root->doc, row->canonical(), row->method(), NULL);
    xmlNode *const reference = xmlSecTmplSignatureAddReference(signature, row->digest(), NULL, BAD_CAST "#x", NULL);
    const xmlSecDSigCtxPtr context = xmlSecDSigCtxCreate(NULL);

    xmlSecTmplReferenceAddTransform(reference, xmlSecTransformEnvelopedId);
    xmlSecTmplReferenceAddTransform(reference, xmlSecTransformExclC14NId);
    keys_put_reference(xmlSecTmplSignatureEnsureKeyInfo(signature, NULL), own->certificate);
    xmlAddChild(root, signature);
    xmlAddID(NULL, root->doc, BAD_CAST "x", xmlHasProp(root, BAD_CAST "Id"));
    context->signKey = keys_private(own->private_key);
    assert_int_equal(xmlSecDSigCtxSign(context, signature), 0);
    xmlSecDSigCtxDestroy(context);
}

static void gives_verdict(void **state)
{
    static const char text[] = "<a Id=\"x\"><b/></a>";
    const struct row *const row = *state;
    CLEANUP(xml_free) xmlDoc *document = xml_parse(text, strlen(text), "text", NULL);
    xmlNode *const root = xmlDocGetRootElement(document);
    const struct signed_part part = {root, NULL, "Id"};
    const char *const certificate = own->base64;

    keys_begin();
    sign(root, row);
    assert_int_equal(xml_signature_check(root, &part, 1, &certificate, 1), row->verdict);
    keys_end();
}

static int make_key(void **state)
{
    (void)state;
    own = signing_key_new("own");
    return 0;
}

static int free_key(void **state)
{
    (void)state;
    signing_key_free(&own);
    return 0;
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = gives_verdict, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("algorithms", tests, make_key, free_key);
}
