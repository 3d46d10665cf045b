/* SPDX-License-Identifier: MIT */
/* Another view of the machine for one program: files and folders of ours in the place of its own, and another name. */
#ifndef FBLAB_ISOLATION_VIEW_H
#define FBLAB_ISOLATION_VIEW_H

#include <stdbool.h>

struct view;

struct view *view_new(void);
void view_free(struct view **view);
/* `from` stands in the place of `to`, which has to be there: else false, and nothing is done. Both are copied. */
bool view_add(struct view *view, const char *from, const char *to);
/* The machine is called so, too; NULL: as it is. Copied. */
void view_name(struct view *view, const char *name);
/* In the process that becomes the program, after fork(): takes no lock. false: errno. */
bool view_enter(const struct view *view);

#endif
