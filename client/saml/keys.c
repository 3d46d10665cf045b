/* SPDX-License-Identifier: MIT */
/* Loads PEM keys and certificates for libxmlsec1, which is started once for the process. */
#include "keys.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "token/token.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <openssl/err.h>
#include <pthread.h>
#include <string.h>
#include <xmlsec/base64.h>
#include <xmlsec/crypto.h>
#include <xmlsec/errors.h>
#include <xmlsec/xmlsec.h>

#define THUMBPRINT "http://docs.oasis-open.org/wss/oasis-wss-soap-message-security-1.1#ThumbprintSHA1"
#define SHA1_BASE64 28

/* Verdicts say what a caller needs to know; the library would print its own on standard error. */
static void start(void)
{
    xmlSecErrorsDefaultCallbackEnableOutput(0);
    if (xmlSecInit() < 0 || xmlSecCryptoInit() < 0)
        abort();
}

void keys_begin(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, start);
}

void keys_end(void)
{
    ERR_clear_error();
}

static xmlSecKeyPtr load(const void *bytes, size_t size, xmlSecKeyDataFormat format)
{
    return size > 0 ? xmlSecCryptoAppKeyLoadMemory(bytes, (xmlSecSize)size, format, NULL, NULL, NULL) : NULL;
}

xmlSecKeyPtr keys_private(const char *pem)
{
    return pem ? load(pem, strlen(pem), xmlSecKeyDataFormatPem) : NULL;
}

xmlSecKeyPtr keys_public(const char *certificate)
{
    CLEANUP(cleanup_string) char *base64 = certificate ? token_certificate_base64(certificate) : NULL;
    const size_t size = base64 ? strlen(base64) : 0;
    CLEANUP(cleanup_string) char *der = memory_room(size + 1);
    xmlSecSize length = 0;

    if (!base64 || xmlSecBase64Decode_ex(BAD_CAST base64, (xmlSecByte *)der, (xmlSecSize)size, &length) < 0)
        return NULL;
    return load(der, length, xmlSecKeyDataFormatCertDer);
}

void keys_free(xmlSecKeyPtr *key)
{
    if (*key)
        xmlSecKeyDestroy(*key);
    *key = NULL;
}

/* A plain store: the library's own default reads every certificate of the system, which takes twenty milliseconds. */
static xmlSecKeyStorePtr make_store(xmlSecKeyPtr key)
{
    xmlSecKeyStorePtr store = xmlSecKeyStoreCreate(xmlSecSimpleKeysStoreId);

    if (!store || xmlSecSimpleKeysStoreAdoptKey(store, key) < 0)
        memory_end();
    return store;
}

xmlSecKeysMngrPtr keys_manager(xmlSecKeyPtr key)
{
    xmlSecKeysMngrPtr manager = key ? xmlSecKeysMngrCreate() : NULL;

    if (!key)
        return NULL;
    if (!manager || xmlSecKeysMngrAdoptKeysStore(manager, make_store(key)) < 0)
        memory_end();
    manager->getKey = xmlSecKeysMngrGetKey;
    return manager;
}

void keys_manager_free(xmlSecKeysMngrPtr *manager)
{
    if (*manager)
        xmlSecKeysMngrDestroy(*manager);
    *manager = NULL;
}

/* Base64 with padding; "" where there is no certificate. */
static void name(const char *certificate, char text[SHA1_BASE64 + 1])
{
    CLEANUP(cleanup_string) char *thumbprint = token_certificate_thumbprint(certificate);

    snprintf(text, SHA1_BASE64 + 1, "%s%s", thumbprint ? thumbprint : "", thumbprint ? "=" : "");
    for (char *at = text; *at; at++)
        *at = (char)(*at == '-' ? '+' : *at == '_' ? '/' : *at);
}

void keys_put_reference(xmlNode *key_info, const char *certificate)
{
    char text[SHA1_BASE64 + 1];
    xmlNode *reference = xmlNewChild(key_info, NULL, BAD_CAST "SecurityTokenReference", NULL), *identifier;
    xmlNs *space = xmlNewNs(reference, BAD_CAST NS_WSSE, BAD_CAST "o");

    name(certificate, text);
    xmlSetNs(reference, space);
    identifier = xmlNewTextChild(reference, space, BAD_CAST "KeyIdentifier", BAD_CAST text);
    xmlNewProp(identifier, BAD_CAST "ValueType", BAD_CAST THUMBPRINT);
}

const char *keys_named(const xmlNode *key_info, const char *const *certificates, size_t count)
{
    CLEANUP(cleanup_string) char *wanted = xml_text_at(key_info, "SecurityTokenReference/KeyIdentifier");
    char text[SHA1_BASE64 + 1];

    for (size_t i = 0; wanted && *wanted && i < count; i++) {
        name(certificates[i], text);
        if (strcmp(text, wanted) == 0)
            return certificates[i];
    }
    return NULL;
}
