/* SPDX-License-Identifier: MIT */
/* The one object that a name means. */
#include "named_object.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "chosen_objects.h"
#include "shell/nouns/objects.h"

struct name_search {
    const struct wanted *wanted;
    const char *name;
    char *found;
};

static bool find(const xmlDoc *document, void *context, struct error *error)
{
    struct name_search *search = context;
    const struct command command = {
        .noun = noun_find(search->wanted->noun), .at = search->wanted->at, .identity = (char *)search->name};
    CLEANUP(objects_free) struct objects *objects = objects_find(document, &command);
    const char *name = search->name ? search->name : search->wanted->noun;

    if (objects->count == 0)
        return error_set(error, "The operation couldn't be performed because object '%s' couldn't be found.", name);
    if (objects->count > 1)
        return error_set(error, "The operation couldn't be performed because '%s' matches multiple entries.", name);
    search->found = text_copy(property_read(objects->items[0], search->wanted->property));
    return true;
}

char *named_object_read(const struct shell *shell, const struct wanted *wanted, const char *name, struct error *error)
{
    struct name_search search = {.wanted = wanted, .name = name};

    return store_read(shell->store, find, &search, error) ? search.found : NULL;
}
