/* SPDX-License-Identifier: MIT */
/* What every fuzz target is: one function that takes bytes. An input is exactly a seed's file; what a target needs besides
 * (which endpoint, which flow) stands in its first line. */
#ifndef FBLAB_FUZZ_TARGET_H
#define FBLAB_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
