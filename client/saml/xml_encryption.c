/* SPDX-License-Identifier: MIT */
/* Encrypts an element to a certificate and decrypts what was encrypted to a key. */
#include "xml_encryption.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "keys.h"
#include "xml/xml.h"

#include <stdbool.h>
#include <string.h>
#include <xmlsec/crypto.h>
#include <xmlsec/templates.h>
#include <xmlsec/xmlenc.h>

#define KEY_BITS 256

static void context_free(xmlSecEncCtxPtr *context)
{
    if (*context)
        xmlSecEncCtxDestroy(*context);
    *context = NULL;
}

/* Nothing but our two algorithms, and no look at any address. */
static void restrict_transforms(xmlSecTransformCtx *transforms)
{
    transforms->enabledUris = xmlSecTransformUriTypeNone;
    xmlSecPtrListAdd(&transforms->enabledTransforms, (xmlSecPtr)xmlSecTransformAes256CbcId);
    xmlSecPtrListAdd(&transforms->enabledTransforms, (xmlSecPtr)xmlSecTransformRsaOaepId);
}

/* Keys that come with the message; the library opens these in a context of their own, which knows of no restriction. */
static xmlSecEncCtxPtr context_new(xmlSecKeysMngrPtr manager)
{
    xmlSecEncCtxPtr context = memory_need(xmlSecEncCtxCreate(manager));

    restrict_transforms(&context->transformCtx);
    xmlSecPtrListAdd(&context->keyInfoReadCtx.enabledKeyData, (xmlSecPtr)xmlSecKeyDataEncryptedKeyId);
    if (xmlSecKeyInfoCtxCreateEncCtx(&context->keyInfoReadCtx) != 0)
        memory_end();
    restrict_transforms(&context->keyInfoReadCtx.encCtx->transformCtx);
    return context;
}

static void put_recipient(xmlNode *encrypted_key, const char *certificate)
{
    xmlSecTmplEncDataEnsureCipherValue(encrypted_key);
    keys_put_reference(xmlSecTmplEncDataEnsureKeyInfo(encrypted_key, NULL), certificate);
}

static xmlNode *data_template(xmlDoc *document, const char *certificate)
{
    xmlNode *data =
        xmlSecTmplEncDataCreate(document, xmlSecTransformAes256CbcId, NULL, xmlSecTypeEncElement, NULL, NULL);
    xmlNode *key_info = data ? xmlSecTmplEncDataEnsureKeyInfo(data, NULL) : NULL;

    if (!key_info || !xmlSecTmplEncDataEnsureCipherValue(data))
        memory_end();
    put_recipient(xmlSecTmplKeyInfoAddEncryptedKey(key_info, xmlSecTransformRsaOaepId, NULL, NULL, NULL), certificate);
    return data;
}

static xmlNode *key_template(xmlDoc *document, const char *certificate)
{
    xmlNode *key = xmlSecTmplEncDataCreate(document, xmlSecTransformRsaOaepId, NULL, NULL, NULL, NULL);

    if (!key)
        memory_end();
    xmlNodeSetName(key, xmlSecNodeEncryptedKey);
    put_recipient(key, certificate);
    return key;
}

static char *encrypt(xmlSecEncCtxPtr context, xmlNode *template, const void *bytes, size_t length)
{
    xmlDocSetRootElement(template->doc, template);
    if (!context->encKey && context->mode == xmlEncCtxModeEncryptedData)
        return NULL;
    return xmlSecEncCtxBinaryEncrypt(context, template, bytes, (xmlSecSize)length) == 0 ? xml_print(template) : NULL;
}

char *xml_encryption_seal(const char *element, size_t length, const char *certificate)
{
    CLEANUP(xml_free) xmlDoc *document = xmlNewDoc(BAD_CAST "1.0");
    CLEANUP(keys_manager_free) xmlSecKeysMngrPtr manager = NULL;
    CLEANUP(context_free) xmlSecEncCtxPtr context = NULL;
    char *text = NULL;

    keys_begin();
    manager = keys_manager(keys_public(certificate));
    if (manager) {
        context = context_new(manager);
        context->encKey = xmlSecKeyGenerateByName(BAD_CAST "aes", KEY_BITS, xmlSecKeyDataTypeSession);
        text = encrypt(context, data_template(document, certificate), element, length);
    }
    keys_end();
    return text;
}

char *xml_encryption_wrap(const unsigned char *secret, size_t length, const char *certificate)
{
    CLEANUP(xml_free) xmlDoc *document = xmlNewDoc(BAD_CAST "1.0");
    CLEANUP(context_free) xmlSecEncCtxPtr context = NULL;
    char *text = NULL;

    keys_begin();
    context = context_new(NULL);
    context->mode = xmlEncCtxModeEncryptedKey;
    context->encKey = keys_public(certificate);
    if (context->encKey)
        text = encrypt(context, key_template(document, certificate), secret, length);
    keys_end();
    return text;
}

/* The library would follow references to other places; nothing we take has any. */
static bool is_plain(const xmlNode *encrypted)
{
    return xml_is(encrypted, NS_XENC, "EncryptedData") && !xml_below(encrypted, "CipherReference") &&
           !xml_below(encrypted, "RetrievalMethod") && xml_find(encrypted, "KeyInfo/EncryptedKey");
}

static char *decrypt(xmlNode *encrypted, xmlSecKeysMngrPtr manager, size_t *length)
{
    CLEANUP(context_free) xmlSecEncCtxPtr context = context_new(manager);
    const xmlSecBuffer *buffer = xmlSecEncCtxDecryptToBuffer(context, encrypted);
    char *text = buffer ? memory_room(buffer->size + 1) : NULL;

    if (!text)
        return NULL;
    memcpy(text, buffer->data, buffer->size);
    text[buffer->size] = '\0';
    *length = buffer->size;
    return text;
}

/* Works on a copy: reading the message must not change it. */
char *xml_encryption_open(const xmlNode *encrypted, const char *private_key, size_t *length)
{
    CLEANUP(xml_free) xmlDoc *document = xmlNewDoc(BAD_CAST "1.0");
    CLEANUP(keys_manager_free) xmlSecKeysMngrPtr manager = NULL;
    xmlNode *copy = is_plain(encrypted) ? xmlDocCopyNode((xmlNode *)encrypted, document, 1) : NULL;
    char *text = NULL;

    if (!copy)
        return NULL;
    xmlDocSetRootElement(document, copy);
    keys_begin();
    manager = keys_manager(keys_private(private_key));
    if (manager)
        text = decrypt(copy, manager, length);
    keys_end();
    return text;
}
