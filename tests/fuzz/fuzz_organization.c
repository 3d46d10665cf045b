/* SPDX-License-Identifier: MIT */
/* An organisation document, as a store of a lab and as the snapshot that a client reads: both take it, or give a sentence. */
#include "input.h"
#include "organization/document.h"
#include "organization/organization.h"
#include "target.h"

#include <stdlib.h>

static void walk(const struct snapshot *snapshot, const char *scope, const char *noun)
{
    const struct object *object = NULL;

    while ((object = snapshot_next(snapshot, scope, noun, object)) != NULL)
        for (size_t i = 0; i < object_property_count(object); i++)
            if (!object_property_name(object, i))
                abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error error = {""}, refusal = {""};
    struct snapshot *snapshot = snapshot_parse((const char *)data, size, "organization", &error);
    xmlDoc *const document = document_parse((const char *)data, size, "organization", &refusal);
    struct store *store = document ? store_take(document, FBLAB_SOURCE "/scenarios/organizations.rng", &refusal) : NULL;

    if (!snapshot != !!*error.text || !store != !!*refusal.text)
        abort();
    if (snapshot) {
        walk(snapshot, "onprem", "Mailbox");
        walk(snapshot, "exo", "OrganizationRelationship");
        recipient_next(snapshot, "onprem", "joe@contoso.com", NULL);
    }
    snapshot_release(&snapshot);
    store_free(&store);
    return 0;
}
