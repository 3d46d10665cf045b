/* SPDX-License-Identifier: MIT */
/* The lab as it was before somebody arms, repairs or resets it: what fails half-way is undone with it. */
#ifndef FBLAB_ARMING_BACKUP_H
#define FBLAB_ARMING_BACKUP_H

#include "internal.h"

struct arming_backup {
    struct snapshot *settings;
    struct armed armed;
    unsigned long changes;
    char *requester, *target;
    const char *client, *asking;
    size_t keys;
    struct strike_counts *strike_counts;
};

/* With the lab's lock, which is held until the backup is used up. */
struct arming_backup arming_backup_take(struct lab *lab);
/* Settings, what is armed, the look-up, what is counted and the files of keys are again what they were. */
void arming_backup_restore(struct lab *lab, struct arming_backup *backup);
void arming_backup_clear(struct arming_backup *backup);

#endif
