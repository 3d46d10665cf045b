/* SPDX-License-Identifier: MIT */
/* A look-up that somebody saved as JSON: what is read of it is written as it was read. */
#include "evidence/evidence.h"
#include "input.h"
#include "target.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error error = {""};
    json_t *json = json_loadb((const char *)data, size, 0, NULL);
    struct lookup *lookup = json ? lookup_from_json(json, &error) : NULL;

    if (json && !lookup != !!*error.text)
        abort();
    if (lookup) {
        json_t *written = lookup_to_json(lookup);
        struct lookup *again = lookup_from_json(written, &error);
        if (!again)
            abort();
        json_decref(written);
        lookup_free(&again);
    }
    json_decref(json);
    lookup_free(&lookup);
    return 0;
}
