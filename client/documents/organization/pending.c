/* SPDX-License-Identifier: MIT */
/* Changes that servers do not go by yet: what is in force, until when. */
#include "pending.h"

#include "base/text.h"
#include "organization.h"
#include "xml/xml.h"

#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#define PENDING "LabPendingChange"

/* Properties are arranged: one text or nothing. */
static const char *read(const xmlNode *object, const char *property)
{
    const xmlNode *value = xml_child(object, property);

    return value && value->children ? (const char *)value->children->content : "";
}

int64_t document_clock_offset(const xmlDoc *document, const char *scope)
{
    const xmlNode *clock = xml_find(xmlDocGetRootElement(document), "lab/LabClock");

    while (clock && !text_equal(read(clock, "Scope"), scope))
        clock = xml_next(clock, "LabClock");
    return strtoll(read(clock, "OffsetSeconds"), NULL, 10);
}

/* Without any offset. INT64_MAX: not by itself. */
static int64_t end_of(const xmlNode *pending)
{
    struct tm parts = {0};

    if (!strptime(read(pending, "Until"), "%Y-%m-%dT%H:%M:%SZ", &parts))
        return INT64_MAX;
    return timegm(&parts) - document_clock_offset(pending->doc, (const char *)pending->parent->name);
}

/* What identifies an object is its first property. */
static xmlNode *object_of(const xmlNode *pending)
{
    const char *noun = read(pending, "Noun");
    xmlNode *object = xml_child(pending->parent, noun);

    while (object && !(xml_first(object) &&
                       text_equal(read(object, (const char *)xml_first(object)->name), read(pending, "Identity"))))
        object = xml_next(object, noun);
    return object;
}

/* A scope may stand alone. */
static xmlNode *first_scope(const xmlDoc *document)
{
    xmlNode *root = xmlDocGetRootElement(document);

    return xml_is(root, NULL, "organizations") ? xml_first(root) : root;
}

static xmlNode *next_scope(const xmlNode *scope)
{
    return scope->parent->type == XML_ELEMENT_NODE ? xml_next(scope, NULL) : NULL;
}

static void drop(xmlNode *node)
{
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

void pending_prune(xmlDoc *document, int64_t now)
{
    for (xmlNode *scope = first_scope(document); scope; scope = next_scope(scope))
        for (xmlNode *pending = xml_child(scope, PENDING), *next; pending; pending = next) {
            next = xml_next(pending, PENDING);
            if (end_of(pending) <= now || !object_of(pending))
                drop(pending);
        }
}

static void put_back(const xmlNode *pending)
{
    const char *property = read(pending, "Property");
    xmlNode *object = object_of(pending);

    for (xmlNode *value; (value = xml_child(object, property));)
        drop(value);
    for (const xmlNode *old = xml_child(pending, "InForce"); old; old = xml_next(old, "InForce"))
        xmlNewTextChild(object, object->ns, (const xmlChar *)property, old->children ? old->children->content : NULL);
}

static bool is_any_pending(const xmlDoc *document)
{
    for (const xmlNode *scope = first_scope(document); scope; scope = next_scope(scope))
        if (xml_child(scope, PENDING))
            return true;
    return false;
}

xmlDoc *pending_in_force(xmlDoc *document)
{
    xmlDoc *copy = is_any_pending(document) ? xmlCopyDoc(document, 1) : NULL;

    for (const xmlNode *scope = copy ? first_scope(copy) : NULL; scope; scope = next_scope(scope))
        for (const xmlNode *pending = xml_child(scope, PENDING); pending; pending = xml_next(pending, PENDING))
            put_back(pending);
    return copy;
}

int64_t pending_due(const xmlDoc *document)
{
    int64_t due = INT64_MAX;

    for (const xmlNode *scope = first_scope(document); scope; scope = next_scope(scope))
        for (const xmlNode *pending = xml_child(scope, PENDING); pending; pending = xml_next(pending, PENDING))
            due = end_of(pending) < due ? end_of(pending) : due;
    return due;
}

void pending_forget_clock(xmlNode *scope, int64_t offset)
{
    for (xmlNode *pending = xml_child(scope, PENDING); pending; pending = xml_next(pending, PENDING)) {
        const int64_t end = end_of(pending);
        char text[32];
        if (end != INT64_MAX)
            xmlNodeSetContent(xml_child(pending, "Until"), (const xmlChar *)clock_iso(end - offset, text));
    }
}
