/* SPDX-License-Identifier: MIT */
/* How many labs are started, and what one that does not start means. */
#ifndef FBLAB_COMMANDS_LAB_START_H
#define FBLAB_COMMANDS_LAB_START_H

enum { MOST_LABS = 64 };

/* Fills the processors there are: at least one, MOST_LABS at most. */
unsigned labs_at_once(long for_each_core);
/* After a failure: STATUS_USAGE if one of the ids is no scenario's, with those of the folder (NULL: none); else
 * STATUS_UNUSABLE. */
int start_status(const char *scenarios, const char *const *ids);

#endif
