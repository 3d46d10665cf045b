/* SPDX-License-Identifier: MIT */
/* XML Encryption: AES-256-CBC, its key by RSA-OAEP to a certificate. */
#ifndef FBLAB_XML_ENCRYPTION_H
#define FBLAB_XML_ENCRYPTION_H

#include <libxml/tree.h>
#include <stddef.h>

#define NS_XENC "http://www.w3.org/2001/04/xmlenc#"

/* xenc:EncryptedData of an element's text, readable by who has the certificate's key. NULL: no certificate. The caller
 * frees it. */
char *xml_encryption_seal(const char *element, size_t length, const char *certificate);
/* xenc:EncryptedKey of a secret. As above. */
char *xml_encryption_wrap(const unsigned char *secret, size_t length, const char *certificate);
/* What EncryptedData holds: bytes of whoever made it, and a NUL behind them. NULL: not for this key (PEM), or not as
 * above. The caller frees it. */
char *xml_encryption_open(const xmlNode *encrypted, const char *private_key, size_t *length);

#endif
