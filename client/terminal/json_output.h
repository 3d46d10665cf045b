/* SPDX-License-Identifier: MIT */
/* JSON for other programs; what could move a terminal's cursor or turn round its text is escaped. */
#ifndef FBLAB_TERMINAL_JSON_OUTPUT_H
#define FBLAB_TERMINAL_JSON_OUTPUT_H

#include <jansson.h>
#include <stdio.h>

/* Prints a value and a line end; takes the reference. Numbers have six significant digits. */
void json_output(json_t *json);
/* The same on one line, at once: for who reads lines as they come. */
void json_output_line(json_t *json);
/* The same into a stream, which need not be flushed; the reference stays the caller's. */
void json_output_into(FILE *output, const json_t *json);

#endif
