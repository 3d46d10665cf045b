/* SPDX-License-Identifier: MIT */
/* Objects and properties in the XML of the document. */
#include "objects.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "xml/xml.h"

#include <string.h>

xmlNode *scope_find(const xmlDoc *document, const char *name)
{
    xmlNode *root = xmlDocGetRootElement(document);

    return xml_is(root, NULL, name) ? root : xml_child(root, name);
}

xmlNode *scope_object(const xmlNode *scope, const struct noun *noun, const char *property, const char *value)
{
    const char *element = noun_element(noun);
    xmlNode *object = xml_child(scope, element);

    while (object && property && !text_equal(property_read(object, property), value))
        object = xml_next(object, element);
    return object;
}

xmlNode *scope_add(xmlNode *scope, const struct noun *noun)
{
    xmlNode *object = xmlNewDocNode(scope->doc, scope->ns, (const xmlChar *)noun_element(noun), NULL);

    xmlAddChild(scope, object);
    return object;
}

xmlNode *property_first(const xmlNode *object, const char *name)
{
    return xml_child(object, name);
}

xmlNode *property_next(const xmlNode *value)
{
    return xml_next(value, (const char *)value->name);
}

const char *property_text(const xmlNode *value)
{
    return value && value->children ? (const char *)value->children->content : "";
}

const char *property_read(const xmlNode *object, const char *name)
{
    return property_text(property_first(object, name));
}

void property_write(xmlNode *object, const struct noun *noun, const char *name, const char *text)
{
    property_set(object, noun, noun_parameter(noun, name), text);
}

/* "SMTP:" is no part of a name somebody types. */
static bool names(const struct parameter *parameter, const char *text, const char *pattern)
{
    if (text_matches(text, pattern))
        return true;
    return parameter->type == TYPE_PROXY_ADDRESS && text_starts(text, "smtp:") && text_matches(text + 5, pattern);
}

bool property_matches(const xmlNode *object, const struct parameter *parameter, const char *pattern)
{
    for (xmlNode *value = property_first(object, parameter->name); value; value = property_next(value))
        if (names(parameter, property_text(value), pattern))
            return true;
    return false;
}

/* The first value of a later property: what comes now stands before it. */
static xmlNode *find_successor(xmlNode *object, const struct noun *noun, size_t parameter)
{
    for (xmlNode *value = xml_first(object); value; value = xml_next(value, NULL)) {
        const size_t index = noun_parameter(noun, (const char *)value->name);
        if (index < noun->count && index > parameter)
            return value;
    }
    return NULL;
}

void property_add(xmlNode *object, const struct noun *noun, size_t parameter, const char *text)
{
    xmlNode *successor = find_successor(object, noun, parameter);
    xmlNode *value = xmlNewDocNode(object->doc, object->ns, (const xmlChar *)noun->parameters[parameter].name, NULL);

    xmlNodeAddContent(value, (const xmlChar *)text);
    if (successor)
        xmlAddPrevSibling(successor, value);
    else
        xmlAddChild(object, value);
}

static void remove_value(xmlNode *value)
{
    xmlUnlinkNode(value);
    xmlFreeNode(value);
}

void property_set(xmlNode *object, const struct noun *noun, size_t parameter, const char *text)
{
    xmlNode *value;

    while ((value = property_first(object, noun->parameters[parameter].name)))
        remove_value(value);
    if (text)
        property_add(object, noun, parameter, text);
}

static xmlNode *find_value(const xmlNode *object, const char *name, const char *text)
{
    xmlNode *value = property_first(object, name);

    while (value && !text_equal(property_text(value), text))
        value = property_next(value);
    return value;
}

void property_assign(xmlNode *object, const struct noun *noun, size_t parameter, const struct value *value)
{
    const char *name = noun->parameters[parameter].name;

    if (value->kind != VALUE_EDIT)
        property_set(object, noun, parameter, NULL);
    for (size_t i = 0; i < value->removed.count; i++) {
        xmlNode *removed = find_value(object, name, value->removed.items[i]);
        if (removed)
            remove_value(removed);
    }
    for (size_t i = 0; i < value->items.count; i++)
        if (!find_value(object, name, value->items.items[i]))
            property_add(object, noun, parameter, value->items.items[i]);
}
