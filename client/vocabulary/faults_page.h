/* SPDX-License-Identifier: MIT */
/* The page scenarios/faults.md: what the network of the lab can do, as Markdown. */
#ifndef FBLAB_FAULTS_PAGE_H
#define FBLAB_FAULTS_PAGE_H

#include <stdio.h>

void vocabulary_faults_page_write(FILE *output);

#endif
