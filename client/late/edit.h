/* SPDX-License-Identifier: MIT */
/* libedit, loaded late. A function of any number of parameters cannot be handed on by one of ours: its name stands for the
 * real one. */
#ifndef FBLAB_LATE_EDIT_H
#define FBLAB_LATE_EDIT_H

#include <histedit.h>

/* The function of that name; see late_library.h. */
void *late_edit_function(const char *name, void *_Atomic *found);

#define LATE_EDIT_FUNCTION(NAME)                                                                                       \
    ({                                                                                                                 \
        static void *_Atomic found_;                                                                                   \
        (__typeof__(NAME) *)late_edit_function(#NAME, &found_);                                                        \
    })
#define el_set(...) LATE_EDIT_FUNCTION(el_set)(__VA_ARGS__)
#define el_wset(...) LATE_EDIT_FUNCTION(el_wset)(__VA_ARGS__)
#define el_get(...) LATE_EDIT_FUNCTION(el_get)(__VA_ARGS__)
#define history(...) LATE_EDIT_FUNCTION(history)(__VA_ARGS__)

#endif
