/* SPDX-License-Identifier: MIT */
/* Builds of Exchange as AdminDisplayVersion names them: "Version 15.2 (Build 2562.53)". Pure. */
#ifndef FBLAB_EXCHANGE_BUILD_H
#define FBLAB_EXCHANGE_BUILD_H

#include <stdbool.h>

struct exchange_build {
    unsigned major, minor, build, revision;
};

/* How many of the four numbers the text has; the others stay as they are. */
int exchange_build_read(const char *text, struct exchange_build *build);
bool exchange_build_before(const struct exchange_build *left, const struct exchange_build *right);

#endif
