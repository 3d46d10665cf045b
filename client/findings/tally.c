/* SPDX-License-Identifier: MIT */
/* Each item is classified; of each failure the best place is kept. */
#include "tally.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "repeated.h"
#include "spot.h"

#include <stdlib.h>
#include <string.h>

#define CERTAIN 0.8

struct tally {
    const struct classifier *classifier;
    const char *file;
    struct seen_failure *items;
    size_t count;
    bool sorted;
    size_t round; /* texts so far; what was read from one belongs to it */
    struct summary *summary;
    struct unread unread;
    struct unnamed unnamed;
    struct repeated_items repeated;
};

struct tally *tally_new(const struct classifier *classifier, const char *file)
{
    struct tally *const tally = memory_new(sizeof *tally);

    *tally = (struct tally){.classifier = classifier, .file = file, .summary = summary_new()};
    return tally;
}

static void seen_failure_clear(struct seen_failure *found)
{
    diagnoses_free(&found->diagnosis);
    spot_clear(&found->spot);
    free(found->last);
}

void tally_free(struct tally **tally)
{
    struct tally *const old = *tally;

    if (!old)
        return;
    for (size_t i = 0; i < old->count; i++)
        seen_failure_clear(&old->items[i]);
    free(old->items);
    summary_free(&old->summary);
    unread_clear(&old->unread);
    unnamed_clear(&old->unnamed);
    repeated_clear_all(&old->repeated);
    free(old);
    *tally = NULL;
}

/* Was it seen in the text this was read from? */
static bool is_known(const struct tally *tally, const struct item *item, const char *id)
{
    for (size_t i = 0; i < tally->count; i++)
        if ((item->rest || tally->items[i].round == tally->round) &&
            text_equal(tally->items[i].diagnosis->items[0].id, id))
            return true;
    return false;
}

static struct seen_failure *seen_failure_for(struct tally *tally, const char *id)
{
    for (size_t i = 0; i < tally->count; i++)
        if (text_equal(tally->items[i].diagnosis->items[0].id, id))
            return &tally->items[i];
    tally->items = memory_one_more(tally->items, tally->count, sizeof *tally->items);
    tally->items[tally->count] = (struct seen_failure){0};
    return &tally->items[tally->count++];
}

/* A list of one, moved out of another. */
static struct diagnoses *take_one(struct diagnosis *diagnosis)
{
    struct diagnoses *const one = memory_new(sizeof *one);

    one->items = memory_new(sizeof *one->items);
    one->items[0] = *diagnosis;
    one->count = 1;
    *diagnosis = (struct diagnosis){0};
    return one;
}

/* What a look-up knows and the text it was read from does not. */
static void complete(struct spot *spot, const struct item *item)
{
    const struct evidence *const failure = item->lookup ? lookup_failure(item->lookup) : NULL;

    if (!spot->host)
        spot->host = text_copy(item->host);
    if (!spot->time)
        spot->time = text_copy(item->time);
    if (!spot->hop && failure)
        spot->hop = hop_name(failure->step);
}

/* The first place of those that are equally certain is shown, and of a text and what was read from it the text's. */
static void add(struct tally *tally, const struct item *item, const struct diagnoses *diagnoses,
                struct diagnosis *diagnosis)
{
    struct seen_failure *const found = seen_failure_for(tally, diagnosis->id);
    CLEANUP(cleanup_string) char *where = spot_where(tally->file, item, diagnosis->start);
    const bool first = !found->diagnosis;
    const bool same = !first && (item->rest || (item->again && found->round == tally->round));
    const bool better = first || diagnosis->confidence > found->diagnosis->items[0].confidence;

    found->round = tally->round;
    found->count += !same && !text_equal(found->last, where);
    if (same)
        complete(&found->spot, item);
    if (better && !same) {
        spot_clear(&found->spot);
        found->spot = spot_of(tally->file, item, diagnosis);
    }
    if (better) {
        diagnoses_free(&found->diagnosis);
        diagnosis_advise(diagnoses, diagnosis);
        found->diagnosis = take_one(diagnosis);
    }
    if (!same) {
        free(found->last);
        found->last = TAKE(where);
    }
}

static void add_all(struct tally *tally, const struct item *item, struct diagnoses *diagnoses)
{
    for (size_t i = 0; i < diagnoses->count; i++)
        add(tally, item, diagnoses, &diagnoses->items[i]);
}

static const struct diagnosis *better(const struct diagnoses *first, const struct diagnoses *second)
{
    const struct diagnosis *const a = first && first->count > 0 ? &first->items[0] : NULL;
    const struct diagnosis *const b = second && second->count > 0 ? &second->items[0] : NULL;

    return !b || (a && a->confidence >= b->confidence) ? a : b;
}

/* An item that says no more than its file may be anywhere in it. */
static bool has_place(const struct item *item)
{
    return item->line > 0 || (item->entry && *item->entry);
}

/* What an answer says, and its status, are one place, however many items they are. */
static bool is_new_place(const struct tally *tally, const struct item *item, const struct diagnosis *diagnosis)
{
    CLEANUP(cleanup_string) char *where = NULL;

    for (size_t i = 0; has_place(item) && i < tally->count; i++)
        if (text_equal(tally->items[i].diagnosis->items[0].id, diagnosis->id)) {
            where = spot_where(tally->file, item, diagnosis->start);
            return !text_equal(tally->items[i].last, where);
        }
    return true;
}

