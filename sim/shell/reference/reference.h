/* SPDX-License-Identifier: MIT */
/* The reference of all cmdlets, from the tables: help pages, a list, a manual page. */
#ifndef FBLAB_SHELL_REFERENCE_H
#define FBLAB_SHELL_REFERENCE_H

#include "terminal/display.h"

/* The page of a cmdlet (case ignored), a list of those that a name with `*` fits, or what stands under "cmdlets" (all of
 * them) and "faults" (what a firewall and a certificate can do). false: there is nothing of that name; nothing is printed. */
bool shell_reference_print(const struct display *display, const char *topic);
/* The topic that was perhaps meant; NULL: none is near. The caller frees it. */
char *shell_reference_near(const char *topic);
/* fblab-cmdlets(7), for man. */
void shell_reference_manual(FILE *output);

#endif
