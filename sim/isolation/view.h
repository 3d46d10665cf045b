/* SPDX-License-Identifier: MIT */
/* Another view of the file system for one program: files and folders of ours in the place of the machine's. */
#ifndef FBLAB_ISOLATION_VIEW_H
#define FBLAB_ISOLATION_VIEW_H

#include <stdbool.h>

struct view;

struct view *view_new(void);
void view_free(struct view **view);
/* `from` stands in the place of `to`, which has to be there: else false, and nothing is done. Both are copied. */
bool view_add(struct view *view, const char *from, const char *to);
/* In the process that becomes the program, after fork(): takes no lock. false: errno. */
bool view_enter(const struct view *view);

#endif
