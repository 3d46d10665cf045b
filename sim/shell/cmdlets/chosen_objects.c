/* SPDX-License-Identifier: MIT */
/* Which objects of the document a command means, and where it makes new ones. */
#include "chosen_objects.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "behaviour.h"
#include "recipients.h"
#include "shell/nouns/directory_names.h"
#include "shell/nouns/filtering.h"
#include "shell/nouns/objects.h"
#include "xml/xml.h"

xmlNode *objects_home(const xmlDoc *document, const struct command *command)
{
    const bool here = noun_stands_in(command->noun, command->at);

    return scope_find(document, here ? command->at : noun_scope(command->noun, 0));
}

static bool value_matches(const xmlNode *object, const struct parameter *parameter, const char *pattern)
{
    if (property_matches(object, parameter, pattern))
        return true;
    return (parameter->flags & RECIPIENT) && recipient_is_named(object, parameter->name, pattern);
}

static bool identity_matches(const xmlNode *object, const struct noun *noun, const char *pattern)
{
    const struct noun_behaviour *behaviour = noun_behaviour(noun);

    for (size_t i = 0; i < noun->count; i++)
        if ((noun->parameters[i].flags & (IDENTITY | ALIAS)) && value_matches(object, &noun->parameters[i], pattern))
            return true;
    return (behaviour && behaviour->is_called && behaviour->is_called(object, pattern)) ||
           directory_knows(noun, object, pattern);
}

static bool is_chosen(const xmlNode *object, const struct command *command)
{
    if (command->identity && !identity_matches(object, command->noun, command->identity))
        return false;
    for (size_t i = 0; i < command->count; i++) {
        const struct bound *bound = &command->bounds[i];
        const struct parameter *parameter = noun_argument(command->noun, bound->parameter);
        if (bound->parameter >= command->noun->count) {
            const struct directive_behaviour *directive = directive_behaviour(command->noun, parameter->name);
            if (directive && directive->chooses && !directive->chooses(object, &bound->value))
                return false;
            continue;
        }
        if ((parameter->flags & KEY) && bound->value.items.count > 0 &&
            !value_matches(object, parameter, bound->value.items.items[0]))
            return false;
    }
    return true;
}

static void add_object(struct objects *objects, xmlNode *object)
{
    xmlNode **items = memory_one_more(objects->items, objects->count, sizeof(xmlNode *));

    objects->items = items;
    items[objects->count++] = object;
}

static void find_in_scope(struct objects *objects, const xmlNode *scope, const struct command *command)
{
    const char *element = noun_element(command->noun);

    for (xmlNode *object = xml_child(scope, element); object; object = xml_next(object, element))
        if (is_chosen(object, command))
            add_object(objects, object);
}

struct objects *objects_find(const xmlDoc *document, const struct command *command)
{
    const struct noun *noun = command->noun;
    struct objects *objects = memory_new(sizeof *objects);
    const char *scope;

    if (noun_stands_in(noun, command->at))
        find_in_scope(objects, scope_find(document, command->at), command);
    else
        for (size_t i = 0; (scope = noun_scope(noun, i)); i++)
            find_in_scope(objects, scope_find(document, scope), command);
    return objects;
}

bool objects_narrow(struct objects *objects, const struct command *command, struct error *error)
{
    size_t kept = 0;
    bool passes;

    for (size_t i = 0; i < objects->count && !(command->most && kept == command->most); i++) {
        if (!object_passes(objects->items[i], command->noun, command->filter, &passes, error))
            return false;
        if (passes)
            objects->items[kept++] = objects->items[i];
    }
    objects->count = kept;
    return true;
}

void objects_free(struct objects **objects)
{
    if (*objects)
        free((*objects)->items);
    free(*objects);
    *objects = NULL;
}
