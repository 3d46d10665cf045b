/* SPDX-License-Identifier: MIT */
/* Compiles a document into arrays by noun, and counts who holds them. */
#include "snapshot.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/string_index.h"
#include "base/text.h"
#include "document.h"
#include "object.h"
#include "pending.h"
#include "vocabulary/places.h"
#include "xml/xml.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The objects of one noun, side by side. */
struct noun_objects {
    struct name noun;
    struct object *objects;
    size_t count;
};

struct scope {
    struct name name;
    struct noun_objects *kinds;
    size_t count;
};

struct snapshot {
    atomic_uint holders;
    xmlDoc *document, *in_force; /* NULL: they are the same */
    int64_t due;                 /* when they are another pair, without a change */
    struct scope *scopes;
    size_t count;
};

static void *allocate(size_t count, size_t size)
{
    return memory_array(count ? count : 1, size);
}

static size_t elements(const xmlNode *parent)
{
    size_t count = 0;

    for (const xmlNode *node = xml_first(parent); node; node = xml_next(node, NULL))
        count++;
    return count;
}

static void compile_object(struct object *object, const xmlNode *element)
{
    object->noun = (const char *)element->name;
    object->properties = allocate(elements(element), sizeof *object->properties);
    for (const xmlNode *node = xml_first(element); node; node = xml_next(node, NULL))
        object->properties[object->count++] = (struct property){
            .name = name_of((const char *)node->name),
            .value = node->children ? (const char *)node->children->content : "",
        };
}

static const struct noun_objects *find_kind(const struct scope *scope, struct name noun)
{
    for (size_t i = 0; i < scope->count; i++)
        if (name_equal(&scope->kinds[i].noun, &noun))
            return &scope->kinds[i];
    return NULL;
}

/* The kind of a noun, a new one if it is the first of it. */
static struct noun_objects *kind_for(struct scope *scope, struct string_index *numbers, const xmlNode *node)
{
    const char *const noun = (const char *)node->name;
    size_t number = scope->count;

    if (!string_index_find(numbers, noun, &number)) {
        string_index_add(numbers, noun, number);
        scope->kinds[scope->count++].noun = name_of(noun);
    }
    return &scope->kinds[number];
}

/* One pass counts, so that the second never moves an object. */
static void count_kinds(struct scope *scope, struct string_index *numbers, const xmlNode *element)
{
    scope->kinds = allocate(elements(element), sizeof *scope->kinds);
    for (const xmlNode *node = xml_first(element); node; node = xml_next(node, NULL))
        kind_for(scope, numbers, node)->count++;
    for (size_t i = 0; i < scope->count; i++) {
        scope->kinds[i].objects = allocate(scope->kinds[i].count, sizeof *scope->kinds[i].objects);
        scope->kinds[i].count = 0;
    }
}

static void compile_scope(struct scope *scope, const xmlNode *element)
{
    CLEANUP(string_index_clear) struct string_index numbers = {0};

    scope->name = name_of((const char *)element->name);
    count_kinds(scope, &numbers, element);
    for (const xmlNode *node = xml_first(element); node; node = xml_next(node, NULL)) {
        struct noun_objects *kind = kind_for(scope, &numbers, node);
        if (kind->count > 0)
            kind->objects[kind->count - 1].next = &kind->objects[kind->count];
        compile_object(&kind->objects[kind->count++], node);
    }
}

struct snapshot *snapshot_take(xmlDoc *document)
{
    struct snapshot *snapshot = allocate(1, sizeof *snapshot);
    const xmlNode *root;
    bool alone;

    atomic_init(&snapshot->holders, 1);
    pending_prune(document, time(NULL));
    snapshot->document = document;
    snapshot->in_force = pending_in_force(document);
    snapshot->due = pending_due(document);
    root = xmlDocGetRootElement(snapshot->in_force ? snapshot->in_force : document);
    alone = place_is_scope((const char *)root->name);
    snapshot->scopes = allocate(alone ? 1 : elements(root), sizeof *snapshot->scopes);
    if (alone)
        compile_scope(&snapshot->scopes[snapshot->count++], root);
    else
        for (const xmlNode *node = xml_first(root); node; node = xml_next(node, NULL))
            compile_scope(&snapshot->scopes[snapshot->count++], node);
    return snapshot;
}

struct snapshot *snapshot_parse(const char *text, size_t length, const char *name, struct error *error)
{
    xmlDoc *document = document_parse(text, length, name, error);

    return document ? snapshot_take(document) : NULL;
}

struct snapshot *snapshot_load(const char *path, struct error *error)
{
    xmlDoc *document = document_load(path, error);

    return document ? snapshot_take(document) : NULL;
}

struct snapshot *snapshot_hold(struct snapshot *snapshot)
{
    atomic_fetch_add_explicit(&snapshot->holders, 1, memory_order_relaxed);
    return snapshot;
}

static void free_scope(struct scope *scope)
{
    for (size_t i = 0; i < scope->count; i++) {
        for (size_t j = 0; j < scope->kinds[i].count; j++)
            free(scope->kinds[i].objects[j].properties);
        free(scope->kinds[i].objects);
    }
    free(scope->kinds);
}

void snapshot_release(struct snapshot **held)
{
    struct snapshot *snapshot = TAKE(*held);

    if (!snapshot || atomic_fetch_sub_explicit(&snapshot->holders, 1, memory_order_acq_rel) > 1)
        return;
    for (size_t i = 0; i < snapshot->count; i++)
        free_scope(&snapshot->scopes[i]);
    free(snapshot->scopes);
    xmlFreeDoc(snapshot->in_force);
    xmlFreeDoc(snapshot->document);
    free(snapshot);
}

xmlDoc *snapshot_document(const struct snapshot *snapshot)
{
    return snapshot->document;
}

bool snapshot_is_current(const struct snapshot *snapshot, int64_t now)
{
    return now < snapshot->due;
}

const char *snapshot_only_scope(const struct snapshot *snapshot)
{
    return snapshot->count == 1 ? snapshot->scopes[0].name.text : NULL;
}

static const struct noun_objects *kind_of(const struct snapshot *snapshot, const char *scope, const char *noun)
{
    const struct name wanted = name_of(scope);

    for (size_t i = 0; i < snapshot->count; i++)
        if (name_equal(&snapshot->scopes[i].name, &wanted))
            return find_kind(&snapshot->scopes[i], name_of(noun));
    return NULL;
}

const struct object *snapshot_next(const struct snapshot *snapshot, const char *scope, const char *noun,
                                   const struct object *after)
{
    const struct noun_objects *kind = after ? NULL : kind_of(snapshot, scope, noun);

    if (after)
        return after->next;
    return kind ? kind->objects : NULL;
}

const struct object *snapshot_find(const struct snapshot *snapshot, const char *scope, const char *noun,
                                   const char *property, const char *value)
{
    const struct noun_objects *kind = kind_of(snapshot, scope, noun);

    for (size_t i = 0; kind && i < kind->count; i++)
        if (object_lists(&kind->objects[i], property, value))
            return &kind->objects[i];
    return NULL;
}
