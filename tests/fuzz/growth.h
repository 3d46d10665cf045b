/* SPDX-License-Identifier: MIT */
/* Does the processor time of a byte grow with the number of bytes? */
#ifndef FBLAB_FUZZ_GROWTH_H
#define FBLAB_FUZZ_GROWTH_H

#include <stdbool.h>
#include <stddef.h>

/* The whole seed, each of its lines, and the first few bytes of each line, repeated to 64 KB and to 1 MB. false: the larger
 * took more of the processor for each byte; what was repeated is printed. */
bool growth_is_linear(const char *seed, size_t length);

#endif
