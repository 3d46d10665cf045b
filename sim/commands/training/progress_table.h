/* SPDX-License-Identifier: MIT */
/* Where trainees stand, for people and for programs. */
#ifndef FBLAB_PROGRESS_TABLE_H
#define FBLAB_PROGRESS_TABLE_H

#include "progress/progress_overview.h"
#include "scenario/scenario.h"

/* The library knows the titles. */
void progress_table_print(const struct progress_overview *overview, const struct library *library, int64_t now);
void progress_table_json(const struct progress_overview *overview, const struct library *library, int64_t now);

#endif
