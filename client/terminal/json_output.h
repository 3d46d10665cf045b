/* SPDX-License-Identifier: MIT */
/* JSON on standard output, for other programs. */
#ifndef FBLAB_TERMINAL_JSON_OUTPUT_H
#define FBLAB_TERMINAL_JSON_OUTPUT_H

#include <jansson.h>

/* Prints a value and a line end; takes the reference. Numbers have six significant digits. */
void json_output(json_t *json);
/* The same on one line, at once: for who reads lines as they come. */
void json_output_line(json_t *json);

#endif
