/* SPDX-License-Identifier: MIT */
/* Set-, New-, Remove- and Get- of any noun. */
#include "changes.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "behaviour.h"
#include "chosen_objects.h"
#include "cmdlet_places.h"
#include "recipients.h"
#include "shell/nouns/delays.h"
#include "shell/nouns/format.h"
#include "shell/nouns/objects.h"
#include "xml/xml.h"

#include <string.h>

/* What the user called the objects; the noun where it was not said. */
static const char *wanted(const struct command *command)
{
    if (command->identity)
        return command->identity;
    for (size_t i = 0; i < command->count; i++)
        if ((noun_argument(command->noun, command->bounds[i].parameter)->flags & KEY) &&
            command->bounds[i].value.items.count > 0)
            return command->bounds[i].value.items.items[0];
    return command->noun->name;
}

static bool refuse_absent(const struct command *command, struct error *error)
{
    return error_set(error, "The operation couldn't be performed because object '%s' couldn't be found.",
                     wanted(command));
}

/* At `lab`, where all places are looked at, objects of several are nobody's meaning. */
static bool stand_together(const struct objects *objects, const struct command *command, struct error *error)
{
    CLEANUP(cleanup_string) char *choice = cmdlet_places_to_choose(command->noun, command->at);

    for (size_t i = 1; choice && i < objects->count; i++)
        if (objects->items[i]->parent != objects->items[0]->parent)
            return error_set(error, "'%s' stands at %s and at %s: say at which it is to be changed.", wanted(command),
                             (const char *)objects->items[0]->parent->name,
                             (const char *)objects->items[i]->parent->name);
    return true;
}

/* NULL: none, or more than the noun lets one command act on. */
static struct objects *find_to_change(xmlDoc *document, const struct command *command, struct error *error)
{
    CLEANUP(objects_free) struct objects *objects = objects_find(document, command);

    if (objects->count == 0) {
        refuse_absent(command, error);
        return NULL;
    }
    if (!stand_together(objects, command, error))
        return NULL;
    if (objects->count > 1 && !(command->noun->flags & MANY)) {
        error_set(error, "The operation couldn't be performed because '%s' matches multiple entries.", wanted(command));
        return NULL;
    }
    return TAKE(objects);
}

static void complete(xmlNode *object, const struct command *command)
{
    const struct noun_behaviour *behaviour = noun_behaviour(command->noun);

    if (behaviour && behaviour->complete)
        behaviour->complete(object, command->noun, command);
}

/* The properties the command line gives, but those that only choose. */
static void assign(xmlNode *object, const struct command *command, unsigned but)
{
    const struct noun *noun = command->noun;

    for (size_t i = 0; i < command->count; i++) {
        const size_t parameter = command->bounds[i].parameter;
        if (parameter < noun->count && !(noun->parameters[parameter].flags & but))
            property_assign(object, noun, parameter, &command->bounds[i].value);
    }
    complete(object, command);
}

/* "-PublishCertificate:$false" is as good as nothing. */
static bool is_said(const struct parameter *parameter, const struct value *value)
{
    return parameter->type != TYPE_SWITCH || (value->items.count > 0 && text_equal(value->items.items[0], "true"));
}

static bool follow_directives(xmlNode *object, const struct command *command, struct error *error)
{
    const struct noun *noun = command->noun;

    for (size_t i = 0; i < noun->directive_count; i++) {
        const struct directive *directive = &noun->directives[i];
        const struct value *value = command_value(command, noun->count + i);
        const struct directive_behaviour *behaviour = directive_behaviour(noun, directive->parameter.name);
        if (value && is_said(&directive->parameter, value) && behaviour && behaviour->apply &&
            !behaviour->apply(object, command, value, error))
            return false;
    }
    return true;
}

static void free_node(xmlNode **node)
{
    xmlFreeNode(*node);
}

static bool set_object(xmlNode *object, const struct command *command, struct error *error)
{
    CLEANUP(free_node) xmlNode *before = xmlDocCopyNode(object, object->doc, 1);

    assign(object, command, KEY);
    if (!follow_directives(object, command, error))
        return false;
    delays_note(object, before, command->noun, command->output);
    return true;
}

bool set_objects(xmlDoc *document, const struct command *command, struct error *error)
{
    CLEANUP(objects_free) struct objects *objects = find_to_change(document, command, error);

    if (!objects)
        return false;
    for (size_t i = 0; i < objects->count; i++)
        if (!set_object(objects->items[i], command, error))
            return false;
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
    assign(object, command, 0);
}

/* Recipients are kept by their primary address. */
static bool resolve_recipients(xmlNode *object, const struct noun *noun, struct error *error)
{
    for (size_t i = 0; i < noun->count; i++) {
        const struct parameter *parameter = &noun->parameters[i];
        const char *given = parameter->flags & RECIPIENT ? property_read(object, parameter->name) : "";
        CLEANUP(cleanup_string) char *address = *given ? recipient_address(object->parent, given) : NULL;
        if (address)
            property_set(object, noun, i, address);
        else if (*given && parameter->type == TYPE_ADDRESS && !strchr(given, '@'))
            return error_set(error, "The operation couldn't be performed because object '%s' couldn't be found.",
                             given);
    }
    return true;
}

static bool check_required(const xmlNode *object, const struct noun *noun, struct error *error)
{
    char *missing = NULL;
    size_t length;
    FILE *memory = text_stream(&missing, &length);

    for (size_t i = 0; i < noun->count; i++)
        if ((noun->parameters[i].flags & REQUIRED) && !property_first(object, noun->parameters[i].name))
            fprintf(memory, " %s", noun->parameters[i].name);
    text_stream_close(memory);
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

/* What is left to do when all else is done. */
static bool finish(xmlNode *object, const struct command *command, struct error *error)
{
    const struct noun_behaviour *behaviour = noun_behaviour(command->noun);

    return !behaviour || !behaviour->make || behaviour->make(object, command, error);
}

bool make_object(xmlDoc *document, const struct command *command, struct error *error)
{
    const struct noun *noun = command->noun;
    xmlNode *home = objects_home(document, command);
    xmlNode *object;

    if (!home)
        return error_set(error, "The document has no place for a %s.", noun->name);
    object = scope_add(home, noun);
    fill(object, command);
    if (!follow_directives(object, command, error) || !finish(object, command, error) ||
        !resolve_recipients(object, noun, error) || !check_required(object, noun, error) ||
        !check_unique(object, noun, error))
        return false;
    if (command->output)
        format_object(command->format, command->output, noun, object);
    return true;
}

bool show_objects(const xmlDoc *document, const struct command *command, FILE *output, struct error *error)
{
    CLEANUP(objects_free) struct objects *objects = objects_find(document, command);

    if (objects->count == 0 && command->identity && !strchr(command->identity, '*'))
        return refuse_absent(command, error);
    if (!objects_narrow(objects, command, error))
        return false;
    for (size_t i = 0; output && i < objects->count; i++)
        format_object(command->format, output, command->noun, objects->items[i]);
    if (output && objects->count > 0)
        format_pause(command->format, output);
    return true;
}
