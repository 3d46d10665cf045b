/* SPDX-License-Identifier: MIT */
/* What is not wrong in a scenario file, but keeps it from ever being the verdict. */
#ifndef FBLAB_CHECK_WARNINGS_H
#define FBLAB_CHECK_WARNINGS_H

#include "diagnosis/diagnosis.h"
#include "scenario/scenario.h"

/* What the files were held against that were checked last; all zeroes at first. */
struct check_neighbours {
    char *folder;
    struct library *library;
    struct classifier *classifier;
};

/* Are the look-alikes of a scenario there, in its folder or with the program? false: error names the file and the first that
 * is not. Of a file that cannot be loaded with its neighbours, nobody knows. */
bool check_look_alikes(struct check_neighbours *neighbours, const char *path, struct error *error);
/* Prints warnings to standard error: the file's signs beside those of its folder and of the program. A file that cannot be
 * loaded together with these has none. */
void check_warn(struct check_neighbours *neighbours, const char *path);
void check_neighbours_clear(struct check_neighbours *neighbours);

#endif
