/* SPDX-License-Identifier: MIT */
/* The confusion matrix as a table of a page: a line for each row of the catalogue, a column for each verdict. */
#ifndef FBLAB_HARNESS_PICTURE_H
#define FBLAB_HARNESS_PICTURE_H

#include "harness/run/results.h"

#include <stdio.h>

/* A wrong cell leads to the first of its rows: #row-06a. */
void report_picture(const struct results *results, FILE *output);

#endif