/* An item counts for what fits it best; a text that tells of several failures, each beyond doubt, for each of them. */
static void count_all(struct tally *tally, const struct item *item, const struct diagnoses *read,
                      const struct diagnosis *best, struct repeated *repeated)
{
    if ((!item->again || !is_known(tally, item, best->id)) && is_new_place(tally, item, best))
        summary_add(tally->summary, best, item);
    for (size_t i = 0; read && i < read->count && read->items[i].confidence >= CERTAIN; i++)
        if (!text_equal(read->items[i].id, best->id) && !(item->rest && is_known(tally, item, read->items[i].id))) {
            summary_add(tally->summary, &read->items[i], item);
            repeated_clear(repeated); /* it counts for more than one */
        }
}

static struct diagnoses *read_text(const struct tally *tally, const struct item *item)
{
    if (item->length == 0)
        return NULL;
    return item->pasted ? name_pasted(tally->classifier, item->text, item->length)
                        : name_text(tally->classifier, item->text, item->length);
}

/* Unless the text that it was read from has a name. */
static void leave_unnamed(struct tally *tally, const struct item *item)
{
    for (size_t i = 0; item->again && i < tally->count; i++)
        if (tally->items[i].round == tally->round)
            return;
    unnamed_add(&tally->unnamed, tally->file, item);
    summary_add_unnamed(tally->summary, item);
}

/* The line says what one before it said. */
static void take_again(struct tally *tally, const struct item *item, const struct repeated *repeated)
{
    tally->round++;
    if (repeated->count == 0)
        leave_unnamed(tally, item);
    for (size_t i = 0; i < repeated->count; i++) {
        struct seen_failure *const found = &tally->items[repeated->rows[i]];
        CLEANUP(cleanup_string) char *where = spot_where(tally->file, item, 0);
        const bool new = !text_equal(found->last, where);
        if (i == 0 && (new || !has_place(item)))
            summary_add(tally->summary, &found->diagnosis->items[0], item);
        found->round = tally->round;
        found->count += new;
        free(found->last);
        found->last = TAKE(where);
    }
}

/* In the order in which they were added, the best first. */
static void remember(struct tally *tally, const char *best, struct repeated *repeated)
{
    const size_t first = (size_t)(seen_failure_for(tally, best) - tally->items);

    repeated_add(repeated, first);
    for (size_t i = 0; i < tally->count; i++)
        if (tally->items[i].round == tally->round)
            repeated_add(repeated, i);
}

static void take(struct tally *tally, const struct item *item, struct diagnoses *seen, struct diagnoses *read,
                 struct repeated *repeated)
{
    const struct diagnosis *const best = better(seen, read);
    CLEANUP(cleanup_string) char *id = best ? text_copy(best->id) : NULL;

    tally->round += !item->again;
    if (!best) {
        leave_unnamed(tally, item);
        return;
    }
    count_all(tally, item, read, best, repeated);
    tally->sorted = false;
    if (seen)
        add_all(tally, item, seen);
    if (read)
        add_all(tally, item, read);
    remember(tally, id, repeated);
}

static void take_item(struct tally *tally, const struct item *item)
{
    const struct repeated *const known = repeated_find(&tally->repeated, item);
    struct repeated *repeated;
    CLEANUP(diagnoses_free) struct diagnoses *seen = NULL;
    CLEANUP(diagnoses_free) struct diagnoses *read = NULL;

    if (known) {
        take_again(tally, item, known);
        return;
    }
    repeated = repeated_begin(&tally->repeated, item);
    seen = item->lookup ? diagnoses_weigh(name_lookup(tally->classifier, item->lookup)) : NULL;
    read = read_text(tally, item);
    take(tally, item, seen, read, repeated);
}

void tally_take(void *context, const struct item *item)
{
    struct tally *const tally = context;

    if (item->told)
        unread_add(&tally->unread, item->entry, item->unread);
    else
        take_item(tally, item);
}

/* As diagnoses are ordered: the user's own first of what is equally sure. What still ties goes by id, so that the order never
 * depends on the order of files. */
static int compare(const void *a, const void *b)
{
    const struct diagnosis *const first = &((const struct seen_failure *)a)->diagnosis->items[0];
    const struct diagnosis *const second = &((const struct seen_failure *)b)->diagnosis->items[0];

    if (first->rank != second->rank)
        return first->rank < second->rank ? 1 : -1;
    if (first->own != second->own)
        return second->own ? 1 : -1;
    return strcmp(first->id, second->id);
}

size_t tally_count(const struct tally *tally)
{
    return tally->count;
}

const struct seen_failure *tally_at(struct tally *tally, size_t index)
{
    repeated_clear_all(&tally->repeated); /* they know places in the list */
    if (!tally->sorted && tally->count > 1)
        qsort(tally->items, tally->count, sizeof *tally->items, compare);
    tally->sorted = true;
    return &tally->items[index];
}

const struct summary *tally_summary(const struct tally *tally)
{
    return tally->summary;
}

void tally_take_unread(void *context, const char *name, const char *why)
{
    struct tally *const tally = context;

    unread_add(&tally->unread, name, why);
}

const struct unnamed *tally_unnamed(const struct tally *tally)
{
    return &tally->unnamed;
}

const struct unread *tally_unread(const struct tally *tally)
{
    return &tally->unread;
}
