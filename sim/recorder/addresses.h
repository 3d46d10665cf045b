/* SPDX-License-Identifier: MIT */
/* Mail addresses in any text, also where "@" is written "%40". Pure. */
#ifndef FBLAB_ADDRESSES_H
#define FBLAB_ADDRESSES_H

#include <stdbool.h>
#include <stddef.h>

struct address_span {
    size_t start, end;
};

/* The next address at or behind `from`. By its sign: long runs of letters cost nothing then. */
bool address_next(const char *text, size_t length, size_t from, struct address_span *found);
/* Can a label of a host name go on with it? */
bool address_goes_on(char character);

#endif
