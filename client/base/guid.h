/* SPDX-License-Identifier: MIT */
/* GUIDs as Exchange writes them: lower case, of the kind for random numbers. Pure but for guid_random(). */
#ifndef FBLAB_GUID_H
#define FBLAB_GUID_H

#include <stdint.h>

#define GUID_SIZE 37 /* 36 characters and a NUL */

/* A new one from the system's random numbers; the buffer. */
const char *guid_random(char buffer[GUID_SIZE]);
/* The same numbers give the same GUID: for what is drawn from a seed. */
const char *guid_of_numbers(uint64_t high, uint64_t low, char buffer[GUID_SIZE]);
/* The same text always has the same GUID. */
const char *guid_of_text(const char *text, char buffer[GUID_SIZE]);

#endif
