/* SPDX-License-Identifier: MIT */
/* Keeps the newest entries within a bound; whoever reads holds them without the lock. */
#include "journal.h"

#include "base/cleanup.h"
#include "base/lock.h"
#include "base/memory.h"
#include "record.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { PAGE_BYTES = 1 << 20 };

struct journal {
    pthread_mutex_t lock;
    size_t bound, bytes;
    uint64_t evicted, last; /* sequence of the newest entry ever */
    struct journal_record *first, **end;
    _Atomic(struct journal_record *) spare; /* the last that was dropped */
    void (*grew)(void *context);            /* NULL: nobody is told */
    void *context;
};

struct journal *journal_new(size_t bytes)
{
    struct journal *journal = memory_new(sizeof *journal);

    pthread_mutex_init(&journal->lock, NULL);
    journal->bound = bytes;
    journal->end = &journal->first;
    return journal;
}

/* With the lock held, or when nobody else knows the journal. */
static void release(struct journal *journal, struct journal_record *record)
{
    if (--record->holders == 0)
        free(atomic_exchange(&journal->spare, record));
}

static void drop_first(struct journal *journal)
{
    struct journal_record *record = journal->first;

    journal->bytes -= record->size;
    journal->first = record->next;
    if (!journal->first)
        journal->end = &journal->first;
    release(journal, record);
}

static void evict_for(struct journal *journal, size_t size)
{
    while (journal->first && journal->bound - journal->bytes < size) {
        drop_first(journal);
        journal->evicted++;
    }
}

/* The oldest make room; what cannot be kept at all counts as gone. */
static void append(struct journal *journal, struct journal_record *record)
{
    journal->last++;
    if (!record) {
        journal->evicted++;
        return;
    }
    evict_for(journal, record->size);
    record->sequence = journal->last;
    *journal->end = record;
    journal->end = &record->next;
    journal->bytes += record->size;
}

void journal_add(struct journal *journal, const struct journal_entry *entry)
{
    struct journal_record *record = record_new(entry, journal->bound, atomic_exchange(&journal->spare, NULL));

    pthread_mutex_lock(&journal->lock);
    append(journal, record);
    pthread_mutex_unlock(&journal->lock);
    if (journal->grew)
        journal->grew(journal->context);
}

void journal_observe(struct journal *journal, void (*grew)(void *context), void *context)
{
    journal->grew = grew;
    journal->context = context;
}

void journal_clear(struct journal *journal)
{
    pthread_mutex_lock(&journal->lock);
    while (journal->first)
        drop_first(journal);
    journal->evicted = 0;
    pthread_mutex_unlock(&journal->lock);
}

void journal_free(struct journal **journal)
{
    if (!*journal)
        return;
    journal_clear(*journal);
    free((*journal)->spare);
    pthread_mutex_destroy(&(*journal)->lock);
    free(*journal);
    *journal = NULL;
}

uint64_t journal_evicted(struct journal *journal)
{
    uint64_t evicted;

    pthread_mutex_lock(&journal->lock);
    evicted = journal->evicted;
    pthread_mutex_unlock(&journal->lock);
    return evicted;
}

size_t journal_bytes(struct journal *journal)
{
    size_t bytes;

    pthread_mutex_lock(&journal->lock);
    bytes = journal->bytes;
    pthread_mutex_unlock(&journal->lock);
    return bytes;
}

/* What a reader works on without the lock: turning a full journal into JSON takes longer than a request may wait. */
struct held_records {
    struct journal_record **records;
    size_t count;
    uint64_t evicted, first, last;
};

/* At most `limit`, and of a page, which is not all, no more than a megabyte; one in any case. */
static size_t count_behind(const struct journal_record *record, size_t limit)
{
    const size_t room = limit == SIZE_MAX ? SIZE_MAX : PAGE_BYTES;
    size_t count = 0;

    for (size_t bytes = 0; record && count < limit && bytes < room; record = record->next) {
        bytes += record->size;
        count++;
    }
    return count;
}

static void hold(struct held_records *held, struct journal_record *record, size_t limit)
{
    held->count = count_behind(record, limit);
    held->records = memory_array(held->count + 1, sizeof(struct journal_record *));
    for (size_t i = 0; i < held->count; i++, record = record->next) {
        record->holders++;
        held->records[i] = record;
    }
}

static struct held_records hold_from(struct journal *journal, uint64_t after, size_t limit)
{
    CLEANUP(lock_release) pthread_mutex_t *locked = lock_take(&journal->lock);
    struct held_records held = {0};
    struct journal_record *record = journal->first;

    held.evicted = journal->evicted;
    held.last = journal->last;
    held.first = record ? record->sequence : journal->last + 1;
    while (record && record->sequence <= after)
        record = record->next;
    hold(&held, record, limit);
    return held;
}

static void let_go(struct journal *journal, struct held_records *held)
{
    pthread_mutex_lock(&journal->lock);
    for (size_t i = 0; i < held->count; i++)
        release(journal, held->records[i]);
    pthread_mutex_unlock(&journal->lock);
    free(held->records);
}

json_t *journal_page(struct journal *journal, uint64_t after, size_t limit)
{
    struct held_records held = hold_from(journal, after, limit);
    json_t *entries = json_array();

    for (size_t i = 0; i < held.count; i++)
        json_array_append_new(entries, record_to_json(held.records[i]));
    let_go(journal, &held);
    return json_pack("{s:o, s:I, s:I, s:I}", "entries", entries, "evicted", (json_int_t)held.evicted, "first",
                     (json_int_t)held.first, "last", (json_int_t)held.last);
}

json_t *journal_to_json(struct journal *journal, uint64_t after)
{
    return journal_page(journal, after, SIZE_MAX);
}
