/* SPDX-License-Identifier: MIT */
/* What the subcommands share when they print. */
#ifndef FBLAB_OUTPUT_H
#define FBLAB_OUTPUT_H

#include "scenario/scenario.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

/* A terminal, and nobody has asked for none (NO_COLOR, TERM=dumb). */
bool output_colour(FILE *output);
/* Prints a JSON value and a line end to standard output; takes the reference. false: it could not be written. */
bool output_json(json_t *json, size_t flags);
/* The failures that came with the program, and those of another folder (NULL: none). NULL: error says why. */
struct library *failures_load(const char *folder, struct error *error);

#endif
