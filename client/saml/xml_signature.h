/* SPDX-License-Identifier: MIT */
/* XML Signature with exclusive canonicalisation. Messages are hostile: a signature counts only for the very elements
 * the caller means, never for whatever it happens to cover. */
#ifndef FBLAB_XML_SIGNATURE_H
#define FBLAB_XML_SIGNATURE_H

#include "base/error.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

/* An element that is signed, and the attribute by which the signature refers to it. */
struct signed_part {
    xmlNode *element;
    const char *space, *attribute; /* space NULL: an attribute without a namespace */
};

enum signature_algorithm { SIGNATURE_RSA_SHA1, SIGNATURE_RSA_SHA256 };

/* PEM texts, borrowed. */
struct signer {
    enum signature_algorithm algorithm;
    const char *private_key, *certificate;
};

enum signature_verdict {
    SIGNATURE_GOOD,
    SIGNATURE_UNREADABLE, /* none, or one that covers something else or asks for what we do not do */
    SIGNATURE_UNKNOWN_KEY,
    SIGNATURE_BAD,
    SIGNATURE_VERDICT_COUNT
};

/* Appends ds:Signature to the parent. A part that is the parent itself is signed without the signature in it. */
bool xml_signature_make(xmlNode *parent, const struct signed_part *parts, size_t count, const struct signer *signer,
                        struct error *error);
/* Checks the one ds:Signature that is a child of `parent`: it must cover exactly these parts, and the key must be one
 * of the certificates (Base64 DER). Declares the parts' attributes as identifiers of the document. */
enum signature_verdict xml_signature_check(const xmlNode *parent, const struct signed_part *parts, size_t count,
                                           const char *const *certificates, size_t certificate_count);

#endif
