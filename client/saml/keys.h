/* SPDX-License-Identifier: MIT */
/* Keys as libxmlsec1 takes them, and how WS-Security names them: this layer is the only user of that
 * library. */
#ifndef FBLAB_FEDERATION_KEYS_H
#define FBLAB_FEDERATION_KEYS_H

#include <libxml/tree.h>
#include <stddef.h>
#include <xmlsec/keys.h>
#include <xmlsec/keysmngr.h>

/* Starts the library, once. Whoever calls it must call keys_end() before it returns to code that uses OpenSSL: what a
 * failed operation leaves in the thread's error queue would be taken for an error of its TLS connection. */
void keys_begin(void);
void keys_end(void);

/* PEM. NULL: no key. */
xmlSecKeyPtr keys_private(const char *pem);
/* Of a certificate, PEM or Base64 DER. NULL: no certificate. */
xmlSecKeyPtr keys_public(const char *certificate);
void keys_free(xmlSecKeyPtr *key);

/* Holds that key alone, which it takes; NULL gives NULL. */
xmlSecKeysMngrPtr keys_manager(xmlSecKeyPtr key);
void keys_manager_free(xmlSecKeysMngrPtr *manager);

/* Appends wsse:SecurityTokenReference with the certificate's SHA-1. */
void keys_put_reference(xmlNode *key_info, const char *certificate);
/* The certificate that ds:KeyInfo names so; NULL: none of these. Borrowed. */
const char *keys_named(const xmlNode *key_info, const char *const *certificates, size_t count);

#endif
