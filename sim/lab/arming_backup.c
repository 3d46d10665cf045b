/* SPDX-License-Identifier: MIT */
/* Keeps what arming changes, and puts it back. */
#include "arming_backup.h"

#include "base/cleanup.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/text.h"

#include <string.h>

static struct armed copy_armed(const struct armed *armed)
{
    struct armed copy = {memory_array(armed->count + 1, sizeof *copy.items), armed->count};

    if (armed->count)
        memcpy(copy.items, armed->items, armed->count * sizeof *copy.items);
    return copy;
}

/* Memory may end in here: the lock is given back in every case. */
static void copy_look_up(struct lab *lab, struct arming_backup *backup)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->ready_lock);

    backup->requester = text_copy(lab->requester);
    backup->target = text_copy(lab->target);
    backup->client = lab->client;
    backup->asking = lab->asking;
}

struct arming_backup arming_backup_take(struct lab *lab)
{
    struct arming_backup backup = {.settings = store_snapshot(lab->store),
                                   .armed = copy_armed(&lab->armed),
                                   .changes = lab->changes,
                                   .keys = keyring_later_count(lab->keyring),
                                   .strike_counts = strike_counts_copy(lab->strike_counts)};

    copy_look_up(lab, &backup);
    return backup;
}

static void swap(char **one, char **other)
{
    char *const first = *one;

    *one = *other;
    *other = first;
}

void arming_backup_restore(struct lab *lab, struct arming_backup *backup)
{
    const struct armed failed = lab->armed;

    store_put_back(lab->store, backup->settings);
    strike_counts_put_back(lab->strike_counts, backup->strike_counts); /* the store's observer has forgotten some */
    lab->armed = backup->armed;
    backup->armed = failed;
    lab->changes = backup->changes;
    keyring_remove_later(lab->keyring, backup->keys, keyring_later_count(lab->keyring));
    pthread_mutex_lock(&lab->ready_lock);
    swap(&lab->requester, &backup->requester);
    swap(&lab->target, &backup->target);
    lab->client = backup->client;
    lab->asking = backup->asking;
    pthread_mutex_unlock(&lab->ready_lock);
}

void arming_backup_clear(struct arming_backup *backup)
{
    snapshot_release(&backup->settings);
    strike_counts_free(&backup->strike_counts);
    free(backup->armed.items);
    free(backup->requester);
    free(backup->target);
}
