/* SPDX-License-Identifier: MIT */
/* Changes that servers do not go by yet: what is in force, until when. */
#include "pending.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/string_index.h"
#include "base/text.h"
#include "organization.h"
#include "xml/xml.h"

#include <ctype.h>
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

/* The objects of a scope that a change can speak of: what identifies one is its noun and its first property. */
struct changeable {
    struct string_index numbers;
    xmlNode **objects;
    char **names;
    size_t count;
};

/* As text_equal() compares. */
static char *name_folded(const char *noun, const char *identity)
{
    char *const name = text_format("%s %s", noun, identity);

    for (char *at = name; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return name;
}

static void changeable_add(struct changeable *scope, xmlNode *object)
{
    const char *const identifier = (const char *)xml_first(object)->name;
    char *const name = name_folded((const char *)object->name, read(object, identifier));

    scope->objects = memory_one_more(scope->objects, scope->count, sizeof *scope->objects);
    scope->names = memory_one_more(scope->names, scope->count, sizeof *scope->names);
    scope->objects[scope->count] = object;
    scope->names[scope->count] = name;
    if (!string_index_find(&scope->numbers, name, &(size_t){0}))
        string_index_add(&scope->numbers, name, scope->count);
    scope->count++;
}

static void changeable_clear(struct changeable *scope)
{
    for (size_t i = 0; i < scope->count; i++)
        free(scope->names[i]);
    free(scope->names);
    free(scope->objects);
    string_index_clear(&scope->numbers);
}

/* Nothing where nothing is pending. A change is not changed later itself. */
static struct changeable changeable_of(xmlNode *scope)
{
    struct changeable all = {0};

    for (xmlNode *object = xml_child(scope, PENDING) ? xml_first(scope) : NULL; object; object = xml_next(object, NULL))
        if (xml_first(object) && !xml_is(object, NULL, PENDING))
            changeable_add(&all, object);
    return all;
}

static xmlNode *object_of(const struct changeable *scope, const xmlNode *pending)
{
    CLEANUP(cleanup_string) char *name = name_folded(read(pending, "Noun"), read(pending, "Identity"));
    size_t number;

    return scope->objects && string_index_find(&scope->numbers, name, &number) ? scope->objects[number] : NULL;
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

static void prune(xmlNode *scope, int64_t now)
{
    CLEANUP(changeable_clear) struct changeable all = changeable_of(scope);

    for (xmlNode *pending = xml_child(scope, PENDING), *next; pending; pending = next) {
        next = xml_next(pending, PENDING);
        if (end_of(pending) <= now || !object_of(&all, pending))
            drop(pending);
    }
}

void pending_prune(xmlDoc *document, int64_t now)
{
    for (xmlNode *scope = first_scope(document); scope; scope = next_scope(scope))
        prune(scope, now);
}

static void put_back(xmlNode *object, const xmlNode *pending)
{
    const char *property = read(pending, "Property");

    for (xmlNode *value; (value = xml_child(object, property));)
        drop(value);
    for (const xmlNode *old = xml_child(pending, "InForce"); old; old = xml_next(old, "InForce"))
        xmlNewTextChild(object, object->ns, (const xmlChar *)property, old->children ? old->children->content : NULL);
}

static void put_all_back(xmlNode *scope)
{
    CLEANUP(changeable_clear) struct changeable all = changeable_of(scope);

    for (const xmlNode *pending = xml_child(scope, PENDING); pending; pending = xml_next(pending, PENDING))
        put_back(object_of(&all, pending), pending);
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

    for (xmlNode *scope = copy ? first_scope(copy) : NULL; scope; scope = next_scope(scope))
        put_all_back(scope);
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
