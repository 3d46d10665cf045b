/* SPDX-License-Identifier: MIT */
/* What programs write before every line that they pass on: times, hosts, names of files and containers, levels. Pure. */
#ifndef FBLAB_LINE_PREFIX_H
#define FBLAB_LINE_PREFIX_H

#include <stddef.h>

/* Bytes to leave out at the beginning of the line at `start`: what the lines around it begin with as well, numbers apart. The
 * first line of such a run keeps it, unless there is a number in it. */
size_t line_prefix_length(const char *text, size_t size, size_t start);

#endif
