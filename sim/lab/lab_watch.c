/* SPDX-License-Identifier: MIT */
/* Tells whoever watches, and shows what he asks for. */
#include "lab_watch.h"

#include "base/cleanup.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/text.h"
#include "internal.h"
#include "xml/xml.h"

void lab_watch(struct lab *lab, const struct lab_watch *watch)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->watch_lock);

    lab->watch = watch ? *watch : (struct lab_watch){0};
    atomic_store(&lab->watched, watch != NULL);
}

static void tell(struct lab *lab, void (*what)(void *context))
{
    if (what)
        what(lab->watch.context);
}

void watch_entry(void *context)
{
    struct lab *const lab = context;

    if (!atomic_load(&lab->watched))
        return;
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->watch_lock);
    tell(lab, lab->watch.entry);
}

void watch_changed(struct lab *lab)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->watch_lock);

    tell(lab, lab->watch.changed);
}

void watch_asking(struct lab *lab)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->watch_lock);

    tell(lab, lab->watch.asking);
}

void watch_looked_up(struct lab *lab, const struct lookup *lookup, const json_t *exchanges)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->watch_lock);

    if (lab->watch.looked_up)
        lab->watch.looked_up(lab->watch.context, lookup, exchanges);
}

void lab_witness(struct lab *lab, const struct lab_witness *witness)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->watch_lock);

    lab->witness = witness ? *witness : (struct lab_witness){0};
}

static struct lab_witness witness_of(struct lab *lab)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->watch_lock);

    return lab->witness;
}

bool witness_admits(struct lab *lab, const char *at, const char *command, bool for_tool, struct error *error)
{
    const struct lab_witness witness = witness_of(lab);

    return !witness.admits || witness.admits(witness.context, at, command, for_tool, error);
}

json_t *lab_journal_page(struct lab *lab, uint64_t after, size_t limit)
{
    return journal_page(lab->journal, after, limit);
}

struct snapshot *lab_settings(struct lab *lab)
{
    return store_snapshot(lab->store);
}

struct snapshot *lab_healthy_settings(struct lab *lab)
{
    xmlChar *text = NULL;
    int length = 0;
    struct snapshot *snapshot;

    {
        CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->lock);
        CLEANUP(xml_free) xmlDoc *document = arming_healthy_now(lab, NULL);
        if (document)
            xmlDocDumpMemory(document, &text, &length);
    }
    snapshot = text ? snapshot_parse((const char *)text, (size_t)length, "the healthy lab", NULL) : NULL;
    xmlFree(text);
    return snapshot;
}

void lab_administer(struct lab *lab, const struct request *request, struct answer *answer)
{
    CLEANUP(cleanup_string) char *bearer = text_format("Bearer %s", lab->admin_token);
    struct request mine = *request;

    mine.headers = (struct headers){0};
    headers_set(&mine.headers, "Authorization", bearer);
    admin_answer(&lab->services, &mine, answer);
    headers_clear(&mine.headers);
}
