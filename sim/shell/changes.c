/* SPDX-License-Identifier: MIT */
#include "changes.h"

#include "cleanup.h"
#include "format.h"
#include "objects.h"
#include "text.h"
#include "xml.h"

#include <string.h>

/* What the user called the objects; the noun where it was not said. */
static const char *wanted(const struct command *command)
{
    if (command->identity)
        return command->identity;
    for (size_t i = 0; i < command->count; i++)
        if ((command->noun->parameters[command->bounds[i].parameter].flags & KEY) &&
            command->bounds[i].value.items.count > 0)
            return command->bounds[i].value.items.items[0];
    return command->noun->name;
}

static bool refuse_absent(const struct command *command, struct error *error)
{
    return error_set(error, "The operation couldn't be performed because object '%s' couldn't be found.",
                     wanted(command));
}

/* NULL: none, or more than the noun lets one command act on. */
static struct objects *find_to_change(xmlDoc *document, const struct command *command, struct error *error)
{
    CLEANUP(objects_free) struct objects *objects = objects_find(document, command);

    if (objects->count == 0) {
        refuse_absent(command, error);
        return NULL;
    }
    if (objects->count > 1 && !(command->noun->flags & MANY)) {
        error_set(error, "The operation couldn't be performed because '%s' matches multiple entries.", wanted(command));
        return NULL;
    }
    return TAKE(objects);
}

static void complete(xmlNode *object, const struct command *command)
{
    if (command->noun->complete)
        command->noun->complete(object, command->noun, command);
}

bool set_objects(xmlDoc *document, const struct command *command, struct error *error)
{
    const struct noun *noun = command->noun;
    CLEANUP(objects_free) struct objects *objects = find_to_change(document, command, error);

    if (!objects)
        return false;
    for (size_t i = 0; i < objects->count; i++) {
        for (size_t j = 0; j < command->count; j++)
            if (!(noun->parameters[command->bounds[j].parameter].flags & KEY))
                property_assign(objects->items[i], noun, command->bounds[j].parameter, &command->bounds[j].value);
        complete(objects->items[i], command);
    }
    return true;
}

bool remove_objects(xmlDoc *document, const struct command *command, struct error *error)
{
    CLEANUP(objects_free) struct objects *objects = find_to_change(document, command, error);

    if (!objects)
        return false;
    for (size_t i = 0; i < objects->count; i++) {
        xmlUnlinkNode(objects->items[i]);
        xmlFreeNode(objects->items[i]);
    }
    return true;
}

static void fill(xmlNode *object, const struct command *command)
{
    const struct noun *noun = command->noun;

    for (size_t i = 0; i < noun->count; i++)
        if (noun->parameters[i].initial && !command_value(command, i))
            property_set(object, noun, i, noun->parameters[i].initial);
    for (size_t i = 0; i < command->count; i++)
        property_assign(object, noun, command->bounds[i].parameter, &command->bounds[i].value);
    complete(object, command);
}

static bool check_required(const xmlNode *object, const struct noun *noun, struct error *error)
{
    char *missing = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&missing, &length);

    for (size_t i = 0; i < noun->count; i++)
        if ((noun->parameters[i].flags & REQUIRED) && !property_first(object, noun->parameters[i].name))
            fprintf(memory, " %s", noun->parameters[i].name);
    fclose(memory);
    if (length > 0)
        error_set(error, "Cannot process command because of one or more missing mandatory parameters:%s.", missing);
    free(missing);
    return length == 0;
}

/* Is every property that identifies an object of this noun the same? */
static bool is_twin(const xmlNode *object, const xmlNode *other, const struct noun *noun)
{
    for (size_t i = 0; i < noun->count; i++) {
        const char *name = noun->parameters[i].name;
        if ((noun->parameters[i].flags & (IDENTITY | KEY)) &&
            !text_equal(property_text(property_first(object, name)), property_text(property_first(other, name))))
            return false;
    }
    return true;
}

static bool check_unique(const xmlNode *object, const struct noun *noun, struct error *error)
{
    if (noun->flags & MANY)
        return true;
    for (xmlNode *other = xml_child(object->parent, (const char *)object->name); other;
         other = xml_next(other, (const char *)other->name))
        if (other != object && is_twin(object, other, noun))
            return error_set(error, "The object '%s' already exists.",
                             property_text(property_first(object, noun_identity(noun)->name)));
    return true;
}

bool make_object(xmlDoc *document, const struct command *command, struct error *error)
{
    const struct noun *noun = command->noun;
    xmlNode *home = objects_home(document, command);
    xmlNode *object;

    if (!home)
        return error_set(error, "The document has no place for a %s.", noun->name);
    object = xmlNewDocNode(document, home->ns, (const xmlChar *)noun_element(noun), NULL);
    xmlAddChild(home, object);
    fill(object, command);
    return check_required(object, noun, error) && check_unique(object, noun, error);
}

bool show_objects(const xmlDoc *document, const struct command *command, FILE *output, struct error *error)
{
    CLEANUP(objects_free) struct objects *objects = objects_find(document, command);

    if (objects->count == 0 && command->identity && !strchr(command->identity, '*'))
        return refuse_absent(command, error);
    for (size_t i = 0; output && i < objects->count; i++)
        format_list(output, command->noun, objects->items[i]);
    if (output && objects->count > 0)
        fputc('\n', output);
    return true;
}
