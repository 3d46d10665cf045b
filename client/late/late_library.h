/* SPDX-License-Identifier: MIT */
/* A library that is loaded when its first function is called: most runs need none of them, and loading them with the program
 * cost two thirds of a start. Each source of this folder has the functions of one library by their own names, which
 * call the real ones; so callers and compilers see nothing of it. */
#ifndef FBLAB_LATE_LIBRARY_H
#define FBLAB_LATE_LIBRARY_H

/* The function of that name. library: the file's name that programs are linked with, as "libcurl.so.4"; `found` keeps it for the
 * next call. What cannot be loaded ends the program, as it would have at its start: one sentence, exit status 3. Any thread. */
void *late_function(const char *library, const char *name, void *_Atomic *found);

/* A function of a library: its type, name, parameters as declared, and their names. */
#define LATE(LIBRARY, TYPE, NAME, PARAMETERS, NAMES)                                                                   \
    TYPE NAME PARAMETERS                                                                                               \
    {                                                                                                                  \
        static void *_Atomic found;                                                                                    \
        __typeof__(NAME) *const function = (__typeof__(NAME) *)late_function(LIBRARY, #NAME, &found);                  \
        return function NAMES; /* NOLINT(bugprone-macro-parentheses): the list has its own */                          \
    }

#endif
