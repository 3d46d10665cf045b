/* SPDX-License-Identifier: MIT */
/* The SAML 1.1 assertion by which the federation gateway names a user of one organisation to another: signed by the
 * gateway, sealed for the organisation that is asked. Nothing else knows its format. */
#ifndef FBLAB_ASSERTION_H
#define FBLAB_ASSERTION_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ASSERTION_ISSUER "urn:federation:MicrosoftOnline"
#define ASSERTION_TYPE "urn:oasis:names:tc:SAML:1.0"
#define PROOF_BYTES 32

/* What is to be said. Borrowed. */
struct assertion {
    const char *id;       /* a GUID */
    const char *user;     /* SMTP address */
    const char *audience; /* application URI of the organisation that is asked */
    int64_t created, expires;
    unsigned char proof[PROOF_BYTES]; /* the key by which its holder could show that it is his */
};

/* xenc:EncryptedData. PEM of the gateway's key and certificate; the recipient's certificate PEM or Base64 DER. NULL: one
 * of them is none. The caller frees it. */
char *assertion_seal(const struct assertion *assertion, const char *private_key, const char *certificate,
                     const char *recipient);

enum assertion_verdict {
    ASSERTION_GOOD,
    ASSERTION_SEALED,         /* not for this key, or changed on the way */
    ASSERTION_UNREADABLE,     /* what was sealed is no assertion, or its signature is not that of the assertion */
    ASSERTION_UNKNOWN_SIGNER, /* signed with a key that is not among the certificates */
    ASSERTION_FORGED,         /* the signature does not hold */
    ASSERTION_VERDICT_COUNT
};

/* What is said. Every text is owned; "" where nothing is said. */
struct statement {
    char *issuer, *audience, *user;
    char *not_before, *not_on_or_after; /* as written */
};

/* Times, audience and issuer are the caller's business. The private key is PEM, the certificates are Base64 DER. Close
 * the statement in every case. */
enum assertion_verdict assertion_open(const xmlNode *sealed, const char *private_key, const char *const *certificates,
                                      size_t count, struct statement *statement);
/* Not before one time and before the other, give or take CLOCK_TOLERANCE; never where one of them is no time. */
bool statement_holds_at(const struct statement *statement, int64_t now);
void statement_close(struct statement *statement);

#endif
