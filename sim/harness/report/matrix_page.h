/* SPDX-License-Identifier: MIT */
/* The matrix as a page for a browser: one file that fetches nothing. */
#ifndef FBLAB_HARNESS_MATRIX_PAGE_H
#define FBLAB_HARNESS_MATRIX_PAGE_H

#include "harness/run/matrix.h"

/* The picture (which row was called what), and for each wrong verdict what the tool printed and what the lab saw. */
bool matrix_page(const struct matrix *matrix, const char *path, struct error *error);

#endif
