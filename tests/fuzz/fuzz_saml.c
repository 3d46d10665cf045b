/* SPDX-License-Identifier: MIT */
/* A delegation token: the input as it is, and the input sealed, as somebody who knows the recipient's certificate but not the
 * gateway's key could do it. Nothing made so is good. */
#include "base/cleanup.h"
#include "input.h"
#include "saml/assertion.h"
#include "saml/xml_encryption.h"
#include "saml/xml_signature.h"
#include "support/test_key.h"
#include "target.h"
#include "xml/xml.h"

#include <stdlib.h>
#include <string.h>

static struct signing_key *gateway, *target;

static void present(const char *text, size_t size)
{
    const char *const known[] = {gateway->base64};
    CLEANUP(xml_free) xmlDoc *document = xml_parse(text, size, "token", NULL);
    struct statement statement = {0};

    if (!document)
        return;
    if (assertion_open(xmlDocGetRootElement(document), target->private_key, known, 1, &statement) == ASSERTION_GOOD)
        abort();
    statement_close(&statement);
}

static void check_signature(const char *text, size_t size)
{
    const char *const known[] = {gateway->base64};
    CLEANUP(xml_free) xmlDoc *document = xml_parse(text, size, "message", NULL);
    xmlNode *const root = document ? xmlDocGetRootElement(document) : NULL;
    const struct signed_part part = {root, NULL, "AssertionID"};

    if (root && xml_signature_check(root, &part, 1, known, 1) == SIGNATURE_GOOD)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(cleanup_string) char *text = input_text(data, size);
    CLEANUP(cleanup_string) char *sealed = NULL;

    if (!gateway) {
        gateway = signing_key_new("gateway");
        target = signing_key_new("target");
    }
    sealed = xml_encryption_seal(text, size, target->base64);
    present(text, size);
    if (sealed)
        present(sealed, strlen(sealed));
    check_signature(text, size);
    return 0;
}
