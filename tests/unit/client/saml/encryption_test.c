/* SPDX-License-Identifier: MIT */
/* Which encryption is opened: what the gateway uses, by a key wrapped for us, and nothing else, though the library could. */
#include "base/base64.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "saml/keys.h"
#include "saml/xml_encryption.h"
#include "support/test_key.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <xmlsec/crypto.h>
#include <xmlsec/templates.h>
#include <xmlsec/xmlenc.h>

#define SECRET "<a>secret</a>"

static const unsigned char key_bytes[] = "01234567890123456789012345678901";
static struct signing_key *own, *stranger;

struct row {
    const char *name;
    xmlSecTransformId (*cipher)(void), (*wrapping)(void);
    int bits;
    bool in_clear; /* the key stands beside what it opens, and a stranger tries */
    bool opens;
};

static const struct row rows[] = {
    {"AES-256 and RSA-OAEP", xmlSecOpenSSLTransformAes256CbcGetKlass, xmlSecOpenSSLTransformRsaOaepGetKlass, 256, false,
     true},
    {"AES-128", xmlSecOpenSSLTransformAes128CbcGetKlass, xmlSecOpenSSLTransformRsaOaepGetKlass, 128, false, false},
    {"AES-256 in GCM", xmlSecOpenSSLTransformAes256GcmGetKlass, xmlSecOpenSSLTransformRsaOaepGetKlass, 256, false,
     false},
    {"RSA as it was before OAEP", xmlSecOpenSSLTransformAes256CbcGetKlass, xmlSecOpenSSLTransformRsaPkcs1GetKlass, 256,
     false, false},
    {"a key in clear", xmlSecOpenSSLTransformAes256CbcGetKlass, xmlSecOpenSSLTransformRsaOaepGetKlass, 256, true,
     false},
};

static xmlSecKeyPtr session_key(int bits)
{
    const xmlSecKeyDataPtr data = xmlSecKeyDataCreate(xmlSecKeyDataAesId);
    const xmlSecKeyPtr key = xmlSecKeyCreate();

    assert_int_equal(xmlSecOpenSSLKeyDataAesSet(data, key_bytes, (xmlSecSize)bits / 8), 0);
    assert_int_equal(xmlSecKeySetValue(key, data), 0);
    return key;
}

static void put_clear_key(xmlNode *key_info)
{
    static const char *const space = "http://www.aleksey.com/xmlsec/2002";
    CLEANUP(cleanup_string) char *text = base64_encode(key_bytes, sizeof key_bytes - 1);
    xmlNode *const value = xmlNewDocNode(key_info->doc, NULL, BAD_CAST "AESKeyValue", BAD_CAST text);

    xmlSetNs(value, xmlNewNs(value, BAD_CAST space, NULL));
    xmlAddPrevSibling(key_info->children, value);
}

/* By xmlsec itself, which refuses none of them. */
static xmlDoc *seal(const struct row *row)
{
    xmlDoc *const document = xmlNewDoc(BAD_CAST "1.0");
    xmlNode *const data = xmlSecTmplEncDataCreate(document, row->cipher(), NULL, xmlSecTypeEncElement, NULL, NULL);
    xmlNode *const key_info = xmlSecTmplEncDataEnsureKeyInfo(data, NULL);
    xmlNode *const wrapped = xmlSecTmplKeyInfoAddEncryptedKey(key_info, row->wrapping(), NULL, NULL, NULL);
    CLEANUP(keys_manager_free) xmlSecKeysMngrPtr manager = keys_manager(keys_public(own->certificate));
    const xmlSecEncCtxPtr context = xmlSecEncCtxCreate(manager);

    xmlDocSetRootElement(document, data);
    xmlSecTmplEncDataEnsureCipherValue(data);
    xmlSecTmplEncDataEnsureCipherValue(wrapped);
    keys_put_reference(xmlSecTmplEncDataEnsureKeyInfo(wrapped, NULL), own->certificate);
    context->encKey = session_key(row->bits);
    assert_int_equal(xmlSecEncCtxBinaryEncrypt(context, data, BAD_CAST SECRET, strlen(SECRET)), 0);
    if (row->in_clear)
        put_clear_key(key_info);
    xmlSecEncCtxDestroy(context);
    return document;
}

static void opens(void **state)
{
    const struct row *const row = *state;
    size_t length = 0;

    keys_begin();
    CLEANUP(xml_free) xmlDoc *document = seal(row);
    const char *const key = (row->in_clear ? stranger : own)->private_key;
    CLEANUP(cleanup_string) char *text = xml_encryption_open(xmlDocGetRootElement(document), key, &length);
    keys_end();
    assert_int_equal(text != NULL, row->opens);
    if (text)
        assert_string_equal(text, SECRET);
}

static int make_keys(void **state)
{
    (void)state;
    own = signing_key_new("own");
    stranger = signing_key_new("stranger");
    return 0;
}

static int free_keys(void **state)
{
    (void)state;
    signing_key_free(&own);
    signing_key_free(&stranger);
    return 0;
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = opens, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("encryption", tests, make_keys, free_keys);
}
