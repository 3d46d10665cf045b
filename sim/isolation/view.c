/* SPDX-License-Identifier: MIT */
#include "view.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

enum { MOST_PLACES = 16 };

struct view {
    struct {
        char *from, *to;
    } places[MOST_PLACES];
    size_t count;
};

struct view *view_new(void)
{
    struct view *view = calloc(1, sizeof *view);

    if (!view)
        abort();
    return view;
}

void view_free(struct view **view)
{
    for (size_t i = 0; *view && i < (*view)->count; i++) {
        free((*view)->places[i].from);
        free((*view)->places[i].to);
    }
    free(*view);
    *view = NULL;
}

bool view_add(struct view *view, const char *from, const char *to)
{
    if (access(to, F_OK) != 0 || view->count == MOST_PLACES)
        return false;
    view->places[view->count].from = text_copy(from);
    view->places[view->count++].to = text_copy(to);
    return true;
}

bool view_enter(const struct view *view)
{
    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL) != 0)
        return false;
    for (size_t i = 0; i < view->count; i++)
        if (mount(view->places[i].from, view->places[i].to, NULL, MS_BIND, NULL) != 0)
            return false;
    return true;
}
