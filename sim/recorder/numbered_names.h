/* SPDX-License-Identifier: MIT */
/* Names and their numbers, in the order in which they came; letter case (ASCII) aside. Time does not grow with their count. */
#ifndef FBLAB_NUMBERED_NAMES_H
#define FBLAB_NUMBERED_NAMES_H

#include <stddef.h>

struct numbered_names;

struct numbered_names *numbered_names_new(void);
void numbered_names_free(struct numbered_names **names);
/* From 1; a new name gets the next. */
size_t numbered_names_add(struct numbered_names *names, const char *name);
/* 0: it is none of them. */
size_t numbered_names_find(const struct numbered_names *names, const char *name);

#endif
