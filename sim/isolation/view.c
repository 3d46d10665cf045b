/* SPDX-License-Identifier: MIT */
/* Lays files of ours over those of the machine, by bind mounts. */
#include "view.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

enum { MOST_FILES = 16 };

struct view {
    struct {
        char *from, *to;
    } files[MOST_FILES];
    size_t count;
    char *name; /* NULL: the machine's own */
};

struct view *view_new(void)
{
    return memory_new(sizeof(struct view));
}

void view_free(struct view **view)
{
    for (size_t i = 0; *view && i < (*view)->count; i++) {
        free((*view)->files[i].from);
        free((*view)->files[i].to);
    }
    if (*view)
        free((*view)->name);
    free(*view);
    *view = NULL;
}

void view_name(struct view *view, const char *name)
{
    free(view->name);
    view->name = name ? text_copy(name) : NULL;
}

bool view_add(struct view *view, const char *from, const char *to)
{
    if (access(to, F_OK) != 0 || view->count == MOST_FILES)
        return false;
    view->files[view->count].from = text_copy(from);
    view->files[view->count++].to = text_copy(to);
    return true;
}

bool view_enter(const struct view *view)
{
    if (view->name && (unshare(CLONE_NEWUTS) != 0 || sethostname(view->name, strlen(view->name)) != 0))
        return false;
    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL) != 0)
        return false;
    for (size_t i = 0; i < view->count; i++)
        if (mount(view->files[i].from, view->files[i].to, NULL, MS_BIND, NULL) != 0)
            return false;
    return true;
}
