/* SPDX-License-Identifier: MIT */
/* Passing folders whose process was killed. */
#ifndef FBLAB_LEFT_FOLDERS_H
#define FBLAB_LEFT_FOLDERS_H

#define PASSING_PREFIX "fblab-"
#define PASSING_LOCK "passing.lock" /* no folder without it is ever emptied */

/* Removes those of this user; what is in use, or not beyond doubt one, stays. */
void left_folders_clear(const char *parent);

#endif
