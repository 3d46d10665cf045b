/* SPDX-License-Identifier: MIT */
/* Prints what POST /verify of the admin API answered. */
#ifndef FBLAB_VERDICT_H
#define FBLAB_VERDICT_H

#include <jansson.h>
#include <stdio.h>

void verdict_print(const json_t *verdict, FILE *output);

#endif
