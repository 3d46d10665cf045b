/* SPDX-License-Identifier: MIT */
/* Two locks: `changing` lets one change at a time copy, validate and swap; `swapping` guards the pointer alone, so that
 * a reader never waits for a change in the making. The observer runs under `changing`: it sees swaps in their order.
 * What is pending comes into force when somebody asks for the snapshot after its time. */
#include "base/cleanup.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/text.h"
#include "document.h"
#include "organization.h"
#include "pending.h"
#include "snapshot.h"
#include "xml/xml.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct store {
    pthread_mutex_t changing, swapping;
    struct schema *schema;
    struct snapshot *snapshot;
    bool differs; /* what the last swap put in place, from what was there */
    void (*observer)(void *context, const struct snapshot *snapshot);
    void *observer_context;
};

/* Takes the document in every case. */
static struct snapshot *compile(struct schema *schema, xmlDoc *document, struct error *error)
{
    CLEANUP(xml_free) xmlDoc *taken = document;

    if (!document_arrange(taken, error) || !schema_validate(schema, taken, error))
        return NULL;
    return snapshot_take(TAKE(taken));
}

struct store *store_new(xmlDoc *document, struct schema *schema, struct error *error)
{
    CLEANUP(schema_free) struct schema *taken = schema;
    struct snapshot *snapshot = compile(taken, document, error);
    struct store *store = snapshot ? memory_new(sizeof *store) : NULL;

    if (!store)
        return NULL;
    pthread_mutex_init(&store->changing, NULL);
    pthread_mutex_init(&store->swapping, NULL);
    store->schema = TAKE(taken);
    store->snapshot = snapshot;
    return store;
}

struct store *store_take(xmlDoc *document, const char *schema_path, struct error *error)
{
    CLEANUP(xml_free) xmlDoc *taken = document;
    struct schema *schema = schema_load(schema_path, error);

    return schema ? store_new(TAKE(taken), schema, error) : NULL;
}

struct store *store_load(const char *path, const char *schema_path, struct error *error)
{
    xmlDoc *document = document_load(path, error);

    return document ? store_take(document, schema_path, error) : NULL;
}

void store_free(struct store **store)
{
    if (*store) {
        snapshot_release(&(*store)->snapshot);
        schema_free(&(*store)->schema);
        pthread_mutex_destroy(&(*store)->changing);
        pthread_mutex_destroy(&(*store)->swapping);
    }
    free(*store);
    *store = NULL;
}

/* Takes the snapshot; with `changing` held. */
static void put(struct store *store, struct snapshot *next)
{
    struct snapshot *last = store->snapshot;

    pthread_mutex_lock(&store->swapping);
    store->snapshot = next;
    pthread_mutex_unlock(&store->swapping);
    snapshot_release(&last);
    if (store->observer)
        store->observer(store->observer_context, next);
}

/* Takes the document in every case; with `changing` held. */
static bool swap(struct store *store, xmlDoc *document, struct error *error)
{
    struct snapshot *next = compile(store->schema, document, error);

    if (next)
        put(store, next);
    return next;
}

static struct snapshot *hold(struct store *store)
{
    struct snapshot *snapshot;

    pthread_mutex_lock(&store->swapping);
    snapshot = snapshot_hold(store->snapshot);
    pthread_mutex_unlock(&store->swapping);
    return snapshot;
}

/* Never waits: who asks may be what a change in the making waits for, and that change compiles anew anyway. */
static void bring_into_force(struct store *store)
{
    if (pthread_mutex_trylock(&store->changing) != 0)
        return;
    CLEANUP(lock_release) pthread_mutex_t *held = &store->changing;
    swap(store, xmlCopyDoc(snapshot_document(store->snapshot), 1), NULL);
}

struct snapshot *store_snapshot(struct store *store)
{
    struct snapshot *snapshot = hold(store);

    if (snapshot_is_current(snapshot, time(NULL)))
        return snapshot;
    snapshot_release(&snapshot);
    bring_into_force(store);
    return hold(store);
}

static bool same_text(const xmlNode *a, const xmlNode *b)
{
    return xmlStrEqual(a->name, b->name) && xmlStrEqual(a->content, b->content);
}

/* Element by element; attributes have no part in these documents. */
static bool same_nodes(const xmlNode *a, const xmlNode *b)
{
    for (; a && b; a = a->next, b = b->next)
        if (a->type != b->type || !same_text(a, b) ||
            (a->type == XML_ELEMENT_NODE && !same_nodes(a->children, b->children)))
            return false;
    return !a && !b;
}

static bool is_unchanged(const struct store *store, const xmlDoc *copy)
{
    return same_nodes(snapshot_document(store->snapshot)->children, copy->children);
}

bool store_change(struct store *store, bool (*change)(xmlDoc *document, void *context, struct error *error),
                  void *context, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&store->changing);
    CLEANUP(xml_free) xmlDoc *copy = NULL;

    copy = xmlCopyDoc(snapshot_document(store->snapshot), 1);
    if (!change(copy, context, error))
        return false;
    store->differs = !is_unchanged(store, copy);
    return swap(store, TAKE(copy), error);
}

bool store_read(struct store *store, bool (*read)(const xmlDoc *document, void *context, struct error *error),
                void *context, struct error *error)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = store_snapshot(store);

    return read(snapshot_document(snapshot), context, error);
}

bool store_replace(struct store *store, xmlDoc *document, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&store->changing);

    store->differs = true;
    return swap(store, document, error);
}

void store_put_back(struct store *store, struct snapshot *snapshot)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&store->changing);

    store->differs = true;
    put(store, snapshot_hold(snapshot));
}

bool store_differs(const struct store *store)
{
    return store->differs;
}

void store_observe(struct store *store, void (*observer)(void *context, const struct snapshot *snapshot), void *context)
{
    pthread_mutex_lock(&store->changing);
    store->observer = observer;
    store->observer_context = context;
    pthread_mutex_unlock(&store->changing);
}

static char *print(xmlDoc *document)
{
    xmlChar *bytes = NULL;
    int length = 0;
    char *text;

    xmlDocDumpFormatMemoryEnc(document, &bytes, &length, "UTF-8", 1);
    text = text_copy((const char *)bytes);
    xmlFree(bytes);
    return text;
}

char *store_scope_text(struct store *store, const char *scope)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = store_snapshot(store);
    CLEANUP(xml_free) xmlDoc *document = xmlNewDoc((const xmlChar *)"1.0");
    xmlDoc *stored = snapshot_document(snapshot);
    xmlNode *root = xmlDocGetRootElement(stored);
    xmlNode *found = xml_is(root, NULL, scope) ? root : xml_child(root, scope);

    if (!found)
        return NULL;
    xmlDocSetRootElement(document, xmlDocCopyNode(found, document, 1));
    xmlReconciliateNs(document, xmlDocGetRootElement(document));
    pending_forget_clock(xmlDocGetRootElement(document), document_clock_offset(stored, scope));
    return print(document);
}
