/* SPDX-License-Identifier: MIT */
/* Texts by the line, for programs: {"id","text"} in, {"id","diagnoses"} out, in the same order. */
#ifndef FBLAB_LINES_H
#define FBLAB_LINES_H

#include "input.h"

#include <stdbool.h>
#include <stdio.h>

/* false: at least one line was no such object and got {"error"}; the others are done all the same. */
bool classify_lines(const struct reader *reader, FILE *input, FILE *output);

#endif
