/* SPDX-License-Identifier: MIT */
/* Identities made of a server and a name. */
#include "server_objects.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "shell/nouns/objects.h"
#include "vocabulary/places.h"

#include <string.h>

const char *first_server_name(const xmlDoc *document)
{
    return property_read(scope_object(scope_find(document, SCOPE_ONPREM), noun_find("ExchangeServer"), NULL, NULL),
                         "Name");
}

xmlNode *server_object(const xmlDoc *document, const char *noun, const char *name)
{
    CLEANUP(cleanup_string)
    char *identity = strchr(name, '\\') ? text_copy(name) : text_format("%s\\%s", first_server_name(document), name);

    return scope_object(scope_find(document, SCOPE_ONPREM), noun_find(noun), "Identity", identity);
}
